import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chooseOwnPassword, chosenPassword } from './chosen-password.js';
import { until } from './client.js';
import { type Administrator, done, role, School } from './school.js';
import { brokenBy } from './token-sign-in.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Drenth' });
}, 240_000);
afterAll(() => school.program.end());

const words = { confirmed: true, holdsRightMeans: true };
const convert = (account: string, more: object = {}) =>
  administrator.api.command(`/accounts/${account}/conversions`, { ...words, ...more });
const mark = (account: string, officeStaff: boolean) =>
  administrator.api.command(`/accounts/${account}/office-staff-marks`, { officeStaff });
const asksForCode = (account: string) =>
  administrator.api.command(`/accounts/${account}/activation-codes`, {});

describe('§5.3: the person holds the right means and knows of it', () => {
  it('CNV-05 CNV-01 without the administrator’s word, and a confirmation, nothing begins', async () => {
    const { account } = await school.tokenUser(administrator);
    expect(brokenBy(await convert(account, { confirmed: false, holdsRightMeans: false }))).toEqual([
      'CNV-01 confirmed',
      'CNV-05 holdsRightMeans',
    ]);
    expect(brokenBy(await convert(account, { holdsRightMeans: false }))).toEqual(['CNV-05 holdsRightMeans']);
    expect(await convert(account, { holdsRightMeans: undefined })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'holdsRightMeans' }] },
    });
    expect(await school.typesIn(account)).not.toContain('conversion-begun');
    expect(await asksForCode(account)).toMatchObject({ status: 422, body: { rule: 'ACT-05' } });
  });

  it('CNV-05 the same word is asked when an eHerkenning user is created, and when one is decoupled', async () => {
    const without = await administrator.api.command('/users', school.userFields({ holdsRightMeans: false }));
    expect(brokenBy(without)).toEqual(['CNV-05 holdsRightMeans']);
    const { account } = await school.coupledUser(administrator, { pseudonym: 'weet-van-niets' });
    const decoupling = { reason: 'new-supplier', holdsRightMeans: false };
    expect(brokenBy(await administrator.api.command(`/accounts/${account}/decouplings`, decoupling))).toEqual(
      ['CNV-05 holdsRightMeans'],
    );
    expect(await school.show(account)).toMatchObject({ coupled: true });
  });
});

describe('§5.3: a personal, business e-mail address is on record', () => {
  it('CNV-05 USR-04 an address that the operator has listed since is changed first; the code goes to the new one', async () => {
    const emailAddress = 'j.jansen@nieuwe-gratis-mail.nl';
    const { account } = await school.tokenUser(administrator, { emailAddress });
    await untilRefused('nieuwe-gratis-mail.nl');
    const refusal = await convert(account);
    expect(brokenBy(refusal)).toEqual(['CNV-05']);
    expect(refusal.text).not.toContain('nieuwe-gratis-mail');

    const own = { emailAddress: 'j.jansen@voorbeeldschool.nl' };
    done(await administrator.api.command(`/accounts/${account}/contact-data-changes`, own));
    expect((await convert(account)).status).toBe(200);
    expect(await school.codeInMail(account)).toMatch(/^[0-9A-Z-]{19}$/);
  });
});

describe('§5.3: who has not coupled yet still gets in', () => {
  it('CNV-04 EHK-03 LOG-03 token and session work on until the means is coupled, and then no more', async () => {
    const user = await school.tokenUser(administrator);
    const { door, session } = await chooseOwnPassword(school, user);
    done(await convert(user.account));
    expect((await session.get('/session')).status).toBe(200);
    expect(await door.with(chosenPassword)).toMatchObject({
      status: 201,
      body: { account: user.account, method: 'token' },
    });
    const code = await school.codeInMail(user.account);
    const wrong = await school.couple({ pseudonym: 'vergist-zich' }, user.username, 'WRONG-CODE');
    expect(wrong.status).toBe(422);
    expect(await school.show(user.account)).toMatchObject({ signInMethod: 'token', converting: true });

    const { position } = done(await school.couple({ pseudonym: 'vergist-zich' }, user.username, code));
    expect(await school.show(user.account, position)).toMatchObject({
      signInMethod: 'eherkenning',
      converting: false,
      coupled: true,
    });
    expect(await door.with(chosenPassword)).toMatchObject({ status: 422, body: { rule: 'LOG-01' } });
    expect((await session.get('/session')).status).toBe(401);
  });

  it('CNV-04 changing what the user may do doesn’t wait for it (§5.3: roles that are taken over)', async () => {
    const user = await school.tokenUser(administrator);
    done(await convert(user.account));
    const taken = { grant: [role('medewerker-register', '99KG')] };
    const { position } = done(
      await administrator.api.command(`/accounts/${user.account}/role-changes`, taken),
    );
    expect((await school.show(user.account, position)).roles).toHaveLength(2);
  });
});

describe('§5.3: staff of administration offices', () => {
  it('CNV-01 are marked so, and no longer so; nobody need convert them, and they work on with their token', async () => {
    const user = await school.tokenUser(administrator);
    const { door } = await chooseOwnPassword(school, user);
    const marked = done(await mark(user.account, true));
    expect(await school.show(user.account, marked.position)).toMatchObject({ officeStaff: true });
    expect(await mark(user.account, true)).toMatchObject({ body: { outcome: 'changed-nothing' } });
    expect((await door.with(chosenPassword)).status).toBe(201);

    const unmarked = done(await mark(user.account, false));
    expect(await school.show(user.account, unmarked.position)).toMatchObject({ officeStaff: false });
  });

  it('CNV-01 END-01 at the office’s request their old account is ended, and the generator called back', async () => {
    const user = await school.tokenUser(administrator);
    done(await mark(user.account, true));
    const ending = { confirmed: true, noLongerWorksHere: true };
    const { events } = done(await administrator.api.command(`/accounts/${user.account}/endings`, ending));
    expect(events.map(({ type }) => type)).toEqual(['account.token-called-back.v1', 'account.ended.v1']);
    expect(await mark(user.account, false)).toMatchObject({ status: 422, body: { rule: 'END-02' } });
  });

  it('CNV-01 an administrator is none of them', async () => {
    const colleague = await school.appoint();
    for (const { account } of [administrator, colleague])
      expect(await mark(account, true)).toMatchObject({ status: 422, body: { rule: 'CNV-01' } });
  });
});

/** Milliseconds in which the proposal must have been confirmed. */
const toConfirm = 2000;

/** When the operator's list has the provider: a policy version holds from a moment on, never from the past (ADM-11). */
async function untilRefused(provider: string): Promise<void> {
  const { versions } = done(await school.operator.get('/policy')) as unknown as {
    versions: { values: { 'emailAddress.consumerProviders': string[] } }[];
  };
  const listed = versions.at(-1)?.values['emailAddress.consumerProviders'] ?? [];
  const inForceFrom = new Date(Date.now() + toConfirm).toISOString();
  const { proposal } = done(
    await school.operator.command('/policy-proposals', {
      inForceFrom,
      values: { 'emailAddress.consumerProviders': [...listed, provider] },
    }),
  ) as unknown as { proposal: string };
  const second = await school.client.as('operator', 'second-operator');
  done(await second.command(`/policy-proposals/${proposal}/confirmations`, {}));
  // Whoever asks for a user without a role is refused either way, and told each time what is wrong.
  const newcomer = school.userFields({ emailAddress: `nieuw@${provider}`, roles: [] });
  const refused = async () => brokenBy(await administrator.api.command('/users', newcomer));
  await until(async () => (await refused()).includes('USR-04 emailAddress'), `a refusal of ${provider}`);
}
