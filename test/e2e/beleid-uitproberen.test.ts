import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Administrator, done, School } from './school.js';
import { TokenSignIn } from './token-sign-in.js';

let school: School;
let administrator: Administrator;
let account: string;
let position: string;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint();
  ({ account } = await school.tokenUser(administrator));
  const reset = await administrator.api.command(`/accounts/${account}/password-resets`, {});
  ({ position } = done(reset));
}, 240_000);
afterAll(() => school.program.end());

interface Kind {
  readonly kind: string;
  readonly inForce: number;
  readonly changed?: { readonly number: number; readonly more: number; readonly fewer: number };
}
const dryRun = async (asked = ''): Promise<Readonly<Record<string, Kind>>> => {
  const answer = done(await school.operator.get(`/policy/dry-run?position=${position}${asked}`));
  const { kinds } = answer as unknown as { kinds: readonly Kind[] };
  return Object.fromEntries(kinds.map((kind) => [kind.kind, kind]));
};

describe('Wat zou er volgende week gebeuren?', () => {
  it('PWD-07 met het beleid van nu verloopt er geen wachtwoord: het is net uitgegeven', async () => {
    expect(await dryRun()).toMatchObject({
      'password-expires': { rule: 'PWD-07', values: { 'password.validFor': 'P91D' }, inForce: 0 },
    });
    expect((await dryRun())['password-expires']).not.toHaveProperty('changed');
  });

  it('PWD-07 was een wachtwoord maar 5 dagen goed, dan verliep dat van deze gebruiker', async () => {
    expect((await dryRun('&passwordValidFor=P5D'))['password-expires']).toMatchObject({
      changeHolds: 'for-what-starts-later',
      changedValues: { 'password.validFor': 'P5D' },
      inForce: 0,
      changed: { number: 1, more: 1, fewer: 0, before: 0 },
    });
  });

  it('AVG-05 om wie het gaat, wanneer, en welke gebeurtenis dat zegt; namen alleen voor de servicedesk', async () => {
    const path = `/policy/dry-run/password-expires?passwordValidFor=P5D&position=${position}`;
    const forOperator = await school.operator.get(path);
    expect(forOperator).toMatchObject({
      status: 200,
      body: { outcomes: [{ account, stream: `account-${account}`, surname: null }] },
    });
    expect(forOperator.body).not.toHaveProperty('next');
    const forDesk = await school.serviceDesk.get(path);
    expect(forDesk.body).toMatchObject({ outcomes: [{ account, surname: expect.any(String) as unknown }] });
    expect((await school.auditor.get(path)).body).toEqual(forOperator.body);
  });

  it('LOG-02 blokkades zijn niet te voorspellen; wel wie er de afgelopen week bij 3 fouten geblokkeerd was', async () => {
    const holder = await school.tokenUser(administrator);
    const signIn = new TokenSignIn(school, holder);
    for (let fault = 0; fault < 3; fault += 1) expect((await signIn.with('Verkeerd-1')).status).toBe(422);
    ({ position } = done(await administrator.api.command(`/accounts/${holder.account}/password-resets`, {})));
    expect((await dryRun())['sign-in-locked']).toMatchObject({ inForce: 0 });
    expect((await dryRun('&signInFailuresBeforeLock=3'))['sign-in-locked']).toMatchObject({
      changeHolds: 'at-once',
      inForce: 0,
      changed: { number: 1, more: 1, fewer: 0 },
    });
    const path = `/policy/dry-run/sign-in-locked?signInFailuresBeforeLock=3&position=${position}`;
    expect(await school.operator.get(path)).toMatchObject({
      body: {
        outcomes: [
          { account: holder.account, inForceAt: null, stream: `signin-${holder.account}`, revision: 2 },
        ],
      },
    });
  });

  it('AVG-01 vragen verandert niets: er staat geen gebeurtenis bij en het beleid is als het was', async () => {
    const policy = async () => (await school.auditor.get('/policy')).body;
    // Mail of what came before leaves in its own time.
    const before = [await school.acts(), await policy()];
    await dryRun('&couplingLapsesAfter=P1M&passwordValidFor=P1D&signInFailuresBeforeLock=1');
    expect([await school.acts(), await policy()]).toEqual(before);
  });

  it.each([
    ['couplingLapsesAfter', 'P0M', 'a period of 1 to 120 calendar months, as in P1M'],
    ['passwordValidFor', 'P1M', 'a period of 1 to 3650 calendar days, as in P1D'],
    ['activationCodeValidFor', 'PT1M', 'hours, minutes and seconds between PT5M and PT720H'],
    ['signInLockedFor', 'PT25H', 'between PT1M and PT24H'],
    ['signInLongNotSignedIn', '6', 'a period of 1 to 120 calendar months'],
    ['signInFailuresBeforeLock', '21', 'a whole number between 1 and 20'],
    ['signInFailuresBeforeLock', 'five', 'a whole number between 1 and 20'],
    ['from', '2026-01-01T00:00:00Z', 'must not be in the past'],
    ['until', '2998-01-01T00:00:00Z', 'must be at most 366 days from now'],
    ['until', 'tomorrow', 'must be a text|form that is not allowed'],
    ['failuresFrom', '2998-01-01T00:00:00Z', 'must be in the past'],
  ])('ADM-11 %s=%s wordt geweigerd, met het veld en wat goed zou zijn', async (field, value, message) => {
    const answer = await school.operator.get(`/policy/dry-run?${field}=${value}`);
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ field, message: expect.stringMatching(message) as unknown }] },
    });
  });

  it.each([
    '/policy/dry-run?emailAddressConsumerProviders=x',
    '/policy/dry-run?limit=5',
    '/policy/dry-run/tea-breaks',
    '/policy/dry-run/password-expires?cursor=x',
    '/policy/dry-run/password-expires?limit=0',
  ])('ADM-11 %s is er niet', async (path) => {
    expect((await school.operator.get(path)).status).toBe(400);
  });
});
