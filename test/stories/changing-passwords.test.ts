import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { accountBlocked } from '#libs/domain/account/events';
import { passwordIssued } from '#libs/domain/account/password-events';
import { event } from '#libs/domain/catalogue';
import { type Answer, ServedPortal } from './given/served-portal.js';
import { type GivenHolder, TokenHolder } from './given/token-holder.js';

let portal: ServedPortal;
beforeEach(async () => {
  portal = await ServedPortal.open();
});
afterEach(() => portal.close());

const chosen = 'Zomer-in-2026';
/** The token of the session that was answered, after signing in or after a change of password. */
const tokenIn = ({ body }: Answer): string =>
  ((body['session'] ?? body) as { readonly sessionToken: string }).sessionToken;
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const anna = (more?: GivenHolder) => TokenHolder.given(portal, 'Anna1234', more);
/** Signs in with the code of some steps later: each is good once. */
const signedIn = async (holder: TokenHolder, password = holder.password): Promise<string> => {
  portal.outside.later(1);
  const answer = await holder.signIn({ password });
  if (answer.status !== 201) throw new Error(answer.text);
  return tokenIn(answer);
};
const change = (token: string, currentPassword: string, newPassword = chosen, more = {}) =>
  portal.post('/session/password-changes', { currentPassword, newPassword }, { ...bearer(token), ...more });
const brokenBy = ({ body }: Answer) =>
  ((body['violations'] ?? []) as { rule: string; field?: string }[]).map(({ rule, field = '' }) =>
    `${rule} ${field}`.trim(),
  );

describe('changing one’s password', () => {
  it('PWD-08 the holder goes on in another session, and signs in with the new one from now on', async () => {
    const holder = await anna();
    const before = await signedIn(holder);
    const answer = await change(before, holder.password);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Set-Cookie')).toMatch(/^__Host-session=.*HttpOnly/);
    const after = tokenIn(answer);
    expect((await portal.get('/session', bearer(after))).body).toMatchObject({
      account: holder.account,
      roles: [{ role: 'registreren' }],
    });
    portal.outside.later(1);
    expect((await holder.signIn()).status).toBe(422);
    expect((await holder.signIn({ password: chosen, oneTimeCode: holder.code({ steps: 1 }) })).status).toBe(
      201,
    );
  });

  it('PWD-08 architecture 4: every session that there was ends at once', async () => {
    const holder = await anna();
    const tokens = [await signedIn(holder), await signedIn(holder)];
    expect((await change(tokens[0] ?? '', holder.password)).status).toBe(200);
    for (const token of tokens) expect((await portal.get('/session', bearer(token))).status).toBe(401);
  });

  it('PWD-08 USR-07 the session that goes on lasts no longer than the one before', async () => {
    const holder = await anna();
    const before = await signedIn(holder);
    portal.outside.later(119);
    const after = tokenIn(await change(before, holder.password));
    portal.outside.later(2);
    expect((await portal.get('/session', bearer(after))).status).toBe(401);
  });

  it('PWD-06 a password that somebody else issued must be changed before anything else', async () => {
    const holder = await anna({ passwordIssued: true });
    const token = await signedIn(holder);
    expect(brokenBy(await portal.get('/session', bearer(token)))).toEqual(['PWD-06']);
    const after = tokenIn(await change(token, holder.password));
    expect((await portal.get('/session', bearer(after))).status).toBe(200);
    const [changed] = (await portal.eventsOf(holder.stream)).slice(-1);
    expect(changed).toMatchObject({ event: { type: 'account.password-changed', rule: 'PWD-06' } });
  });

  it('PWD-07 after 91 days the next sign-in must change it', async () => {
    const holder = await anna();
    await change(await signedIn(holder), holder.password);
    const [changed] = (await portal.eventsOf(holder.stream)).slice(-1);
    expect(changed?.event.data).toMatchObject({ goodUntil: '2027-02-22T20:56:00.000Z' });
    portal.outside.later(91 * 24 * 60 - 2);
    expect((await portal.get('/session', bearer(await signedIn(holder, chosen)))).status).toBe(200);
    const expired = await signedIn(holder, chosen);
    expect(brokenBy(await portal.get('/session', bearer(expired)))).toEqual(['PWD-07']);
    const after = tokenIn(await change(expired, chosen, 'Herfst-in-2027'));
    expect((await portal.get('/session', bearer(after))).status).toBe(200);
  });

  it('PWD-05 not the current and not the previous one, and after that it may', async () => {
    const holder = await anna();
    const first = await signedIn(holder);
    expect(brokenBy(await change(first, holder.password, holder.password))).toEqual(['PWD-05 newPassword']);
    const second = tokenIn(await change(first, holder.password, chosen));
    expect(brokenBy(await change(second, chosen, holder.password))).toEqual(['PWD-05 newPassword']);
    const third = tokenIn(await change(second, chosen, 'Herfst-in-2027'));
    expect((await change(third, 'Herfst-in-2027', holder.password)).status).toBe(200);
  });

  it('PWD-05 PWD-09 the one that the holder chose stays the previous one, however often it is reset', async () => {
    const holder = await anna();
    const temporary = ['bkmt2749fwrd8365', 'gnvs3862hjpc9457'] as const;
    for (const delivery of temporary)
      await portal.happened(
        holder.stream,
        event(passwordIssued, {
          digest: await portal.installation.commands.passwords.digest(delivery),
          way: 'reset',
          goodUntil: '2999-01-01T00:00:00.000Z',
          delivery,
        }),
      );
    const token = await signedIn(holder, temporary[1]);
    expect(brokenBy(await change(token, temporary[1], holder.password))).toEqual(['PWD-05 newPassword']);
    expect((await change(token, temporary[1])).status).toBe(200);
  });

  it('PWD-05 however its letters were composed', async () => {
    const holder = await anna();
    const composed = 'Caf\u00e9-noir-1';
    const token = tokenIn(await change(await signedIn(holder), holder.password, composed));
    expect(brokenBy(await change(token, composed, 'Cafe\u0301-noir-1'))).toEqual(['PWD-05 newPassword']);
  });

  it('PWD-11 all that is wrong with it is told together, and changes nothing', async () => {
    const holder = await anna();
    const token = await signedIn(holder);
    expect(brokenBy(await change(token, holder.password, '111'))).toEqual([
      'PWD-01 newPassword',
      'PWD-02 newPassword',
      'PWD-04 newPassword',
    ]);
    expect((await portal.get('/session', bearer(token))).status).toBe(200);
  });

  it('PWD-08 AVG-03 no event, receipt or fingerprint has anything of what was typed', async () => {
    const holder = await anna();
    const token = await signedIn(holder);
    const key = { 'Idempotency-Key': '0195e6a0-0000-7000-8000-00000000000a' };
    const refused = await change(token, 'Raadsel-99', 'a', key);
    expect(refused.text).not.toContain('Raadsel');
    expect((await change(token, 'Raadsel-98', 'a', key)).text).not.toContain('Raadsel');
    await change(token, holder.password);
    const history = [];
    for await (const recorded of portal.journal.readAll()) history.push(recorded);
    const written = JSON.stringify(history, (_key, part: unknown) =>
      typeof part === 'bigint' ? String(part) : part,
    );
    for (const typed of [chosen, holder.password, 'Raadsel']) expect(written.includes(typed)).toBe(false);
  });
});

describe('a change of password under a key that was used', () => {
  const key = { 'Idempotency-Key': '0195e6a0-0000-7000-8000-00000000000a' };
  const reused = { status: 422, body: { type: 'urn:autorisatiebeheer:problem:idempotency-key-reused' } };

  it('is the same command with the same passwords, and is answered the same', async () => {
    const holder = await anna();
    const token = await signedIn(holder);
    const first = await change(token, 'guess', chosen, key);
    expect(brokenBy(first)).toEqual(['PWD-08 currentPassword']);
    expect((await change(token, 'guess', chosen, key)).body).toMatchObject({
      commandId: first.body['commandId'],
    });
    const counted = await portal.typesOf(holder.signIns);
    expect(counted.filter((type) => type === 'signin.failed')).toHaveLength(1);
  });

  it('is another command with another password, current or new, and is refused', async () => {
    const holder = await anna();
    const token = await signedIn(holder);
    await change(token, 'guess', chosen, key);
    expect(await change(token, holder.password, chosen, key)).toMatchObject(reused);
    expect(await change(token, 'guess', 'Herfst-in-2027', key)).toMatchObject(reused);
    portal.outside.later(1);
    expect((await holder.signIn()).status).toBe(201);
  });
});

describe('who doesn’t know the current password', () => {
  it('PWD-08 LOG-02 is told so and nothing else; five times, and nobody signs in or changes it for 15 minutes', async () => {
    const holder = await anna();
    const token = await signedIn(holder);
    for (let time = 0; time < 5; time += 1)
      expect(brokenBy(await change(token, 'guess', holder.password))).toEqual(['PWD-08 currentPassword']);
    expect(brokenBy(await change(token, holder.password))).toEqual(['LOG-02 currentPassword']);
    portal.outside.later(1);
    expect((await holder.signIn()).status).toBe(422);
    // LOG-02: a lock ends no session.
    expect((await portal.get('/session', bearer(token))).status).toBe(200);
    portal.outside.later(15);
    expect((await change(token, holder.password)).status).toBe(200);
  });

  it('LOG-02 takes the same work whether it was right or not, so that during a lock the time tells nothing', async () => {
    const holder = await anna();
    const token = await signedIn(holder);
    for (let time = 0; time < 5; time += 1) await change(token, 'guess');
    const { hashes } = portal.installation.commands.passwords;
    const works = [];
    for (const password of ['guess', holder.password]) {
      const spies = [jest.spyOn(hashes, 'matches'), jest.spyOn(hashes, 'digest')];
      expect(brokenBy(await change(token, password))).toEqual(['LOG-02 currentPassword']);
      works.push(spies.map(({ mock }) => mock.calls.length));
      for (const spy of spies) spy.mockRestore();
    }
    // Compared with the current and the previous one; hashed to keep it, and for the fingerprint.
    expect(works).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });

  it('LOG-02 guesses side by side count as well', async () => {
    const holder = await anna();
    const token = await signedIn(holder);
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((guess) => change(token, guess)),
    );
    expect(answers.map((answer) => brokenBy(answer).join()).sort()).toEqual([
      ...Array<string>(2).fill('LOG-02 currentPassword'),
      ...Array<string>(5).fill('PWD-08 currentPassword'),
    ]);
    expect((await portal.typesOf(holder.signIns)).slice(-1)).toEqual(['signin.locked']);
  });

  it('LOG-02 the same command again counts once', async () => {
    const holder = await anna();
    const token = await signedIn(holder);
    const key = { 'Idempotency-Key': '0195e6a0-0000-7000-8000-00000000000a' };
    for (let time = 0; time < 3; time += 1) await change(token, 'guess', chosen, key);
    expect((await portal.typesOf(holder.signIns)).filter((type) => type === 'signin.failed')).toHaveLength(1);
  });
});

describe('changing a password beside other acts', () => {
  it('USR-07 PWD-09 what an administrator resets meanwhile holds: the change finds the session over', async () => {
    const holder = await anna();
    const token = await signedIn(holder);
    const reset = event(passwordIssued, {
      digest: await portal.installation.commands.passwords.digest('bkmt2749fwrd8365'),
      way: 'reset',
      goodUntil: '2027-02-22T20:55:00.000Z',
      delivery: 'delivery-1',
    });
    const { digest } = portal.installation.commands.passwords;
    // While the new one is hashed.
    portal.installation.commands.passwords.digest = async (password) => {
      await portal.happened(holder.stream, reset);
      return digest(password);
    };
    expect(brokenBy(await change(token, holder.password))).toEqual(['LOG-05']);
    expect((await portal.typesOf(holder.stream)).at(-1)).toBe('account.password-issued');
  });

  it('USR-07 a block that comes right after the change leaves no session, also once it is lifted', async () => {
    const holder = await anna();
    const token = await signedIn(holder);
    const { sessions } = portal.installation.commands;
    const goesOn = sessions.continue.bind(sessions);
    sessions.continue = async (...given) => {
      await portal.happened(holder.stream, event(accountBlocked, { reason: 'on-request' }));
      return goesOn(...given);
    };
    const after = tokenIn(await change(token, holder.password));
    expect((await portal.get('/session', bearer(after))).status).toBe(401);
  });

  it('PWD-08 of two changes at once one is made, the other finds the session over', async () => {
    const holder = await anna();
    const token = await signedIn(holder);
    const answers = await Promise.all([
      change(token, holder.password, 'Zomer-in-2026'),
      change(token, holder.password, 'Herfst-in-2027'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(answers.flatMap(brokenBy)).toEqual(['LOG-05']);
  });
});
