import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Means } from './client.js';
import { signedInWith } from './means-sign-in.js';
import { type Administrator, bekostiging, done, role, School } from './school.js';
import { changePassword, TokenSignIn } from './token-sign-in.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Drenth' });
}, 240_000);
afterAll(() => school.program.end());

const register = role('medewerker-register', '99KG');

/** A user who signs in with eHerkenning. */
async function coupled(means: Means, ...roles: readonly object[]): Promise<string> {
  const { account, position } = await school.user(administrator, { roles });
  const code = await school.mailedCode(administrator.api, account);
  const { username } = await school.show(account, position);
  done(await school.couple(means, username, code));
  return account;
}

describe('§2.5, §3.6: the overview', () => {
  it('LOG-06 §3.6 who signs in with eHerkenning sees their own roles and kenmerken, and no one else’s', async () => {
    const [one, other] = [{ pseudonym: 'overzicht-een' }, { pseudonym: 'overzicht-twee' }];
    const wide = role('medewerker-bekostiging', '99KG', '99AA');
    const first = await coupled(one, wide);
    const second = await coupled(other, bekostiging, register);
    const seen = async (means: Means) => (await (await signedInWith(school, means)).get('/session')).body;
    expect(await seen(one)).toMatchObject({ account: first, method: 'eherkenning', roles: [wide] });
    expect(await seen(other)).toMatchObject({ account: second, roles: [bekostiging, register] });
  });

  it('LOG-06 §2.5 who signs in with a token sees theirs', async () => {
    const holder = await school.tokenUser(administrator, { roles: [bekostiging, register] });
    const reset = await administrator.api.command(`/accounts/${holder.account}/password-resets`, {});
    const { temporaryPassword } = done(reset) as unknown as { temporaryPassword: string };
    const door = new TokenSignIn(school, holder);
    const password = 'Zonnebloem-7-veld';
    done(await changePassword(await door.session(temporaryPassword), temporaryPassword, password));
    const session = await door.session(password);
    expect(await session.get('/session')).toMatchObject({
      status: 200,
      body: { account: holder.account, method: 'token', roles: [bekostiging, register] },
    });
  });

  it('USR-07 LOG-06 the overview stays as it started; what was granted and withdrawn shows at the next sign-in', async () => {
    const means = { pseudonym: 'overzicht-later' };
    const account = await coupled(means, bekostiging);
    const before = await signedInWith(school, means);
    const change = { grant: [register], withdraw: [bekostiging] };
    done(await administrator.api.command(`/accounts/${account}/role-changes`, change));
    expect(await before.get('/session')).toMatchObject({ body: { roles: [bekostiging] } });
    const after = await signedInWith(school, means);
    expect(await after.get('/session')).toMatchObject({ body: { roles: [register] } });
  });

  it('ADM-04 LOG-06 an administrator who granted themselves no role has no tasks, and does have users to manage', async () => {
    const means = { pseudonym: 'overzicht-beheerder' };
    const { account } = await school.appoint({ surname: 'Friesland' });
    const code = await school.mailedCode(school.serviceDesk, account);
    const { username } = await school.show(account);
    done(await school.couple(means, username, code));
    const session = await signedInWith(school, means);
    expect(await session.get('/session')).toMatchObject({ body: { account, roles: [] } });
    const { body } = await session.search({ words: 'friesland' }, (await school.show(account)).position);
    expect(body).toMatchObject({ accounts: [{ id: account }] });
  });

  it('USR-08 under "Profiel" stand their own data', async () => {
    const means = { pseudonym: 'overzicht-profiel' };
    const account = await coupled(means, bekostiging);
    const session = await signedInWith(school, means);
    expect(await session.get(`/accounts/${account}`)).toMatchObject({
      status: 200,
      body: { id: account, telephone: '0612345678', signInMethod: 'eherkenning', coupled: true },
    });
    expect((await session.get(`/accounts/${administrator.account}`)).status).toBe(404);
  });

  it('LOG-06 who is not signed in, or signed out, sees nothing', async () => {
    const means = { pseudonym: 'overzicht-weg' };
    await coupled(means, bekostiging);
    const session = await signedInWith(school, means);
    done(await session.command('/session/endings', {}));
    expect((await session.get('/session')).status).toBe(401);
    expect((await school.client.send('/v1/session', {})).status).toBe(401);
  });
});
