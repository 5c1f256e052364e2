import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, SignedIn } from './client.js';
import { type Administrator, bekostiging, done, role, School, type TokenHolder } from './school.js';
import { changePassword, sessionTokenIn, TokenSignIn } from './token-sign-in.js';
import { filesWith, logged } from './written.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Drenth' });
}, 240_000);
afterAll(() => school.program.end());

/** Somebody with a token generator and a password that they chose themselves, and how they sign in. */
async function holder(more: object = {}): Promise<{ who: TokenHolder; door: TokenSignIn; password: string }> {
  const who = await school.tokenUser(administrator, more);
  const reset = await administrator.api.command(`/accounts/${who.account}/password-resets`, {});
  const { temporaryPassword } = done(reset) as unknown as { temporaryPassword: string };
  const door = new TokenSignIn(school, who);
  const password = 'Zonnebloem-7-veld';
  done(await changePassword(await door.session(temporaryPassword), temporaryPassword, password));
  return { who, door, password };
}

const refusalOf = ({ status, body }: Answer) => {
  const { rule, detail } = body as { rule: string; detail: string };
  return { status, rule, detail };
};

describe('§2.1: signing in with a token', () => {
  it('LOG-01 username, password and one-time code start a session; LOG-06 what is seen follows from its roles', async () => {
    const { who, door, password } = await holder({
      roles: [bekostiging, role('medewerker-register', '99KG')],
    });
    const answer = await door.with(password);
    expect(answer).toMatchObject({
      status: 201,
      body: {
        account: who.account,
        method: 'token',
        roles: [bekostiging, role('medewerker-register', '99KG')],
      },
    });
    const session = new SignedIn(school.client, sessionTokenIn(answer));
    expect(await session.get('/session')).toMatchObject({
      status: 200,
      body: { account: who.account, roles: [bekostiging, role('medewerker-register', '99KG')] },
    });
    expect(await session.get(`/accounts/${who.account}`)).toMatchObject({ status: 200 });
  });

  it('LOG-01 a refusal says the same whether the password, the code or the username is wrong', async () => {
    const { who, door, password } = await holder();
    const send = (body: object) =>
      school.client.send('/v1/sign-ins', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ username: who.username, password, oneTimeCode: '000000', ...body }),
      });
    const refusals = [
      await door.with('Zonnebloem-8-veld'),
      await send({}),
      await send({ username: 'bestaat-niet' }),
    ].map(refusalOf);
    expect(refusals[0]).toMatchObject({ status: 422, rule: 'LOG-01' });
    for (const one of refusals) expect(one).toEqual(refusals[0]);
    expect((await door.with(password)).status).toBe(201);
  });

  it('LOG-02 five failures lock sign-in, the right password too, and the session that runs goes on', async () => {
    const { door, password } = await holder();
    const session = await door.session(password);
    for (let failed = 0; failed < 5; failed += 1) expect((await door.with('fout')).status).toBe(422);
    expect(refusalOf(await door.with(password))).toMatchObject({ status: 422, rule: 'LOG-01' });
    expect((await session.get('/session')).status).toBe(200);
  });

  it('USR-07 another role takes effect at the next sign-in; END-01 the end of the account at once', async () => {
    const { who, door, password } = await holder();
    const before = await door.session(password);
    const more = role('medewerker-register', '99KG');
    done(await administrator.api.command(`/accounts/${who.account}/role-changes`, { grant: [more] }));
    expect(await before.get('/session')).toMatchObject({ body: { roles: [bekostiging] } });
    done(
      await administrator.api.command(`/accounts/${who.account}/endings`, {
        confirmed: true,
        noLongerWorksHere: true,
      }),
    );
    expect((await before.get('/session')).status).toBe(401);
    expect((await door.with(password)).status).toBe(422);
  });

  it('AVG-03 password, code and session token stand in no file and no log', async () => {
    const { door, password } = await holder();
    const answer = await door.with(password);
    const [, secret = 'none'] = sessionTokenIn(answer).split('.');
    for (const value of [password, secret])
      expect(await filesWith(school.program.dataDirectory, value)).toEqual([]);
    expect(logged(school.program.output, [password, secret])).toEqual([]);
  });
});
