import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { proposalOf } from '#libs/commands/propose-policy';
import { type Receipt } from '#libs/commands/receipt';
import {
  accountIn,
  accountOf,
  couple,
  createUser,
  givenAdministrator,
  givenUserWithCode,
  idFor,
  mailCode,
  operator,
  origin,
  outcomeOf,
} from './given/people.js';
import { Portal } from './given/portal.js';

let portal: Portal;
let administrator: Caller;
beforeEach(async () => {
  portal = await Portal.open();
  administrator = await givenAdministrator(portal);
});
afterEach(() => portal.closeForGood());

const secondOperator: Caller = { ...operator, id: idFor('operator-2'), subject: 'operator-2' };
const inMinutes = (minutes: number): string =>
  new Date(portal.outside.now().getTime() + minutes * 60_000).toISOString();

const propose = (values: object, minutes: number, caller = operator): Promise<Receipt> =>
  portal.desk.issue('propose-policy', {
    idempotencyKey: idFor(`propose ${JSON.stringify(values)}`),
    caller,
    origin,
    body: { inForceFrom: inMinutes(minutes), values: { ...values } },
  });
const confirm = ({ commandId }: Receipt, caller = secondOperator): Promise<Receipt> =>
  portal.desk.issue('confirm-policy', {
    idempotencyKey: idFor(`${caller.subject} confirms ${commandId}`),
    caller,
    origin,
    body: { proposal: proposalOf(commandId) },
  });
const setPolicy = async (values: object, minutes: number): Promise<void> => {
  expect(outcomeOf(await confirm(await propose(values, minutes)))).toBe('applied');
};
/** The policy version that the account's last event of the type cites. */
const cited = async (account: string, type: string): Promise<string | null | undefined> =>
  (await portal.journal.read(`account-${account}`)).findLast(({ event }) => event.type === type)?.envelope
    .policy;

describe('dated policy', () => {
  it('ADM-11 one of the operator proposes, another confirms, and only then it is policy', async () => {
    const proposed = await propose({ 'activationCode.validFor': 'PT1H' }, 0);
    expect(outcomeOf(await confirm(proposed, operator))).toBe('ADM-11');
    expect(await portal.typesOf('policy-versions')).toEqual(['policy.set', 'policy.proposed']);
    expect(outcomeOf(await confirm(proposed))).toBe('applied');
    expect(await portal.typesOf('policy-versions')).toEqual(['policy.set', 'policy.proposed', 'policy.set']);
  });

  it('ADM-11 two who confirm at once set one version', async () => {
    const proposed = await propose({ 'activationCode.validFor': 'PT1H' }, 5);
    const third = { ...operator, id: idFor('operator-3'), subject: 'operator-3' };
    const outcomes = await Promise.all([confirm(proposed), confirm(proposed, third)]);
    expect(outcomes.map(outcomeOf).sort()).toEqual(['applied', 'changed-nothing']);
  });

  it('ACT-01 a code that is out keeps its deadline when policy changes; the next one follows the new version', async () => {
    const account = await givenUserWithCode(portal, administrator, 'early');
    const until = (await accountOf(portal, account)).activationCode?.expiresAt;
    expect(until).toBe(inMinutes(24 * 60));
    expect(await cited(account, 'account.activation-code-made')).toBe('1');

    await setPolicy({ 'activationCode.validFor': 'PT1H' }, 10);
    portal.outside.later(23 * 60);
    expect((await accountOf(portal, account)).activationCode?.expiresAt).toBe(until);
    expect(outcomeOf(await couple(portal, account, 'early', 'couples in the last hour'))).toBe('applied');

    const late = accountIn(await createUser(portal, administrator, 'late'));
    await mailCode(portal, administrator, late, 'late code');
    expect((await accountOf(portal, late)).activationCode?.expiresAt).toBe(inMinutes(60));
    expect(await cited(late, 'account.activation-code-made')).toBe('2');
  });

  it('ACT-01 until its moment a version that was set changes nothing', async () => {
    await setPolicy({ 'activationCode.validFor': 'PT1H' }, 10);
    const account = await givenUserWithCode(portal, administrator, 'early');
    expect((await accountOf(portal, account)).activationCode?.expiresAt).toBe(inMinutes(24 * 60));
    expect(await cited(account, 'account.activation-code-made')).toBe('1');
  });

  it('ACT-01 of versions set out of order the one whose moment came last is cited', async () => {
    await setPolicy({ 'activationCode.validFor': 'PT3H' }, 30);
    await setPolicy({ 'activationCode.validFor': 'PT2H' }, 20);
    portal.outside.later(25);
    const second = await givenUserWithCode(portal, administrator, 'second');
    expect(await cited(second, 'account.activation-code-made')).toBe('3');
    portal.outside.later(10);
    const third = await givenUserWithCode(portal, administrator, 'third');
    expect(await cited(third, 'account.activation-code-made')).toBe('2');
    expect((await accountOf(portal, third)).activationCode?.expiresAt).toBe(inMinutes(180));
  });
});
