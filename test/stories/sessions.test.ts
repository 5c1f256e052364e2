import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { meansDecoupled } from '#libs/domain/account/coupling-events';
import { accountBlocked, accountEnded, accountUnblocked, roleWithdrawn } from '#libs/domain/account/events';
import { passwordIssued } from '#libs/domain/account/password-events';
import { event } from '#libs/domain/catalogue';
import { MeansHolder } from './given/means-holder.js';
import { type Answer, ServedPortal } from './given/served-portal.js';
import { TokenHolder } from './given/token-holder.js';

let portal: ServedPortal;
beforeAll(async () => {
  portal = await ServedPortal.open();
});
afterAll(() => portal.close());

const roles = [{ role: 'registreren', kenmerken: [{ type: 'BRIN', value: '99KG' }] }] as const;
const ended = event(accountEnded, { reservations: [] });
const blocked = event(accountBlocked, { reason: 'on-request' });

const tokenOf = ({ status, text, body }: Answer): string => {
  if (status !== 201) throw new Error(text);
  return body['sessionToken'] as string;
};
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const session = (token: string): Promise<Answer> => portal.get('/session', bearer(token));
const statusOf = async (token: string): Promise<number> => (await session(token)).status;
const signOut = (headers: Readonly<Record<string, string>>): Promise<Answer> =>
  portal.post('/session/endings', {}, headers);

describe('what a session may do', () => {
  it('USR-07, LOG-06 one from before a role was withdrawn keeps it, the next one hasn’t; the end of the account ends both', async () => {
    const holder = await MeansHolder.given(portal, 'rol-weg');
    const before = tokenOf(await holder.signIn());
    await portal.happened(holder.stream, event(roleWithdrawn, roles[0]));
    const next = tokenOf(await holder.signIn());
    expect((await session(before)).body).toMatchObject({ account: holder.account, roles });
    expect((await session(next)).body).toMatchObject({ account: holder.account, roles: [] });
    await portal.happened(holder.stream, ended);
    expect([await statusOf(before), await statusOf(next)]).toEqual([401, 401]);
  });

  it('USR-07 a block and a decoupling end it at once, also when the block is lifted again', async () => {
    const one = await MeansHolder.given(portal, 'even-geblokkeerd');
    const token = tokenOf(await one.signIn());
    await portal.happened(one.stream, blocked);
    expect(await statusOf(token)).toBe(401);
    await portal.happened(one.stream, event(accountUnblocked, {}));
    expect(await statusOf(token)).toBe(401);
    expect(await statusOf(tokenOf(await one.signIn()))).toBe(200);

    const other = await MeansHolder.given(portal, 'ontkoppeld-in-sessie');
    const theirs = tokenOf(await other.signIn());
    await portal.happened(other.stream, event(meansDecoupled, { means: other.key, reason: 'new-supplier' }));
    expect(await statusOf(theirs)).toBe(401);
  });

  it('EHK-08 a statement from before a decoupling couples nothing again', async () => {
    const holder = await MeansHolder.given(portal, 'oude-verklaring');
    const statement = await holder.statement();
    tokenOf(await holder.signIn(statement));
    const decoupled = { means: holder.key, reason: 'new-supplier' } as const;
    await portal.happened(holder.stream, event(meansDecoupled, decoupled));
    const replayed = await holder.signIn(statement);
    expect(replayed).toMatchObject({ status: 422, body: { rule: 'LOG-04' } });
    expect((await portal.typesOf(holder.stream)).slice(-1)).toEqual(['account.decoupled']);
    expect((await holder.signIn()).status).toBe(201);
  });

  it('EHK-08 one that coupled the means again at the portal does so once, there and where people sign in', async () => {
    const holder = await MeansHolder.given(portal, 'verklaring-op');
    const decoupled = event(meansDecoupled, { means: holder.key, reason: 'new-supplier' });
    const coupleAgain = async (meansStatement: string) =>
      portal.post(
        '/couplings-again',
        { meansStatement },
        bearer(await portal.tokenFor('portal', 'application')),
      );
    const statement = await holder.statement();
    await portal.happened(holder.stream, decoupled);
    expect(await coupleAgain(statement)).toMatchObject({ status: 200, body: { outcome: 'applied' } });
    await portal.happened(holder.stream, decoupled);
    expect(await coupleAgain(statement)).toMatchObject({ status: 422, body: { rule: 'EHK-08' } });
    expect(await holder.signIn(statement)).toMatchObject({ status: 422, body: { rule: 'LOG-04' } });

    const ofSession = await holder.statement();
    expect((await holder.signIn(ofSession)).status).toBe(201);
    await portal.happened(holder.stream, decoupled);
    expect(await coupleAgain(ofSession)).toMatchObject({ status: 422, body: { rule: 'EHK-08' } });
    expect((await portal.typesOf(holder.stream)).slice(-1)).toEqual(['account.decoupled']);
    await portal.happened(holder.stream, blocked);
    expect(await coupleAgain(await holder.statement())).toMatchObject({
      status: 422,
      body: { rule: 'TOK-07' },
    });
  });
});

describe('the end of a session', () => {
  it('LOG-05 signing out ends it at once, and no other one of the same person', async () => {
    const holder = await MeansHolder.given(portal, 'uitlogger');
    const [one, other] = [tokenOf(await holder.signIn()), tokenOf(await holder.signIn())];
    const { status, headers } = await signOut(bearer(one));
    expect(status).toBe(200);
    expect(headers.get('Set-Cookie')).toMatch(/^__Host-session=; .*Expires=Thu, 01 Jan 1970 00:00:00 GMT/);
    expect([await statusOf(one), await statusOf(other)]).toEqual([401, 200]);
  });

  it('LOG-05 it ends by itself after the time that policy gives it', async () => {
    const token = tokenOf(await (await MeansHolder.given(portal, 'blijft-zitten')).signIn());
    portal.outside.later(119);
    expect(await statusOf(token)).toBe(200);
    portal.outside.later(1);
    expect(await statusOf(token)).toBe(401);
  });

  it('what isn’t the token of a session is no session: another secret, another id, half of it', async () => {
    const holder = await MeansHolder.given(portal, 'raadt-maar-wat');
    const [id = '', secret = ''] = tokenOf(await holder.signIn()).split('.');
    const other = tokenOf(await holder.signIn());
    for (const wrong of [
      `${id}.${'A'.repeat(43)}`,
      `${other.split('.')[0]}.${secret}`,
      `${'0'.repeat(8)}${id.slice(8)}.${secret}`,
      id,
      secret,
    ]) {
      const { status, headers } = await session(wrong);
      expect([status, headers.get('WWW-Authenticate')]).toEqual([
        401,
        expect.stringContaining('error="invalid_token"'),
      ]);
    }
  });

  it('AVG-03 of its secret nothing stands in history', async () => {
    const token = tokenOf(await (await MeansHolder.given(portal, 'geheim')).signIn());
    const [id, secret = ''] = token.split('.');
    const [started] = await portal.eventsOf(`session-${id}`);
    expect(started?.event.type).toBe('session.started');
    expect(JSON.stringify([started?.event, started?.envelope])).not.toContain(secret);
  });
});

describe('a session in a browser', () => {
  const cookieOf = (answer: Answer): string => (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';

  it('is a cookie of this host alone, that scripts can’t read and other sites can’t send', async () => {
    const answer = await (await MeansHolder.given(portal, 'bladeraar')).signIn();
    const [pair = '', ...attributes] = (answer.headers.get('Set-Cookie') ?? '').split('; ');
    expect(pair).toBe(`__Host-session=${tokenOf(answer)}`);
    expect(attributes.sort()).toEqual([
      expect.stringMatching(/^Expires=/),
      'HttpOnly',
      'Path=/',
      'SameSite=Strict',
      'Secure',
    ]);
    expect((await portal.get('/session', { Cookie: `a=b; ${pair}` })).status).toBe(200);
    expect((await portal.get('/session', { Cookie: 'a=b' })).status).toBe(401);
  });

  it('does nothing from another site’s page: no form can send what a command takes, and the browser tells where it is', async () => {
    const Cookie = cookieOf(await (await MeansHolder.given(portal, 'elders')).signIn());
    const asForm = { Cookie, 'Content-Type': 'application/x-www-form-urlencoded' };
    expect((await signOut(asForm)).status).toBe(400);
    const withoutKey = await portal.send('/session/endings', {
      method: 'POST',
      headers: { Cookie, 'Content-Type': 'application/json' },
      body: '{}',
    });
    expect(withoutKey).toMatchObject({ status: 400, body: { errors: [{ field: 'Idempotency-Key' }] } });
    for (const site of ['cross-site', 'same-site'])
      expect((await signOut({ Cookie, 'Sec-Fetch-Site': site })).status).toBe(401);
    const preflight = await portal.ask('/session/endings', {
      method: 'OPTIONS',
      headers: { Origin: 'https://elders.example' },
    });
    expect(preflight.headers.get('Access-Control-Allow-Origin')).toBeNull();
    for (const site of ['none', 'same-origin'])
      expect((await portal.get('/session', { Cookie, 'Sec-Fetch-Site': site })).status).toBe(200);
    expect((await signOut({ Cookie, 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200);
  });

  it('is not what counts where a bearer token is sent with it', async () => {
    const holder = await MeansHolder.given(portal, 'allebei');
    const Cookie = cookieOf(await holder.signIn());
    expect((await portal.get('/session', { Cookie, Authorization: 'Bearer something-else' })).status).toBe(
      401,
    );
  });
});

describe('a password that must be changed first', () => {
  const everythingElse = (token: string) => [
    portal.get('/session', bearer(token)),
    portal.post('/users', {}, bearer(token)),
    portal.post('/accounts/_search', {}, bearer(token)),
  ];

  it.each([
    ['PWD-06', 'vers-wachtwoord', { passwordIssued: true }],
    ['PWD-07', 'oud-wachtwoord', { goodUntil: '2026-11-23T20:55:00.000Z' }],
  ])(
    '%s signing in succeeds, and everything but changing it and signing out is refused',
    async (rule, name, given) => {
      const holder = await TokenHolder.given(portal, name, given);
      const answer = await holder.signIn();
      expect(answer.body).toMatchObject({ mustChangePassword: rule });
      const token = tokenOf(answer);
      for (const refused of await Promise.all(everythingElse(token)))
        expect(refused).toMatchObject({ status: 422, body: { rule } });
      expect((await signOut(bearer(token))).status).toBe(200);
    },
  );

  it('PWD-06 one that was issued in the meantime ends the session', async () => {
    const holder = await TokenHolder.given(portal, 'reset-tijdens-sessie');
    const token = tokenOf(await holder.signIn());
    await portal.happened(
      holder.stream,
      event(passwordIssued, {
        digest: 'd',
        way: 'reset',
        goodUntil: '2999-01-01T00:00:00.000Z',
        delivery: 'd',
      }),
    );
    expect(await statusOf(token)).toBe(401);
  });
});
