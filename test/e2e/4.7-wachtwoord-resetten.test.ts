import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, SignedIn } from './client.js';
import { type Administrator, done, otherBoard, role, School } from './school.js';
import { brokenBy, changePassword, sessionTokenIn, TokenSignIn } from './token-sign-in.js';
import { filesWith, logged } from './written.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint();
}, 240_000);
afterAll(() => school.program.end());

const reset = (account: string, by: SignedIn = administrator.api, key = school.client.nextKey()) =>
  by.command(`/accounts/${account}/password-resets`, {}, { key });
const passwordIn = (answer: Answer): string =>
  (done(answer) as unknown as { readonly temporaryPassword: string }).temporaryPassword;
const chosen = 'Zomer-in-2026';

describe('§4.7: an administrator resets a user’s password', () => {
  it('PWD-09 PWD-06 the user signs in with what the administrator was shown, and must change it first', async () => {
    const user = await school.tokenUser(administrator);
    const answer = await reset(user.account);
    expect(answer).toMatchObject({
      status: 200,
      body: { shown: 'now', events: [{ type: 'account.password-issued.v1' }] },
    });
    const temporary = passwordIn(answer);
    const signIn = new TokenSignIn(school, user);
    const first = await signIn.with(temporary);
    expect(first).toMatchObject({ status: 201, body: { mustChangePassword: 'PWD-06' } });

    const session = new SignedIn(school.client, sessionTokenIn(first));
    expect(brokenBy(await session.get('/session'))).toEqual(['PWD-06']);
    expect(brokenBy(await changePassword(session, temporary, temporary))).toEqual(['PWD-05 newPassword']);
    const changed = await changePassword(session, temporary, chosen);
    const next = new SignedIn(school.client, sessionTokenIn(changed));
    expect(await next.get('/session')).toMatchObject({ status: 200, body: { account: user.account } });
    expect((await session.get('/session')).status).toBe(401);
    expect((await signIn.with(chosen)).status).toBe(201);
  });

  it('USR-07 PWD-09 who was signed in with the old one is out at once', async () => {
    const user = await school.tokenUser(administrator);
    const signIn = new TokenSignIn(school, user);
    const temporary = passwordIn(await reset(user.account));
    const token = sessionTokenIn(await changePassword(await signIn.session(temporary), temporary, chosen));
    const session = new SignedIn(school.client, token);
    expect((await session.get('/session')).status).toBe(200);
    await reset(user.account);
    expect((await session.get('/session')).status).toBe(401);
    expect((await signIn.with(chosen)).status).toBe(422);
  });

  it('PWD-09 the same command again doesn’t show it a second time', async () => {
    const user = await school.tokenUser(administrator);
    const key = school.client.nextKey();
    const first = await reset(user.account, administrator.api, key);
    const again = await reset(user.account, administrator.api, key);
    const { temporaryPassword: _shown, ...answered } = first.body as Record<string, unknown>;
    expect(again).toMatchObject({ status: 200, body: { ...answered, shown: 'before' } });
    expect(again.body).not.toHaveProperty('temporaryPassword');
    expect((await new TokenSignIn(school, user).with(passwordIn(first))).status).toBe(201);
  });

  it('AVG-03 no file and no log has it, nor what the user chose', async () => {
    const user = await school.tokenUser(administrator);
    const temporary = passwordIn(await reset(user.account));
    const mine = 'Nergens-te-vinden-7';
    done(await changePassword(await new TokenSignIn(school, user).session(temporary), temporary, mine));
    await school.trail();
    for (const password of [temporary, mine]) {
      expect(await filesWith(school.program.dataDirectory, password)).toEqual([]);
      expect(logged(school.program.output, [password])).toEqual([]);
    }
    expect((await filesWith(school.program.dataDirectory, user.account)).length).toBeGreaterThan(0);
  });

  it('PWD-09 only where sign-in is with a token', async () => {
    const { account } = await school.user(administrator);
    expect(await reset(account)).toMatchObject({ status: 422, body: { rule: 'PWD-09' } });
  });

  it('TOK-02 the first password goes to the user by letter', async () => {
    const { account } = await school.user(administrator, { signInMethod: 'token', username: 'Eerste01' });
    expect(await reset(account)).toMatchObject({ status: 422, body: { rule: 'TOK-02' } });
  });

  it('ADM-02 ADM-10 PWD-10 not out of reach, not a fellow administrator’s, not one’s own', async () => {
    const stranger = await school.appoint({ organisation: otherBoard }, [
      role('medewerker-bekostiging', '99BB'),
    ]);
    const user = await school.tokenUser(administrator);
    expect((await reset(user.account, stranger.api)).status).toBe(404);
    const fellow = await school.appoint();
    expect(await reset(fellow.account)).toMatchObject({ status: 422, body: { rule: 'ADM-10' } });
    expect(await reset(administrator.account)).toMatchObject({ status: 422, body: { rule: 'PWD-10' } });
    expect((await reset(user.account, school.serviceDesk)).status).toBe(403);
  });

  it('END-02 not of an account that ended', async () => {
    const { account } = await school.tokenUser(administrator);
    done(
      await administrator.api.command(`/accounts/${account}/endings`, {
        confirmed: true,
        noLongerWorksHere: true,
      }),
    );
    expect(await reset(account)).toMatchObject({ status: 422, body: { rule: 'END-02' } });
  });
});
