import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { conversionBegun, meansCoupled } from '#libs/domain/account/coupling-events';
import { accountBlocked, accountEnded } from '#libs/domain/account/events';
import { gridStep } from '#libs/commands/on-the-grid';
import { passwordVoided } from '#libs/domain/account/password-events';
import { SignInWithToken, SignInWithTokenHandler } from '#libs/commands/sign-in-with-token';
import { type TypedCredentials } from '#libs/commands/typed-credentials';
import { event } from '#libs/domain/catalogue';
import { type Journal } from '#libs/journal/journal';
import { type Answer, ServedPortal } from './given/served-portal.js';
import { type GivenHolder, issuedTo, TokenHolder } from './given/token-holder.js';

let portal: ServedPortal;
beforeAll(async () => {
  portal = await ServedPortal.open();
});
afterAll(() => portal.close());

/** What is told, without the ids of this request and this attempt. */
const told = ({ status, headers, text }: Answer) => ({
  status,
  headers: [...headers].filter(([name]) => name !== 'date'),
  text: text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>'),
});

/** A name that nobody has. */
const unknownUsername = (): Promise<Answer> =>
  portal.post('/sign-ins', { username: 'niemand99', password: 'x', oneTimeCode: '123456' });

const coupled = event(meansCoupled, {
  means: 'means-one',
  pseudonym: 'p',
  legalSubject: 'KvK:12345678',
  level: 'loa3',
  codeId: 'c',
  privacyStatement: '2026-01',
  termsOfUse: '2026-01',
  reservation: 'reservation-means-1-x',
});

/** Everything that can be wrong, each at somebody of their own, so that no count or lock of one is another's. */
const wrongs: Readonly<Record<string, () => Promise<Answer>>> = {
  'the username': unknownUsername,
  'the password': async () =>
    (await TokenHolder.given(portal, 'wachtwoord-fout')).signIn({ password: 'Zonnebloem-8-veld' }),
  'the case of the password': async () => {
    const holder = await TokenHolder.given(portal, 'hoofdletters');
    return holder.signIn({ password: holder.password.toUpperCase() });
  },
  'the one-time code': async () => {
    const holder = await TokenHolder.given(portal, 'code-fout');
    return holder.signIn({ oneTimeCode: holder.code({ steps: 7 }) });
  },
  'all three': async () =>
    portal.post('/sign-ins', { username: 'niemand98', password: 'y', oneTimeCode: '00000000' }),
  'the password: its letter came back': async () =>
    (
      await TokenHolder.given(portal, 'brief-terug', {
        passwordIssued: true,
        then: [event(passwordVoided, { delivery: 'delivery-1', reason: 'undeliverable' })],
      })
    ).signIn(),
  'the account: it has ended': async () =>
    (
      await TokenHolder.given(portal, 'weg-ermee', { then: [event(accountEnded, { reservations: [] })] })
    ).signIn(),
  'the account: it is blocked': async () =>
    (
      await TokenHolder.given(portal, 'geblokkeerd', {
        then: [event(accountBlocked, { reason: 'on-request' })],
      })
    ).signIn(),
  'the account: a means is coupled': async () =>
    (await TokenHolder.given(portal, 'gekoppeld', { then: [coupled] })).signIn(),
  'the generator: it is not handed over': async () =>
    (
      await TokenHolder.given(portal, 'onderweg', {
        generator: [issuedTo('onderweg', { deliveredTo: 'administrator-1' })],
      })
    ).signIn(),
  'the generator: nobody recorded that the courier gave it': async () =>
    (
      await TokenHolder.given(portal, 'per-koerier', {
        generator: [issuedTo('per-koerier', { delivery: 'courier' })],
      })
    ).signIn(),
  'the generator: there is none': async () =>
    (await TokenHolder.given(portal, 'zonder-generator', { generator: [] })).signIn(),
  'a code that was used': async () => {
    const holder = await TokenHolder.given(portal, 'code-op');
    expect((await holder.signIn()).status).toBe(201);
    return holder.signIn();
  },
  'nothing but a lock': async () => {
    const holder = await TokenHolder.given(portal, 'op-slot');
    for (let failed = 0; failed < 5; failed += 1) await holder.signIn({ password: 'fout' });
    return holder.signIn();
  },
};

describe('what is told when signing in fails', () => {
  it('LOG-01 is the same to the byte, whatever was wrong, headers too', async () => {
    const first = told(await unknownUsername());
    expect(first).toMatchObject({ status: 422, text: expect.stringContaining('"rule":"LOG-01"') as unknown });
    for (const [what, attempt] of Object.entries(wrongs))
      expect({ what, ...told(await attempt()) }).toEqual({ what, ...first });
  });

  it.each<[string, GivenHolder]>([
    ['has ended', { then: [event(accountEnded, { reservations: [] })] }],
    ['is blocked', { then: [event(accountBlocked, { reason: 'on-request' })] }],
    ['has a means coupled', { then: [coupled] }],
    [
      'has a password whose letter came back',
      {
        passwordIssued: true,
        then: [event(passwordVoided, { delivery: 'delivery-1', reason: 'undeliverable' })],
      },
    ],
    ['has no generator', { generator: [] }],
    ['waits for its generator', { generator: [issuedTo('per-koerier', { delivery: 'courier' })] }],
  ])('LOG-01 an account that %s takes the same work as whatever else is wrong', async (what, given) => {
    const { username, password } = await TokenHolder.given(
      portal,
      `werk-${what.replaceAll(' ', '-')}`,
      given,
    );
    expect(await workOf({ username, password, oneTimeCode: '123456' })).toEqual(sameWork);
  });

  it('LOG-01 so does a name that nobody has, a wrong password or code, and a generator that is another’s by now', async () => {
    const holder = await TokenHolder.given(portal, 'evenveel-werk');
    const right = { username: holder.username, password: holder.password, oneTimeCode: holder.code() };
    const other = await TokenHolder.given(portal, 'generator-van-ander');
    await other.generatorGoesTo(holder.account);
    for (const wrong of [
      { username: 'bestaat-niet' },
      { password: 'fout' },
      { oneTimeCode: '123456' },
      { username: other.username },
    ])
      expect(await workOf({ ...right, ...wrong })).toEqual(sameWork);
  });

  it('LOG-01 LOG-02 during a lock nothing is written, of an account as of a name that nobody has', async () => {
    const holder = await TokenHolder.given(portal, 'werk-op-slot');
    const right = { username: holder.username, password: holder.password, oneTimeCode: holder.code() };
    for (const typed of [right, { ...right, username: 'werk-van-niemand' }]) {
      const wrong = { ...typed, password: 'fout' };
      for (let failed = 0; failed < 5; failed += 1) await portal.post('/sign-ins', wrong);
      expect(await workOf(typed)).toEqual({ ...sameWork, writes: [] });
    }
  });

  it('LOG-01 is told on a grid of time, locked or not, whether the account exists or not; who is let in is told at once', async () => {
    const holder = await TokenHolder.given(portal, 'op-de-klok');
    const { waits } = portal.outside;
    const waitedFor = async (attempt: () => Promise<Answer>): Promise<readonly number[]> => {
      const before = waits.length;
      await attempt();
      return waits.slice(before);
    };
    expect(await waitedFor(() => holder.signIn())).toEqual([]);
    // The sixth of each finds a lock, where nothing is written.
    for (let tried = 0; tried < 6; tried += 1)
      for (const attempt of [() => holder.signIn({ password: 'fout' }), unknownUsername])
        expect(await waitedFor(attempt)).toEqual([gridStep]);
  });

  it('LOG-01, AVG-03 nothing that was typed stands in history, no hash of it either', async () => {
    const holder = await TokenHolder.given(portal, 'geen-spoor');
    await holder.signIn({ password: 'Heel-bijzonder-1', oneTimeCode: '735201' });
    await holder.signIn();
    const events = await portal.eventsOf(holder.signIns);
    expect(events.map(({ event: { type } }) => type)).toEqual(['signin.failed', 'signin.succeeded']);
    expect(events.map(({ envelope: { command } }) => command.fingerprint)).toEqual(['', '']);
    const written = JSON.stringify(events.map(({ event: one, envelope }) => [one, envelope]));
    for (const typed of ['Heel-bijzonder-1', '735201', holder.password, 'geen-spoor'])
      expect(written).not.toContain(typed);
  });

  it('architecture 17: names that nobody has share a few streams that lock like an account’s, and don’t flood history', async () => {
    const username = 'steeds-maar-weer';
    const before = await strangers();
    for (let tried = 0; tried < 20; tried += 1)
      await portal.post('/sign-ins', { username, password: 'x', oneTimeCode: '123456' });
    expect((await strangers()) - before).toBeLessThanOrEqual(6);
  });

  it('AVG-01 attempts during a lock are counted together', async () => {
    const holder = await TokenHolder.given(portal, 'blijft-proberen');
    for (let failed = 0; failed < 12; failed += 1) await holder.signIn({ password: 'fout' });
    expect(await portal.eventsOf(holder.signIns)).toHaveLength(6);
    await portal.installation.commands.refusals.writeCounts('all');
    const counted = (await portal.eventsOf('refusals-sign-in')).at(-1);
    expect(counted).toMatchObject({ event: { type: 'command.refusals-counted' } });
    expect(counted?.event.data['count']).toBeGreaterThanOrEqual(7);
  });
});

describe('signing in by token', () => {
  it('LOG-01 takes all three; the username in upper or lower case', async () => {
    const holder = await TokenHolder.given(portal, 'Drenth99ED');
    const { password } = holder;
    const typed = { username: 'dRENTH99ed', password, oneTimeCode: holder.code() };
    const { status, body } = await portal.post('/sign-ins', typed);
    expect({ status, body }).toMatchObject({
      status: 201,
      body: {
        account: holder.account,
        method: 'token',
        roles: [{ role: 'registreren', kenmerken: [{ type: 'BRIN', value: '99KG' }] }],
        expiresAt: new Date(portal.outside.now().getTime() + 2 * 3_600_000).toISOString(),
      },
    });
    expect(await portal.typesOf(holder.signIns)).toEqual(['signin.succeeded']);
    for (const name of Object.keys(typed)) {
      const missing = await portal.post('/sign-ins', { ...typed, [name]: undefined });
      expect(missing).toMatchObject({ status: 400, body: { errors: [{ field: name }] } });
    }
  });

  it('CNV-04 the token keeps working while the account is being converted, LOG-03 and not once a means is coupled', async () => {
    const then = [event(conversionBegun, { holdsRightMeans: true })];
    const holder = await TokenHolder.given(portal, 'stapt-over', { then });
    expect((await holder.signIn()).status).toBe(201);
    await portal.happened(holder.stream, coupled);
    portal.outside.later(0.5);
    expect((await holder.signIn()).status).toBe(422);
  });
});

describe('a lock after five failures', () => {
  it('LOG-02 a hundred wrong passwords at once count five, lock once, and end no session', async () => {
    const holder = await TokenHolder.given(portal, 'honderd-keer-fout');
    const { body } = await holder.signIn();
    portal.outside.later(0.5);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) => holder.signIn({ password: `fout-${n}` })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([422]));
    expect(await portal.typesOf(holder.signIns)).toEqual([
      'signin.succeeded',
      ...Array<string>(5).fill('signin.failed'),
      'signin.locked',
    ]);
    expect((await holder.signIn()).status).toBe(422);
    const inSession = await portal.get('/session', {
      Authorization: `Bearer ${body['sessionToken'] as string}`,
    });
    expect(inSession.status).toBe(200);
  });

  it('LOG-02 attempts at two programs on one store count together', async () => {
    const holder = await TokenHolder.given(portal, 'twee-programmas');
    const doors = [await portal.beside(), await portal.beside()].map(
      (commands) => new SignInWithTokenHandler(commands),
    );
    const attempt = () =>
      new SignInWithToken(
        { username: holder.username, password: 'fout', oneTimeCode: '123456' },
        { channel: 'http' },
      );
    await Promise.all(doors.flatMap((door) => Array.from({ length: 10 }, () => door.execute(attempt()))));
    expect(await portal.typesOf(holder.signIns)).toEqual([
      ...Array<string>(5).fill('signin.failed'),
      'signin.locked',
    ]);
  });

  it('LOG-02 a right attempt after the fifth failure is refused, until the fifteen minutes are over', async () => {
    const holder = await TokenHolder.given(portal, 'te-laat-goed');
    for (let failed = 0; failed < 5; failed += 1) await holder.signIn({ password: 'fout' });
    expect((await holder.signIn()).status).toBe(422);
    portal.outside.later(14.5);
    expect((await holder.signIn()).status).toBe(422);
    portal.outside.later(0.5);
    expect((await holder.signIn()).status).toBe(201);
    expect(await holder.lastAtTheDoor()).toMatchObject({ failures: 0 });
  });
});

/** How many events there are at the door of names that nobody has. */
async function strangers(): Promise<number> {
  let found = 0;
  for await (const _ of portal.journal.readAll({ streamPrefix: 'signin-unknown-' })) found += 1;
  return found;
}

/** Whatever is wrong: the same reads, one password hash and one write. */
const sameWork = {
  reads: ['reservation', 'policy', 'account', 'generator', 'signin', 'signin'],
  hashes: 1,
  writes: ['signin'],
};

/** What one attempt asks of store and processor, at a door where nothing else goes on. */
async function workOf({ username, password, oneTimeCode }: TypedCredentials) {
  const work = { reads: [] as string[], hashes: 0, writes: [] as string[] };
  const { journal } = portal;
  const counting = Object.create(journal) as Journal;
  counting.read = (stream, options) => {
    work.reads.push(stream.replace(/-.*/, ''));
    return journal.read(stream, options);
  };
  counting.append = (append, act) => {
    work.writes.push(append.stream.replace(/-.*/, ''));
    return journal.append(append, act);
  };
  const commands = await portal.beside(counting);
  const hashes = jest.spyOn(commands.passwords.hashes, 'matches');
  const signIn = new SignInWithToken({ username, password, oneTimeCode }, { channel: 'http' });
  expect(await new SignInWithTokenHandler(commands).execute(signIn)).toMatchObject({ outcome: 'refused' });
  return { ...work, hashes: hashes.mock.calls.length };
}
