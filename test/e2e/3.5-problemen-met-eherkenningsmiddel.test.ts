import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SignedIn } from './client.js';
import { reportedByTelephone } from './requests.js';
import { type Administrator, done, School } from './school.js';
import { brokenBy } from './token-sign-in.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Drenth' });
}, 240_000);
afterAll(() => school.program.end());

const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();
const report = (account: string, more: object = {}, by: SignedIn = school.serviceDesk) =>
  by.command(`/accounts/${account}/means-problem-reports`, {
    problem: 'lost',
    discoveredAt: hoursAgo(10),
    reportedAt: hoursAgo(1),
    ...reportedByTelephone(),
    ...more,
  });

describe('§3.5: a means is defective, stolen or lost', () => {
  it('EHK-06 the service desk undoes the coupling: who has the means signs in no more, and couples nothing again', async () => {
    const means = { pseudonym: 'gestolen' };
    const { account } = await school.coupledUser(administrator, means);
    const { events, position } = done(await report(account, { problem: 'stolen' }));
    expect(events.map(({ type }) => type)).toEqual([
      'account.request-received.v1',
      'account.means-problem-reported.v1',
      'account.decoupled.v1',
      'account.previous-means-released.v1',
    ]);
    expect(await school.show(account, position)).toMatchObject({ coupled: false });
    expect((await school.signInWithMeans(means)).status).toBe(422);
    expect(await school.coupleAgain(means)).toMatchObject({ status: 422, body: { rule: 'EHK-08' } });
  });

  it('EHK-06 with the new means the person couples from the start, with a new code', async () => {
    const { account, username } = await school.coupledUser(administrator, { pseudonym: 'defect' });
    done(await report(account, { problem: 'defective' }));
    const code = await school.mailedCode(administrator.api, account);
    const next = { pseudonym: 'vervangend-middel' };
    done(await school.couple(next, username, code));
    expect(await school.signInWithMeans(next)).toMatchObject({ status: 201, body: { account } });
  });

  it('EHK-06 moment of discovery and report are on record, and whether they lie within 72 hours', async () => {
    const said = async (pseudonym: string, discovered: number) => {
      const { account } = await school.coupledUser(administrator, { pseudonym });
      done(await report(account, { discoveredAt: hoursAgo(discovered), reportedAt: hoursAgo(2) }));
      const history = await school.history(account);
      return history.find(({ type }) => type.includes('means-problem'));
    };
    expect((await said('zoek', 73))?.nl).toMatch(/kwijt is, ontdekt op .*, gemeld op .*, op tijd: ja\.$/);
    const late = await said('lang zoek', 75);
    expect(late?.nl).toMatch(/kwijt is, ontdekt op .*, gemeld op .*, op tijd: nee\.$/);
    expect(late?.en).toMatch(/in time: no\.$/);
  });

  it('EHK-06 it was not reported before it was discovered, nor later than now', async () => {
    const { account } = await school.coupledUser(administrator, { pseudonym: 'verkeerd-om' });
    const turned = await report(account, { discoveredAt: hoursAgo(1), reportedAt: hoursAgo(2) });
    expect(brokenBy(turned)).toEqual(['EHK-06 discoveredAt']);
    expect(brokenBy(await report(account, { reportedAt: hoursAgo(-1) }))).toEqual(['EHK-06 reportedAt']);
    expect((await school.signInWithMeans({ pseudonym: 'verkeerd-om' })).status).toBe(201);
  });

  it('EHK-06 only the service desk records it, and only where a means is coupled', async () => {
    const { account } = await school.user(administrator);
    expect(await report(account)).toMatchObject({ status: 422, body: { rule: 'EHK-06' } });
    expect((await report(account, {}, administrator.api)).status).toBe(403);
  });
});
