import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
    ...more,
  });
const typesOf = ({ events }: Done) => events.map(({ type }) => type.replace(/^account\.|\.v1$/g, ''));
const lastOf = async (account: string, type: string) =>
  (await school.history(account)).findLast((one) => one.type === `account.${type}.v1`);

describe('§2.4, §4.8: a token generator is lost or broken', () => {
  it('TOK-03 TOK-07 the desk records the report: deactivated, called back, a new password by letter', async () => {
    const user = await school.tokenUser(administrator);
    expect(typesOf(done(await report(user)))).toEqual([
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
    const said = async ({ account }: TokenHolder) =>
      (await lastOf(account, 'token-problem-reported'))?.nl ?? '';
    expect(await said(early)).toContain('kapot is');
    expect(await said(late)).toContain('kwijt is');
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

  it('TOK-01 a second generator while the first is in use is refused', async () => {
    const user = await school.tokenUser(administrator);
    const { serialNumber } = await school.generator();
    expect(await school.issue(user.account, serialNumber, administrator.account)).toMatchObject({
      status: 422,
      body: { rule: 'TOK-01' },
    });
  });
});

describe('§1.1, §4.2: a token generator is issued', () => {
  it('TOK-02 by registered post to the administrator who hands it over; the password by letter of its own', async () => {
    const user = await school.user(administrator, { signInMethod: 'token', username: 'Nieuw1234' });
    const { serialNumber } = await school.generator();
    const sent = done(await school.issue(user.account, serialNumber, administrator.account));
    expect(typesOf(sent)).toEqual(['token-issued', 'password-issued']);
    const path = `/accounts/${user.account}/tokens/${serialNumber}/hand-overs`;
    expect(await school.serviceDesk.command(path, {})).toMatchObject({
      status: 422,
      body: { rule: 'TOK-02' },
    });
    const holder = await school.client.as('person', user.account);
    expect((await holder.command(path, {})).status).toBe(404);
    expect(typesOf(done(await administrator.api.command(path, {})))).toEqual(['token-handed-over']);
    const again = await administrator.api.command(path, {});
    expect(again).toMatchObject({ status: 200, body: { outcome: 'changed-nothing' } });
  });

  it('ADM-08 the first administrator by courier against proof of identity, the next by post to the first', async () => {
    const first = await school.appoint({ signInMethod: 'token', username: 'Eerste1234' });
    const generator = await school.generator();
    expect(typesOf(done(await school.issue(first.account, generator.serialNumber)))).toEqual([
      'token-issued',
      'password-issued',
    ]);
    const path = `/accounts/${first.account}/tokens/${generator.serialNumber}/hand-overs`;
    expect(await school.serviceDesk.command(path, {})).toMatchObject({
      status: 422,
      body: { rule: 'ADM-08', violations: [{ field: 'identityProved' }] },
    });
    done(await school.serviceDesk.command(path, { identityProved: true }));

    const second = await school.appoint({ signInMethod: 'token', username: 'Tweede1234' });
    const { serialNumber } = await school.generator();
    expect(await school.issue(second.account, serialNumber)).toMatchObject({
      status: 422,
      body: { rule: 'ADM-08', violations: [{ field: 'deliveredTo' }] },
    });
    done(await school.issue(second.account, serialNumber, first.account));
    done(await first.api.command(`/accounts/${second.account}/tokens/${serialNumber}/hand-overs`, {}));
  });

  it('TOK-02 to somebody who is no administrator of the account it is not sent', async () => {
    const user = await school.user(administrator, { signInMethod: 'token', username: 'Nergens1234' });
    const { serialNumber } = await school.generator();
    for (const to of [user.account, '0195e6a0-0000-7000-8000-eeeeeeeeeeee', undefined])
      expect(await school.issue(user.account, serialNumber, to)).toMatchObject({
        status: 422,
        body: { rule: 'TOK-02', violations: [{ field: 'deliveredTo' }] },
      });
  });
});
