import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignedIn } from './client.js';
import { byTelephone } from './requests.js';
import { type Administrator, done, School, type TokenHolder } from './school.js';
import { passwordIn, takenLetter } from './taken-letter.js';
import { brokenBy, changePassword, sessionTokenIn, TokenSignIn } from './token-sign-in.js';
import { filesWith, logged } from './written.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint();
}, 240_000);
afterAll(() => school.program.end());

const chosen = 'Zomer-in-2026';
const desk = (account: string, act: 'blocks' | 'block-liftings' | 'password-letters') =>
  school.serviceDesk.command(`/accounts/${account}/${act}`, byTelephone());

interface Member {
  readonly user: TokenHolder;
  readonly signIn: TokenSignIn;
  /** In which they have chosen their password. */
  readonly session: SignedIn;
}

/** A user who has chosen their password, and is signed in. */
async function aMember(): Promise<Member> {
  const user = await school.tokenUser(administrator);
  const signIn = new TokenSignIn(school, user);
  const { temporaryPassword } = done(
    await administrator.api.command(`/accounts/${user.account}/password-resets`, {}),
  ) as unknown as { readonly temporaryPassword: string };
  const first = await signIn.session(temporaryPassword);
  const changed = await changePassword(first, temporaryPassword, chosen);
  return { user, signIn, session: new SignedIn(school.client, sessionTokenIn(changed)) };
}

describe('§2.4: too many wrong passwords', () => {
  it('LOG-02 five lock signing in and changing the password, and end no session', async () => {
    const { signIn, session } = await aMember();
    for (let time = 0; time < 3; time += 1) expect((await signIn.with('Gok-naar-1-woord')).status).toBe(422);
    // PWD-08: a session is no other place to guess.
    for (let time = 0; time < 2; time += 1)
      expect(brokenBy(await changePassword(session, 'Gok-naar-1-woord', 'Herfst-in-2026'))).toEqual([
        'PWD-08 currentPassword',
      ]);
    expect((await signIn.with(chosen)).status).toBe(422);
    expect(brokenBy(await changePassword(session, chosen, 'Herfst-in-2026'))).toEqual([
      'LOG-02 currentPassword',
    ]);
    expect((await session.get('/session')).status).toBe(200);
  });
});

describe('the service desk blocks an account', () => {
  it('USR-07 its sessions end at once and nobody signs in, until the service desk lifts the block', async () => {
    const { user, signIn, session } = await aMember();
    expect((await session.get('/session')).status).toBe(200);
    const { position } = done(await desk(user.account, 'blocks'));
    expect((await session.get('/session')).status).toBe(401);
    expect((await signIn.with(chosen)).status).toBe(422);
    expect(await school.show(user.account, position)).toMatchObject({ blocked: 'on-request' });

    const lifted = done(await desk(user.account, 'block-liftings'));
    expect(await school.show(user.account, lifted.position)).toMatchObject({ blocked: null });
    // What ended stays ended.
    expect((await session.get('/session')).status).toBe(401);
    expect((await signIn.with(chosen)).status).toBe(201);
  });

  it('USR-07 a blocked administrator sees and does nothing; others still manage the account', async () => {
    const blocked = await school.appoint();
    const user = await school.user(administrator);
    done(await desk(blocked.account, 'blocks'));
    expect((await blocked.api.get(`/accounts/${user.account}`)).status).toBe(422);
    expect((await blocked.api.command('/users', school.userFields())).status).toBe(422);
    expect((await administrator.api.get(`/accounts/${user.account}`)).status).toBe(200);
    done(await desk(blocked.account, 'block-liftings'));
    expect((await blocked.api.get(`/accounts/${user.account}`)).status).toBe(200);
  });

  it('USR-07 an administrator blocks nobody', async () => {
    const { account } = await school.user(administrator);
    for (const act of ['blocks', 'block-liftings'])
      expect(await administrator.api.command(`/accounts/${account}/${act}`, {})).toMatchObject({
        status: 403,
        body: { rule: 'USR-07' },
      });
  });
});

describe('§2.4: the password was forgotten', () => {
  it('PWD-10 PWD-06 an administrator is out until they have signed in with the letter’s and changed it', async () => {
    const forgetful = await school.tokenAdministrator();
    const signIn = new TokenSignIn(school, forgetful);
    const first = passwordIn(await takenLetter(school, forgetful.account, 'password'));
    const changed = await changePassword(await signIn.session(first), first, chosen);
    const session = new SignedIn(school.client, sessionTokenIn(changed));
    const mine = `/accounts/${forgetful.account}`;
    expect((await session.get(mine)).status).toBe(200);

    done(await desk(forgetful.account, 'password-letters'));
    expect((await session.get(mine)).status).toBe(401);
    expect((await signIn.with(chosen)).status).toBe(422);
    const sent = passwordIn(await takenLetter(school, forgetful.account, 'password'));
    const again = await signIn.session(sent);
    expect(brokenBy(await again.get(mine))).toEqual(['PWD-06']);
    expect(brokenBy(await again.command('/users', school.userFields()))).toEqual(['PWD-06']);
    const free = await changePassword(again, sent, 'Herfst-in-2026');
    expect((await new SignedIn(school.client, sessionTokenIn(free)).get(mine)).status).toBe(200);

    for (const password of [first, sent]) {
      expect(await filesWith(school.program.dataDirectory, password)).toEqual([]);
      expect(logged(school.program.output, [password])).toEqual([]);
    }
  });

  it('PWD-10 an administrator gets a new one by letter; users don’t take this way', async () => {
    const forgetful = await school.appoint({ signInMethod: 'token', username: 'Vergeet01' });
    expect(await desk(forgetful.account, 'password-letters')).toMatchObject({
      status: 200,
      body: { events: [{ type: 'account.request-received.v1' }, { type: 'account.password-issued.v1' }] },
    });
    const { account } = await school.tokenUser(administrator);
    expect(await desk(account, 'password-letters')).toMatchObject({ status: 422, body: { rule: 'PWD-10' } });
    expect(await desk(administrator.account, 'password-letters')).toMatchObject({
      status: 422,
      body: { rule: 'PWD-09' },
    });
  });
});
