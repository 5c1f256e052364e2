import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type Means, type SignedIn } from './client.js';
import { signedInWith } from './means-sign-in.js';
import { type Administrator, bekostiging, done, role, School } from './school.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Drenth' });
}, 240_000);
afterAll(() => school.program.end());

const signIn = (means: Means): Promise<Answer> => school.signInWithMeans(means);
const sessionOf = (means: Means): Promise<SignedIn> => signedInWith(school, means);

describe('§3.3: signing in with eHerkenning', () => {
  it('LOG-04 the account is found by the means; LOG-06 what is seen follows from its roles', async () => {
    const means = { pseudonym: 'gewoon-inloggen' };
    const { account } = await school.coupledUser(administrator, means);
    expect(await signIn(means)).toMatchObject({
      status: 201,
      body: { account, method: 'eherkenning', roles: [bekostiging] },
    });
    const session = await sessionOf(means);
    expect(await session.get('/session')).toMatchObject({ status: 200, body: { account } });
    expect(await session.get(`/accounts/${account}`)).toMatchObject({ status: 200 });
  });

  it('LOG-04 takes level 3 or higher, the mandate for the service, and a means that is coupled', async () => {
    const means = { pseudonym: 'te-laag' };
    await school.coupledUser(administrator, means);
    const refusals = [
      await signIn({ ...means, level: 'loa2plus' }),
      await signIn({ ...means, serviceMandates: ['urn:another'] }),
      await signIn({ pseudonym: 'nooit-gekoppeld' }),
      await signIn({ ...means, legalSubject: 'KvK:87654321' }),
    ];
    for (const refusal of refusals) expect(refusal).toMatchObject({ status: 422, body: { rule: 'LOG-04' } });
    expect((await signIn({ ...means, level: 'loa4' })).status).toBe(201);
    expect(await school.signInWithStatement('a.b.c')).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'meansStatement' }] },
    });
  });

  it('LOG-04 a statement is good for one session, also when it is sent twenty times at once', async () => {
    const means = { pseudonym: 'nog-een-keer' };
    await school.coupledUser(administrator, means);
    const statement = await school.client.statement(means);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => school.signInWithStatement(statement)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await school.signInWithStatement(statement)).toMatchObject({
      status: 422,
      body: { rule: 'LOG-04' },
    });
    expect((await signIn(means)).status).toBe(201);
  });

  it('EHK-08 with the means of before it is coupled again, and then signed in; USR-07 the session of before is over', async () => {
    const means = { pseudonym: 'oud-middel' };
    const { account } = await school.coupledUser(administrator, means);
    const before = await sessionOf(means);
    const decoupling = { reason: 'new-supplier', holdsRightMeans: true };
    done(await administrator.api.command(`/accounts/${account}/decouplings`, decoupling));
    expect((await before.get('/session')).status).toBe(401);
    expect((await signIn(means)).status).toBe(201);
    expect(await school.typesIn(account)).toContain('coupled-again');
  });

  it('ADM-02, ADM-07 an administrator manages in a session as their account may at that moment', async () => {
    const means = { pseudonym: 'beheerder-van-dienst' };
    const { account } = await school.appoint({ surname: 'Friesland' });
    const code = await school.mailedCode(school.serviceDesk, account);
    const { username } = await school.show(account, (await school.history(account)).at(-1)?.position);
    done(await school.couple(means, username, code));
    const session = await sessionOf(means);
    const created = done(await session.command('/users', school.userFields()));
    const change = { grant: [role('medewerker-register', '99KG')] };
    expect((await session.command(`/accounts/${created.account}/role-changes`, change)).status).toBe(200);
    const last = (await school.history(created.account)).at(-1);
    expect(last?.nl).toContain('Friesland');
  });
});
