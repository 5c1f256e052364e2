import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Administrator, bekostiging, done, School } from './school.js';
import { brokenBy } from './token-sign-in.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Drenth' });
}, 240_000);
afterAll(() => school.program.end());

describe('§3.1: a means is coupled to an account', () => {
  it('EHK-02 with username and the code out of the mail; LOG-04 from then on the person signs in with it', async () => {
    const means = { pseudonym: 'groningen-1' };
    const { account, position } = await school.coupledUser(administrator, means);
    expect(await school.typesIn(account)).toEqual([
      'user-created',
      'role-granted',
      'activation-code-made',
      'activation-code-mailed',
      'coupled',
    ]);
    expect(await school.show(account, position)).toMatchObject({ coupled: true });
    expect(await school.signInWithMeans(means)).toMatchObject({
      status: 201,
      body: { account, method: 'eherkenning', roles: [bekostiging] },
    });
  });

  it('EHK-02 an administrator couples with the code that the service desk had mailed', async () => {
    const means = { pseudonym: 'nieuwe-beheerder' };
    const { account } = await school.appoint();
    const code = await school.mailedCode(school.serviceDesk, account);
    const { username } = await school.show(account);
    expect((await school.signInWithMeans(means)).status).toBe(422);
    expect(done(await school.couple(means, username, code)).account).toBe(account);
    expect(await school.signInWithMeans(means)).toMatchObject({ status: 201, body: { account } });
  });

  it('EHK-02 without one of the words nothing is coupled, and every missing one is told', async () => {
    const { username, code } = await school.userWithCode(administrator);
    const answer = await school.couple({ pseudonym: 'hasty', level: 'loa2' }, username, code, {
      hasUsernameAndCode: false,
      acceptedPrivacyStatement: '2020-01',
      acceptedTermsOfUse: '2020-01',
    });
    expect(answer.status).toBe(422);
    expect(brokenBy(answer)).toEqual([
      'EHK-01 meansStatement',
      'EHK-02 hasUsernameAndCode',
      'EHK-02 acceptedPrivacyStatement',
      'EHK-02 acceptedTermsOfUse',
    ]);
    expect((await school.couple({ pseudonym: 'hasty' }, username, code)).status).toBe(200);
  });

  it('EHK-01 a means without the mandate for this service does not count', async () => {
    const { username, code } = await school.userWithCode(administrator);
    const means = { pseudonym: 'other', serviceMandates: ['urn:other'] };
    expect(await school.couple(means, username, code)).toMatchObject({
      status: 422,
      body: { rule: 'EHK-01' },
    });
  });

  it('EHK-04 a means that is coupled to one account is coupled to no other', async () => {
    await school.coupledUser(administrator, { pseudonym: 'one-only' });
    const { username, code } = await school.userWithCode(administrator);
    const answer = await school.couple({ pseudonym: 'one-only' }, username, code);
    expect(answer).toMatchObject({ status: 422, body: { rule: 'EHK-04' } });
    const otherSubject = { pseudonym: 'one-only', legalSubject: 'KvK:87654321' };
    expect((await school.couple(otherSubject, username, code)).status).toBe(200);
  });
});
