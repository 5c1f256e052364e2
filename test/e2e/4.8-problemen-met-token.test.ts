import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reportedByTelephone } from './requests.js';
import { type Administrator, type Done, done, School, type TokenHolder } from './school.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Drenth' });
}, 240_000);
afterAll(() => school.program.end());

const hour = 3_600_000;
const ago = (hours: number): string => new Date(Date.now() - hours * hour).toISOString();
const report = ({ account, serialNumber }: TokenHolder, more: object = {}) =>
  school.serviceDesk.command(`/accounts/${account}/tokens/${serialNumber}/problems`, {
    problem: 'lost',
    discoveredAt: ago(2),
    reportedAt: ago(1),
    block: false,
    ...reportedByTelephone(),
    ...more,
  });
const typesOf = ({ events }: Done) => events.map(({ type }) => type.replace(/^account\.|\.v1$/g, ''));
const lastOf = async (account: string, type: string) =>
  (await school.history(account)).findLast((one) => one.type === `account.${type}.v1`);

describe('§2.4, §4.8: a token generator, or a means, is lost or broken', () => {
  it('TOK-03 TOK-07 the desk records the report: deactivated, called back, a new password by letter', async () => {
    const user = await school.tokenUser(administrator);
    expect(typesOf(done(await report(user)))).toEqual([
      'request-received',
      'token-problem-reported',
      'token-deactivated',
      'token-called-back',
      'password-issued',
    ]);
    expect((await lastOf(user.account, 'token-problem-reported'))?.nl).toContain(
      `tokengenerator ${user.serialNumber} kwijt is`,
    );
    expect(await report(user)).toMatchObject({ status: 422, body: { rule: 'TOK-03' } });
  });

  it('TOK-07 whether it was within 72 hours of the discovery is recorded', async () => {
    const [early, late] = [await school.tokenUser(administrator), await school.tokenUser(administrator)];
    done(await report(early, { problem: 'broken', discoveredAt: ago(72), reportedAt: ago(0.5) }));
    done(await report(late, { discoveredAt: ago(75), reportedAt: ago(1) }));
    const said = async ({ account }: TokenHolder) => lastOf(account, 'token-problem-reported');
    expect((await said(early))?.nl).toMatch(/kapot is, ontdekt op .*, gemeld op .*, op tijd: ja\.$/);
    expect((await said(late))?.nl).toMatch(/kwijt is, ontdekt op .*, gemeld op .*, op tijd: nee\.$/);
    expect((await said(late))?.en).toMatch(/in time: no\.$/);
  });

  it('TOK-07 a report in the future, or a discovery after it, is refused with the fields', async () => {
    const user = await school.tokenUser(administrator);
    expect(await report(user, { reportedAt: ago(-1) })).toMatchObject({
      status: 422,
      body: { rule: 'TOK-07', violations: [{ field: 'reportedAt' }] },
    });
    expect(await report(user, { discoveredAt: ago(0.5) })).toMatchObject({
      status: 422,
      body: { rule: 'TOK-07', violations: [{ field: 'discoveredAt' }] },
    });
    expect(await report(user, { reportedAt: 'yesterday' })).toMatchObject({ status: 400 });
  });

  it('TOK-03 TOK-07 the account is blocked until the replacement is handed over', async () => {
    const user = await school.tokenUser(administrator);
    expect(typesOf(done(await report(user, { block: true })))).toContain('blocked');
    const replacement = await school.generator();
    const sent = done(await school.issue(user.account, replacement.serialNumber, administrator.account));
    expect(typesOf(sent)).toEqual(['token-issued']);
    const path = `/accounts/${user.account}/tokens/${replacement.serialNumber}/hand-overs`;
    expect(typesOf(done(await administrator.api.command(path, {})))).toEqual([
      'token-handed-over',
      'unblocked',
    ]);
  });

  it('EHK-06 of who signs in with eHerkenning the coupling is undone, and it is on record whether that was asked in time', async () => {
    const means = { pseudonym: 'beschadigd-middel' };
    const { account } = await school.coupledUser(administrator, means);
    const reported = await school.serviceDesk.command(`/accounts/${account}/means-problem-reports`, {
      problem: 'defective',
      discoveredAt: ago(75),
      reportedAt: ago(1),
      ...reportedByTelephone(),
    });
    expect(typesOf(done(reported))).toEqual([
      'request-received',
      'means-problem-reported',
      'decoupled',
      'previous-means-released',
    ]);
    expect((await lastOf(account, 'means-problem-reported'))?.nl).toMatch(/defect is, .*, op tijd: nee\.$/);
    expect(await school.signInWithMeans(means)).toMatchObject({ status: 422, body: { rule: 'LOG-04' } });
  });

  it('TOK-01 a second generator while the first is in use is refused', async () => {
    const user = await school.tokenUser(administrator);
    const { serialNumber } = await school.generator();
    expect(await school.issue(user.account, serialNumber, administrator.account)).toMatchObject({
      status: 422,
      body: { rule: 'TOK-01' },
    });
  });
});
