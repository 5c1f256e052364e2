import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SignedIn } from './client.js';
import { type Administrator, done, otherBoard, role, School, type TokenHolder } from './school.js';
import { filesWith, logged } from './written.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Drenth' });
}, 240_000);
afterAll(() => school.program.end());

interface Listed {
  readonly serialNumber: string;
  readonly account: string;
  readonly accountState: string;
  readonly reason: string | null;
}
const list = async (by: SignedIn, position: string, query = '') => {
  const answer = await by.get(`/reports/token-generators?limit=100&position=${position}${query}`);
  return (done(answer) as unknown as { generators: Listed[] }).generators;
};
const end = (account: string) =>
  administrator.api.command(`/accounts/${account}/endings`, { confirmed: true, noLongerWorksHere: true });
const giveBack = ({ account, serialNumber }: TokenHolder) =>
  school.serviceDesk.command(`/accounts/${account}/tokens/${serialNumber}/returns`, {});

describe('§5.5: token generators are handed in', () => {
  it('TOK-04 END-01 of an ended account it is on the outstanding list until its return is recorded', async () => {
    const user = await school.tokenUser(administrator);
    const { events, position } = done(await end(user.account));
    expect(events.map(({ type }) => type)).toContain('account.token-called-back.v1');
    const mine = ({ serialNumber }: Listed) => serialNumber === user.serialNumber;
    for (const by of [school.serviceDesk, administrator.api])
      expect((await list(by, position)).find(mine)).toMatchObject({
        account: user.account,
        accountState: 'ended',
        organisation: 'board-99901',
        state: 'handed-over',
        reason: 'account-ended',
      });
    const back = done(await giveBack(user));
    expect((await list(school.serviceDesk, back.position)).filter(mine)).toEqual([]);
    expect((await list(school.serviceDesk, back.position, '&which=held')).filter(mine)).toEqual([]);
    expect(await giveBack(user)).toMatchObject({ status: 422, body: { rule: 'TOK-01' } });
  });

  it('EHK-03 TOK-04 after coupling a means it is called back', async () => {
    const user = await school.tokenUser(administrator);
    done(
      await administrator.api.command(`/accounts/${user.account}/conversions`, {
        confirmed: true,
        holdsRightMeans: true,
      }),
    );
    const code = await school.codeInMail(user.account);
    const { position } = done(await school.couple({ pseudonym: 'converted' }, user.username, code));
    expect(await list(school.serviceDesk, position)).toContainEqual(
      expect.objectContaining({
        serialNumber: user.serialNumber,
        accountState: 'living',
        reason: 'no-longer-used',
      }),
    );
  });

  it('ADM-02 an administrator of another organisation, and who manages nobody, see none of it', async () => {
    const user = await school.tokenUser(administrator);
    const { position } = done(await end(user.account));
    const ofUser = `&which=held&account=${user.account}`;
    expect(await list(school.serviceDesk, position, ofUser)).toMatchObject([
      { serialNumber: user.serialNumber },
    ]);
    const there = await school.appoint({ organisation: otherBoard }, [
      role('medewerker-bekostiging', '99BB'),
    ]);
    expect(await list(there.api, position, '&which=held')).toEqual([]);
    expect(await list(user.api, position, '&which=held')).toEqual([]);
  });

  it('TOK-05 what came back is issued again with a new seed only', async () => {
    const user = await school.tokenUser(administrator);
    done(await giveBack(user));
    const next = done(
      await administrator.api.command(
        '/users',
        school.userFields({ signInMethod: 'token', username: 'Next1234' }),
      ),
    );
    const issueAgain = () => school.issue(next.account, user.serialNumber, administrator.account);
    await school.untilFreed(user.serialNumber);
    expect(await issueAgain()).toMatchObject({ status: 422, body: { rule: 'TOK-05' } });
    const fields = school.generatorFields({ serialNumber: user.serialNumber });
    const sameSeed = await school.operator.command('/generators', { ...fields, seed: user.seed });
    expect(sameSeed).toMatchObject({
      status: 422,
      body: { rule: 'TOK-05', violations: [{ field: 'seed' }] },
    });
    done(await school.operator.command('/generators', fields));
    expect((await issueAgain()).status).toBe(200);
  });

  it('TOK-04 what is used no longer can be sent back by who still has an account', async () => {
    const user = await school.tokenUser(administrator);
    const { events } = done(await giveBack(user));
    expect(events.map(({ type }) => type)).toEqual([
      'account.token-deactivated.v1',
      'account.token-called-back.v1',
      'account.token-returned.v1',
    ]);
  });

  it.each(['limit=0', 'which=lost', 'account=1', 'cursor=x', 'other=1'])(
    'TOK-04 %s is refused',
    async (query) => {
      expect((await school.serviceDesk.get(`/reports/token-generators?${query}`)).status).toBe(400);
    },
  );
});

describe('seeds of token generators', () => {
  it('AVG-03 a seed is in no answer, log or file', async () => {
    const fields = school.generatorFields();
    const answer = await school.operator.command('/generators', fields);
    expect(answer.status).toBe(201);
    const refused = await school.operator.command('/generators', fields);
    expect(refused).toMatchObject({ status: 422, body: { rule: 'TOK-05' } });
    for (const text of [answer.text, refused.text]) expect(text).not.toContain(fields.seed);
    expect(logged(school.program.output, [fields.seed])).toEqual([]);
    expect(await filesWith(school.program.dataDirectory, fields.seed)).toEqual([]);
    expect(await filesWith(school.program.dataDirectory, fields.serialNumber)).not.toEqual([]);
  });

  it.each([
    ['a seed of less than 128 bits', { seed: 'GEZDGNBVGY3TQOJQ' }, 422, 'seed'],
    ['what is no base32', { seed: 'gezdgnbvgy3tqojqgezdgnbvgy3tqojq' }, 400, 'seed'],
    ['base32 with bits over', { seed: 'GEZDGNBVGY3TQOJQGEZDGNBVGZ' }, 400, 'seed'],
    ['seven digits', { digits: 7 }, 400, 'digits'],
    ['a period of a minute and a half', { period: 90 }, 400, 'period'],
    ['time without a period', { period: undefined }, 422, 'period'],
    ['a counter with time', { counter: 1 }, 422, 'counter'],
    ['a negative counter', { otp: 'hotp', period: undefined, counter: -1 }, 400, 'counter'],
    ['a serial number with a space', { serialNumber: '26 1' }, 400, 'serialNumber'],
  ])('TOK-06 %s is refused', async (_what, change, status, field) => {
    const answer = await school.operator.command('/generators', school.generatorFields(change));
    const faults = status === 400 ? 'errors' : 'violations';
    expect(answer).toMatchObject({ status, body: { [faults]: [{ field }] } });
  });

  it('TOK-06 a generator that counts presses is taken too', async () => {
    const { period: _none, ...fields } = school.generatorFields({ otp: 'hotp', counter: 0, digits: 8 });
    expect((await school.operator.command('/generators', fields)).status).toBe(201);
  });
});
