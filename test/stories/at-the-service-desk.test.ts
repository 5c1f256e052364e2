import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { type AskedBody } from '#libs/commands/asked';
import { proposalOf } from '#libs/commands/propose-policy';
import { type Receipt } from '#libs/commands/receipt';
import {
  givenAdministrator,
  idFor,
  onForm,
  operator,
  origin,
  outcomeOf,
  serviceDesk,
} from './given/people.js';
import { handOver, issueToken, seedGenerator, serialNumber } from './given/tokens.js';
import { Portal } from './given/portal.js';

let portal: Portal;
/** Signs in with a token. */
let administrator: Caller;
let keys: number;
beforeEach(async () => {
  keys = 0;
  portal = await Portal.open();
  administrator = await givenAdministrator(portal, 'beheerder', {
    signInMethod: 'token',
    username: 'Beheer99',
  });
});
afterEach(() => portal.closeForGood());

/** The clock goes on to this moment. @param moment with its offset, as Dutch clocks show it */
const itIs = (moment: string): void =>
  portal.outside.later((Date.parse(moment) - portal.outside.now().getTime()) / 60_000);
const at = (moment: string): string => new Date(moment).toISOString();
const called = (moment: string): AskedBody => ({
  way: 'telephone',
  receivedAt: at(moment),
  identityCheckedBy: 'called-back',
});
const newPassword = (request: AskedBody): Promise<Receipt> =>
  portal.desk.issue('issue-password', {
    idempotencyKey: idFor(`new password ${(keys += 1)}`),
    caller: serviceDesk,
    origin,
    body: { account: administrator.id, request },
  });
const messageOf = (receipt: Receipt): string | undefined =>
  receipt.outcome === 'refused' ? receipt.violations[0]?.message : undefined;

/** Two of the operator (ADM-11). */
async function setPolicy(values: object, inForceFrom: string): Promise<void> {
  const proposed = await portal.desk.issue('propose-policy', {
    idempotencyKey: idFor(`propose ${JSON.stringify(values)}`),
    caller: operator,
    origin,
    body: { inForceFrom: at(inForceFrom), values: { ...values } },
  });
  const confirmed = await portal.desk.issue('confirm-policy', {
    idempotencyKey: idFor(`confirm ${proposed.commandId}`),
    caller: { ...operator, id: idFor('operator-2'), subject: 'operator-2' },
    origin,
    body: { proposal: proposalOf(proposed.commandId) },
  });
  expect(outcomeOf(confirmed)).toBe('applied');
}

describe('the telephone of the service desk', () => {
  it('ADM-12 on King’s Day at 10:00 nobody answers; the day after at 09:00 somebody does', async () => {
    itIs('2027-04-27T10:05:00+02:00');
    expect(messageOf(await newPassword(called('2027-04-27T10:00:00+02:00')))).toContain(
      'It opens again on 2027-04-28 at 09:00.',
    );
    itIs('2027-04-28T09:00:00+02:00');
    expect(outcomeOf(await newPassword(called('2027-04-28T09:00:00+02:00')))).toBe('applied');
  });

  it('TOK-03 ADM-12 a report of loss is taken on King’s Day at 22:00', async () => {
    await seedGenerator(portal, 'one', 'seed');
    await issueToken(portal, administrator.id, undefined, 'issue');
    await handOver(portal, serviceDesk, administrator.id, 'hand over');
    itIs('2027-04-27T22:10:00+02:00');
    const reported = await portal.desk.issue('report-token-problem', {
      idempotencyKey: idFor('report'),
      caller: serviceDesk,
      origin,
      body: {
        account: administrator.id,
        serialNumber,
        problem: 'lost',
        discoveredAt: at('2027-04-27T21:00:00+02:00'),
        reportedAt: at('2027-04-27T22:00:00+02:00'),
        block: true,
        request: { way: 'telephone', identityCheckedBy: 'called-back' },
      },
    });
    expect(outcomeOf(reported)).toBe('applied');
    const recorded = await portal.journal.read(`account-${administrator.id}`);
    expect(recorded.find(({ event }) => event.type === 'account.request-received')?.event.data).toEqual({
      way: 'telephone',
      receivedAt: '2027-04-27T20:00:00.000Z',
      identityCheckedBy: 'called-back',
    });
  });

  it.each([
    ['the last Friday of winter time', '2027-03-26T08:59:00+01:00', '2027-03-26T09:00:00+01:00'],
    ['the first Tuesday of summer time', '2027-03-30T08:59:00+02:00', '2027-03-30T09:00:00+02:00'],
    ['the first Monday of winter time', '2027-11-01T08:59:00+01:00', '2027-11-01T09:00:00+01:00'],
  ])('ADM-12 %s opens at 09:00 on Dutch clocks', async (_what, early, open) => {
    itIs(open);
    expect(outcomeOf(await newPassword(called(early)))).toBe('ADM-12');
    expect(outcomeOf(await newPassword(called(open)))).toBe('applied');
  });

  it('ADM-12 hours in the night of the clock are those that the clock shows, both times that it shows them', async () => {
    await setPolicy({ 'serviceDesk.openingHours': ['sunday 02:00-03:00'] }, '2026-12-01T00:00:00+01:00');
    itIs('2027-10-31T12:00:00+01:00');
    const outcome = async (moment: string) => outcomeOf(await newPassword(called(moment)));
    expect(await outcome('2027-10-31T01:59:00+02:00')).toBe('ADM-12');
    expect(await outcome('2027-10-31T02:30:00+02:00')).toBe('applied');
    expect(await outcome('2027-10-31T02:30:00+01:00')).toBe('applied');
    expect(await outcome('2027-10-31T03:00:00+01:00')).toBe('ADM-12');
  });

  it('ADM-12 a call is judged by the opening hours of its own day, whenever it is recorded', async () => {
    await setPolicy({ 'serviceDesk.openingHours': ['monday 18:00-20:00'] }, '2026-12-01T00:00:00+01:00');
    itIs('2026-12-01T09:00:00+01:00');
    expect(outcomeOf(await newPassword(called('2026-11-30T10:00:00+01:00')))).toBe('applied');
    expect(outcomeOf(await newPassword(called('2026-11-30T19:00:00+01:00')))).toBe('ADM-12');
    itIs('2026-12-07T20:30:00+01:00');
    expect(outcomeOf(await newPassword(called('2026-12-07T10:00:00+01:00')))).toBe('ADM-12');
    expect(outcomeOf(await newPassword(called('2026-12-07T19:00:00+01:00')))).toBe('applied');
  });

  it('ADM-12 what came in before there was any policy is judged by the first', async () => {
    expect(outcomeOf(await newPassword(called('2026-11-23T10:00:00+01:00')))).toBe('applied');
  });

  it('ADM-12 within a week of the calendar; after that it is asked again', async () => {
    itIs('2027-03-31T10:30:00+02:00');
    expect(outcomeOf(await newPassword(called('2027-03-24T10:30:00+01:00')))).toBe('applied');
    expect(outcomeOf(await newPassword(called('2027-03-24T10:29:00+01:00')))).toBe('ADM-12');
  });
});

describe('a form', () => {
  it('ADM-12 AVG-03 who signed it is on record, and stands readable in no file', async () => {
    const form = { ...onForm.form, signatory: 'Zeldzame Ondertekenaar' };
    expect(outcomeOf(await newPassword({ way: 'form', form }))).toBe('applied');
    const received = (await portal.journal.read(`account-${administrator.id}`)).find(
      ({ event }) => event.type === 'account.form-received',
    );
    expect(received?.event).toMatchObject({ rule: 'ADM-12', data: { signatory: 'Zeldzame Ondertekenaar' } });
    const readable = readdirSync(portal.directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .filter((entry) => readFileSync(join(entry.parentPath, entry.name)).includes('Zeldzame'));
    expect(readable.map(({ name }) => name)).toEqual([]);
  });
});
