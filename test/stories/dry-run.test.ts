import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { amsterdamCalendar } from '#libs/commands/amsterdam-calendar';
import { Judged } from '#libs/commands/judged';
import { proposalOf } from '#libs/commands/propose-policy';
import { SignInWithMeans } from '#libs/commands/sign-in-with-means';
import { passwordByLetter } from '#libs/domain/account/issue-password';
import { type PolicyChanges } from '#libs/domain/policy/policy-values';
import { accountStreams, idOf } from '#libs/domain/streams';
import { Random } from '#libs/projections/digest/random';
import { projections } from '#libs/projections/projections';
import { ReadModels } from '#libs/projections/read-models';
import { type DryRunChanges } from '#libs/queries/dry-run/asked';
import { type AskedDryRun } from '#libs/queries/dry-run/dry-run-of';
import { type DryRunKindName } from '#libs/queries/dry-run/kinds';
import { BadQuery, QueryForbidden } from '#libs/queries/failures';
import { ListDryRun, ListDryRunHandler } from '#libs/queries/list-dry-run';
import { Reading } from '#libs/queries/reading';
import { ShowDryRun, ShowDryRunHandler } from '#libs/queries/show-dry-run';
import { tokenHolder } from './given/passwords.js';
import {
  accountIn,
  couple,
  createUser,
  givenAdministrator,
  idFor,
  mailCode,
  meansOf,
  operator,
  origin,
  outcomeOf,
  person,
  serviceDesk,
} from './given/people.js';
import { Portal } from './given/portal.js';

const day = 24 * 60;
const inForce = {
  'coupling.lapsesAfter': 'P2M',
  'password.validFor': 'P60D',
  'activationCode.validFor': 'PT240H',
} as const satisfies DryRunChanges;
const changed = {
  'coupling.lapsesAfter': 'P1M',
  'password.validFor': 'P20D',
  'activationCode.validFor': 'PT72H',
} as const satisfies DryRunChanges;
const kinds = ['coupling-lapses', 'password-expires', 'activation-code-expires'] as const;

const auditor: Caller = { ...operator, kind: 'auditor', id: idFor('auditor-1'), subject: 'auditor-1' };
const secondOperator: Caller = { ...operator, id: idFor('operator-2'), subject: 'operator-2' };

/** A school where people couple, sign in, get passwords and codes at odd moments, and who asks what comes of it. */
class School {
  private constructor(
    readonly portal: Portal,
    readonly models: ReadModels,
    readonly administrator: Caller,
    private readonly began: number,
  ) {}

  static async under(values: PolicyChanges): Promise<School> {
    const portal = await Portal.open();
    const began = portal.outside.now().getTime();
    await setPolicy(portal, values);
    const administrator = await givenAdministrator(portal);
    const directory = join(portal.directory, 'read');
    const models = ReadModels.open({ directory, journal: portal.journal, projections });
    models.start();
    return new School(portal, models, administrator, began);
  }

  /** @param minutes since the beginning */
  at(minutes: number): string {
    return new Date(this.began + Math.round(minutes * 60_000)).toISOString();
  }

  async clockComesTo(minutes: number): Promise<void> {
    this.portal.outside.later((Date.parse(this.at(minutes)) - this.portal.outside.now().getTime()) / 60_000);
  }

  /** Everything that time brings is recorded. */
  async livesUntil(minutes: number): Promise<void> {
    await this.clockComesTo(minutes);
    await this.portal.runProcesses();
    await this.portal.workOffDeadlines();
    await this.portal.runProcesses();
  }

  async userCouples(who: string): Promise<void> {
    await this.userWithCode(who);
    expect(outcomeOf(await couple(this.portal, this.accounts.get(who) ?? '', who, `${who} couples`))).toBe(
      'applied',
    );
  }

  async userWithCode(who: string): Promise<void> {
    const account = accountIn(await createUser(this.portal, this.administrator, who));
    this.accounts.set(who, account);
    await mailCode(this.portal, this.administrator, account, `code of ${who}`);
    await this.portal.runProcesses();
  }

  async userSignsIn(who: string): Promise<void> {
    const statement = {
      issuer: 'https://broker.example',
      statementId: `${who} ${this.portal.outside.now().getTime()}`,
    };
    const outcome = await this.portal.commandBus.execute<SignInWithMeans, { outcome: string }>(
      new SignInWithMeans(meansOf(who), statement, origin),
    );
    expect(outcome.outcome).not.toBe('refused');
  }

  async userWithPassword(who: string): Promise<void> {
    const account = accountIn(await createUser(this.portal, this.administrator, who, tokenHolder(who)));
    const { journal, outside } = this.portal;
    const now = outside.now();
    const { stream, head } = await journal.fold(accountStreams, account);
    const policy = await new Judged(journal, now).policy();
    const newPassword = { delivery: idFor(who), password: 'bkmt2749fwrd8365', digest: 'digest' };
    const issue = { newPassword, policy, calendar: amsterdamCalendar, now: now.toISOString() };
    const id = idFor(`password of ${who}`);
    await journal.append(
      { stream, head, events: [passwordByLetter(issue, 'TOK-02')] },
      {
        command: { id, name: 'issue-token', fingerprint: '' },
        correlation: id,
        causation: id,
        actor: { kind: 'service-desk', id: serviceDesk.id },
        authority: { basis: 'service-desk', judged: [] },
        origin,
        policy: policy.version,
        time: now.toISOString(),
      },
    );
  }

  async counts(asked: AskedDryRun, caller = operator) {
    const handler = new ShowDryRunHandler(this.reading(), this.portal.commands);
    const shown = await handler.execute(new ShowDryRun(caller, asked, await this.portal.store.head()));
    return Object.fromEntries(
      shown.kinds.map(({ kind, inForce: number, changed: then }) => [
        kind,
        { inForce: number, changed: then },
      ]),
    );
  }

  /** Page after page. */
  async listed(kind: DryRunKindName, asked: AskedDryRun, caller = operator, limit = 7) {
    const handler = new ListDryRunHandler(this.reading(), this.portal.commands);
    const outcomes = [];
    let cursor: string | undefined;
    do {
      const page = { limit, ...(cursor === undefined ? {} : { cursor }) };
      const shown = await handler.execute(
        new ListDryRun(caller, kind, asked, page, await this.portal.store.head()),
      );
      outcomes.push(...shown.outcomes);
      cursor = shown.next;
    } while (cursor !== undefined);
    return outcomes;
  }

  /** What has really become so, from the events and the state of each account; with no read model. */
  async became(): Promise<Readonly<Record<(typeof kinds)[number], readonly (readonly [string, string])[]>>> {
    const [lapsed, expired, passwords]: [string, string][][] = [[], [], []];
    const accounts = new Set<string>();
    for (const { event, envelope } of await this.portal.history()) {
      const account = idOf(envelope.stream);
      if (envelope.stream.startsWith('account-')) accounts.add(account);
      if (event.type === 'account.coupling-lapsed') lapsed?.push([account, String(event.data['since'])]);
      if (event.type === 'account.activation-code-expired')
        expired?.push([account, String(event.data['since'])]);
    }
    for (const account of accounts) {
      const { state } = await this.portal.journal.fold(accountStreams, account);
      if (state.state === 'living' && state.password !== undefined)
        passwords?.push([account, state.password.goodUntil]);
    }
    return {
      'coupling-lapses': lapsed ?? [],
      'activation-code-expires': expired ?? [],
      'password-expires': passwords ?? [],
    };
  }

  private readonly accounts = new Map<string, string>();

  private reading(): Reading {
    return new Reading(this.portal.commands, this.models, 20_000);
  }

  async close(): Promise<void> {
    await this.models.close();
    await this.portal.closeForGood();
  }
}

async function setPolicy(portal: Portal, values: PolicyChanges): Promise<void> {
  const key = idFor(`propose ${JSON.stringify(values)}`);
  const inForceFrom = portal.outside.now().toISOString();
  const proposed = await portal.desk.issue('propose-policy', {
    idempotencyKey: key,
    caller: operator,
    origin,
    body: { inForceFrom, values },
  });
  await portal.desk.issue('confirm-policy', {
    idempotencyKey: idFor(`confirm ${JSON.stringify(values)}`),
    caller: secondOperator,
    origin,
    body: { proposal: proposalOf(proposed.commandId) },
  });
}

/** Fifty accounts in forty-one days; nobody waits as long as the shorter numbers say before they do what they do next. */
async function fortyOneDays(school: School): Promise<void> {
  const random = new Random(4);
  const between = (first: number, last: number) =>
    (first + random.below((last - first) * 10_000) / 10_000) * day;
  const acts: { readonly at: number; readonly act: () => Promise<void> }[] = [];
  for (let number = 0; number < 20; number += 1) {
    const [who, at] = [`means${number}`, between(3, 24)];
    acts.push({ at, act: () => school.userCouples(who) });
    if (random.chance(0.5)) acts.push({ at: at + between(0.1, 13), act: () => school.userSignsIn(who) });
  }
  for (let number = 0; number < 18; number += 1)
    acts.push({ at: between(5, 40), act: () => school.userWithPassword(`Token${number}x`) });
  for (let number = 0; number < 12; number += 1)
    acts.push({ at: between(31, 41), act: () => school.userWithCode(`code${number}`) });
  for (const { at, act } of acts.sort((one, other) => one.at - other.at)) {
    await school.clockComesTo(at);
    await act();
  }
}

const within = (became: readonly (readonly [string, string])[], from: string, until: string) =>
  became.filter(([, at]) => at >= from && at < until).sort();
const before = (became: readonly (readonly [string, string])[], moment: string) =>
  became.filter(([, at]) => at < moment).length;

let opened: School[] = [];
beforeEach(() => {
  opened = [];
});
afterEach(async () => {
  for (const school of opened) await school.close();
});
const schoolUnder = async (values: PolicyChanges): Promise<School> => {
  const school = await School.under(values);
  opened.push(school);
  return school;
};

describe('what would come of it', () => {
  it('EHK-05 PWD-07 ACT-01 a dry run foretells exactly what the week brings, also by other numbers', async () => {
    const school = await schoolUnder(inForce);
    await fortyOneDays(school);
    await school.livesUntil(41 * day);
    const [from, until] = [school.at(41 * day), school.at(51 * day)];
    const now = await school.counts({ from, until, changes: changed });
    const foretold = new Map<string, string[][]>();
    for (const kind of kinds) {
      const told = await school.listed(kind, { from, until, changes: changed });
      foretold.set(kind, told.map(({ account, at }) => [account, at]).sort());
    }
    const codes = await school.listed('activation-code-expires', { from, until, changes: {} });
    const later = { from: school.at(75 * day), until: school.at(85 * day), changes: {} };
    const afterwards = await Promise.all(
      kinds.map(async (kind) => [kind, await school.listed(kind, later)] as const),
    );

    // The same forty-one days where the other numbers hold from the beginning; then the week is lived.
    const other = await schoolUnder(changed);
    await fortyOneDays(other);
    await other.livesUntil(51 * day);
    const lived = await other.became();
    for (const kind of kinds) {
      const became = within(lived[kind], from, until);
      expect(became.length).toBeGreaterThan(2);
      expect(foretold.get(kind)).toEqual(became);
      expect(now[kind]?.changed).toMatchObject({ number: became.length, before: before(lived[kind], from) });
      expect(now[kind]?.changed?.before).toBeGreaterThan(0);
    }

    // By the numbers in force: what was told a month ahead is what comes.
    await school.livesUntil(51 * day);
    const expired = (await school.became())['activation-code-expires'];
    expect(codes.length).toBeGreaterThan(2);
    expect(codes.map(({ account, at }) => [account, at]).sort()).toEqual(within(expired, from, until));
    expect(now['activation-code-expires']?.inForce).toBe(codes.length);
    await school.livesUntil(85 * day);
    const became = await school.became();
    for (const [kind, told] of afterwards.filter(([one]) => one !== 'activation-code-expires')) {
      expect(told.length).toBeGreaterThan(2);
      expect(told.map(({ account, at }) => [account, at]).sort()).toEqual(
        within(became[kind], later.from, later.until),
      );
    }
  }, 300_000);

  describe('of a school with one coupled user, one code and one password', () => {
    let school: School;
    beforeEach(async () => {
      school = await schoolUnder(inForce);
      await school.userCouples('anna');
      await school.userWithCode('bert');
      await school.userWithPassword('Carla123');
    });
    const year = 365 * day;

    it('AVG-01 asking does nothing: no event, no mail, and the policy is as it was', async () => {
      const { portal } = school;
      await school.livesUntil(1);
      const [head, mails] = [await portal.store.head(), await portal.mails()];
      const policy = await portal.typesOf('policy-versions');
      const asked = { until: school.at(year), changes: { ...changed, 'signIn.failuresBeforeLock': 1 } };
      const counted = await school.counts(asked);
      for (const kind of kinds)
        expect(counted[kind]).toMatchObject({ inForce: 1, changed: { number: 1, more: 0 } });
      for (const kind of [...kinds, 'sign-in-locked', 'long-not-signed-in', 'sign-in-lock-ends'] as const)
        await school.listed(kind, asked);
      await portal.runProcesses();
      await portal.workOffDeadlines();
      await portal.runProcesses();
      expect(await portal.store.head()).toBe(head);
      expect(await portal.mails()).toEqual(mails);
      expect(await portal.typesOf('policy-versions')).toEqual(policy);
    });

    it('AVG-05 each with the event that it comes from, and names for the service desk alone', async () => {
      const asked = { until: school.at(year), changes: {} };
      const [told, ...more] = await school.listed('coupling-lapses', asked, serviceDesk);
      expect(more).toEqual([]);
      const coupled = (await school.portal.journal.read(told?.stream ?? '')).at(told?.revision ?? 0);
      expect(coupled?.event.type).toBe('account.coupled');
      expect(told).toMatchObject({ event: coupled?.envelope.id, surname: 'Groningen', initials: 'S.R.' });
      expect(told?.at).toBe(coupled?.event.data['lapsesAt']);
      for (const caller of [operator, auditor])
        expect(await school.listed('coupling-lapses', asked, caller)).toEqual([
          { ...told, username: null, surname: null, initials: null, prefix: null },
        ]);
    });

    it('ADM-11 it is not for administrators', async () => {
      const asked = { changes: {} };
      for (const caller of [school.administrator, person(idFor('nobody'))]) {
        await expect(school.counts(asked, caller)).rejects.toThrow(QueryForbidden);
        await expect(school.listed('coupling-lapses', asked, caller)).rejects.toThrow(QueryForbidden);
      }
    });

    it.each([
      ['from', { from: -1 }],
      ['until', { until: 0 }],
      ['until', { until: 366 * day + 1 }],
      ['until', { from: 9 * day, until: 9 * day }],
      ['failuresFrom', { failuresFrom: 0 }],
      ['failuresFrom', { failuresFrom: -92 * day - 1 }],
    ] as const)('ADM-11 a window that can’t be asked about is refused, at %s', async (field, minutes) => {
      const asked = Object.fromEntries(Object.entries(minutes).map(([name, at]) => [name, school.at(at)]));
      const counting = school.counts({ ...asked, changes: {} });
      await expect(counting).rejects.toThrow(BadQuery);
      await expect(counting).rejects.toMatchObject({ field });
    });

    it('ADM-11 the widest windows are answered', async () => {
      const asked = {
        from: school.at(0),
        until: school.at(366 * day),
        failuresFrom: school.at(-92 * day),
        changes: {},
      };
      expect((await school.counts(asked))['coupling-lapses']).toEqual({ inForce: 1 });
    });

    it('EHK-05 a coupling that would have lapsed before the window is told apart', async () => {
      await school.clockComesTo(40 * day);
      const asked = { changes: { 'coupling.lapsesAfter': 'P1M' } };
      expect((await school.counts(asked))['coupling-lapses']).toEqual({
        inForce: 0,
        changed: { number: 0, more: 0, fewer: 0, before: 1 },
      });
      const inTime = { until: school.at(80 * day), changes: { 'coupling.lapsesAfter': 'P4M' } };
      expect((await school.counts(inTime))['coupling-lapses']).toEqual({
        inForce: 1,
        changed: { number: 0, more: 0, fewer: 1, before: 0 },
      });
    });

    it('PWD-12 who would come on the report, as the report itself has it, also at the end of a month', async () => {
      // Silent since 23 November; six months later it is 23 May, three months later 23 February.
      const asked = { until: school.at(300 * day), changes: { 'signIn.longNotSignedIn': 'P3M' } };
      const told = await school.listed('long-not-signed-in', asked);
      expect(told).toMatchObject([{ at: '2027-02-23T20:55:00.000Z', inForceAt: '2027-05-23T19:55:00.000Z' }]);
      const soon = { until: school.at(100 * day), changes: asked.changes };
      expect((await school.counts(soon))['long-not-signed-in']).toEqual({
        inForce: 0,
        changed: { number: 1, more: 1, fewer: 0, before: 0 },
      });
      await school.clockComesTo(120 * day);
      expect((await school.counts({ changes: asked.changes }))['long-not-signed-in']).toEqual({
        inForce: 0,
        changed: { number: 0, more: 0, fewer: 0, before: 1 },
      });
    });

    it('PWD-12 a day that the other month hasn’t: on the report when that month is over', async () => {
      await school.clockComesTo(38 * day);
      await school.userWithPassword('Dirk1234');
      const asked = { until: school.at(300 * day), changes: { 'signIn.longNotSignedIn': 'P2M' } };
      const [, dirk] = await school.listed('long-not-signed-in', asked);
      expect(dirk).toMatchObject({
        since: '2026-12-31T20:55:00.000Z',
        at: '2027-02-28T23:00:00.000Z',
        inForceAt: '2027-06-30T22:00:00.000Z',
      });
    });
  });
});
