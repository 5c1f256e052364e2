import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signedInWith } from './means-sign-in.js';
import { type Administrator, done, School } from './school.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Drenth' });
}, 240_000);
afterAll(() => school.program.end());

const confirm = (account: string) =>
  administrator.api.command(`/accounts/${account}/endings`, { confirmed: true, noLongerWorksHere: true });

const found = async (words: string, position: string) =>
  (await administrator.api.search({ words }, position)).body as { accounts: readonly { id: string }[] };

describe('§6.1: an administrator signs a user off who no longer works with the portal', () => {
  it('END-01 looks the user up, confirms, and the user is in no list any more', async () => {
    const { account, position } = await school.user(administrator, { surname: 'Afgemeld' });
    expect((await found('afgemeld', position)).accounts).toMatchObject([{ id: account }]);
    const ended = done(await confirm(account));
    expect((await found('afgemeld', ended.position)).accounts).toEqual([]);
  });

  it('END-01 who doesn’t confirm signs nobody off', async () => {
    const { account, position } = await school.user(administrator, { surname: 'Gebleven' });
    const answer = await administrator.api.command(`/accounts/${account}/endings`, {
      confirmed: false,
      noLongerWorksHere: true,
    });
    expect(answer).toMatchObject({
      status: 422,
      body: { violations: [{ rule: 'END-01', field: 'confirmed' }] },
    });
    expect((await found('gebleven', position)).accounts).toMatchObject([{ id: account }]);
  });

  it('END-01, USR-07 the user, at work in a session, is out at once and doesn’t come in again', async () => {
    const means = { pseudonym: 'at-work' };
    const { account } = await school.coupledUser(administrator, means);
    const person = await signedInWith(school, means);
    expect((await person.get('/session')).status).toBe(200);
    done(await confirm(account));
    expect((await person.get('/session')).status).toBe(401);
    expect(await school.signInWithMeans(means)).toMatchObject({ status: 422, body: { rule: 'LOG-04' } });
  });

  it('END-01, TOK-04 the user’s token generator is called back and stands on the outstanding list', async () => {
    const { account, serialNumber } = await school.tokenUser(administrator);
    const { position, events } = done(await confirm(account));
    expect(events.map(({ type }) => type)).toEqual(['account.token-called-back.v1', 'account.ended.v1']);
    const list = `/reports/token-generators?which=outstanding&account=${account}&position=${position}`;
    expect(JSON.stringify((await administrator.api.get(list)).body)).toContain(serialNumber);
  });

  it('END-02 an account that was signed off stays so', async () => {
    const { account } = await school.user(administrator);
    done(await confirm(account));
    expect(await confirm(account)).toMatchObject({ status: 422, body: { rule: 'END-02' } });
  });
});
