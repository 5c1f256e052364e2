import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Administrator, done, School } from './school.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Drenth' });
}, 240_000);
afterAll(() => school.program.end());

const words = { confirmed: true, noLongerWorksHere: true };
const end = (account: string, body: object = words, by: Administrator = administrator) =>
  by.api.command(`/accounts/${account}/endings`, body);

describe('§5.4, §6.1: an administrator ends a user’s account', () => {
  it('END-01 takes two words: that it may end, and that the person no longer works with it', async () => {
    const { account } = await school.user(administrator);
    const answer = await end(account, { confirmed: false, noLongerWorksHere: false });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        rule: 'END-01',
        violations: [{ field: 'confirmed' }, { field: 'noLongerWorksHere' }],
      },
    });
    expect(await end(account, { confirmed: true })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'noLongerWorksHere' }] },
    });
    expect(await school.typesIn(account)).not.toContain('ended');
  });

  it('END-01 the user leaves the search at once, and the details say that the account has ended', async () => {
    const { account } = await school.user(administrator, { surname: 'Vertrokken' });
    const { events, position } = done(await end(account));
    expect(events.map(({ type }) => type)).toEqual(['account.ended.v1']);
    for (const by of [administrator.api, school.serviceDesk]) {
      expect(await by.search({ words: 'vertrokken' }, position)).toMatchObject({ body: { accounts: [] } });
      expect(await by.get(`/accounts/${account}`)).toMatchObject({
        status: 200,
        body: { state: 'ended', surname: 'Vertrokken' },
      });
    }
  });

  it('END-01 access stops at once: the person’s own token shows and does nothing any more', async () => {
    const { account, position } = await school.user(administrator);
    const person = await school.client.as('person', account);
    expect((await person.get(`/accounts/${account}?position=${position}`)).status).toBe(200);
    done(await end(account));
    expect((await person.get(`/accounts/${account}`)).status).toBe(404);
    expect(await person.command('/users', school.userFields())).toMatchObject({
      status: 404,
      body: { rule: 'ADM-02' },
    });
  });

  it('END-01 the outstanding activation code couples nothing any more', async () => {
    const { account, position } = await school.user(administrator);
    const code = await school.mailedCode(administrator.api, account);
    const { username } = await school.show(account, position);
    expect(done(await end(account)).events.map(({ type }) => type)).toEqual([
      'account.activation-code-voided.v1',
      'account.ended.v1',
    ]);
    expect(await school.couple({ pseudonym: 'too-late' }, username, code)).toMatchObject({
      status: 422,
      body: { rule: 'ACT-03' },
    });
  });

  it('END-01 e-mail address and means become free, USR-03 the username does not', async () => {
    const means = { pseudonym: 'next-job' };
    const emailAddress = 'opnieuw@voorbeeldschool.nl';
    const token = { signInMethod: 'token', username: 'Opnieuw99', emailAddress };
    const first = await school.user(administrator, token);
    const coupled = await school.coupledUser(administrator, means);
    done(await end(coupled.account));
    done(await end(first.account));
    await school.untilFree(first.account);
    const same = await administrator.api.command('/users', school.userFields(token));
    expect(same).toMatchObject({ status: 422, body: { violations: [{ rule: 'USR-03' }] } });
    const next = await school.user(administrator, { emailAddress });
    const code = await school.mailedCode(administrator.api, next.account);
    const { username } = await school.show(next.account, next.position);
    expect((await school.couple(means, username, code)).status).toBe(200);
  });

  it('END-02 an ended account stays ended: every other command says so', async () => {
    const { account } = await school.user(administrator);
    done(await end(account));
    for (const [path, body] of [
      ['endings', words],
      ['role-changes', { withdraw: [] }],
      ['activation-codes', {}],
      ['decouplings', { reason: 'wrong-account', holdsRightMeans: true }],
    ] as const)
      expect(await administrator.api.command(`/accounts/${account}/${path}`, body)).toMatchObject({
        status: 422,
        body: { rule: 'END-02' },
      });
  });

  it('ADM-10 nobody ends a fellow administrator', async () => {
    const colleague = await school.appoint();
    expect(await end(colleague.account)).toMatchObject({ status: 422, body: { rule: 'ADM-10' } });
  });

  it('END-01 sent again under the same key is answered as before, and ends nothing twice', async () => {
    const { account } = await school.user(administrator);
    const key = school.client.nextKey();
    const path = `/accounts/${account}/endings`;
    const first = await administrator.api.command(path, words, { key });
    const second = await administrator.api.command(path, words, { key });
    expect(second).toMatchObject({ status: 200, text: first.text });
    expect((await school.typesIn(account)).filter((type) => type === 'ended')).toHaveLength(1);
  });
});
