import { setImmediate } from 'node:timers/promises';
import { amsterdamCalendar } from '#libs/commands/amsterdam-calendar';
import {
  codeExpiresAt,
  couplingLapsesAt,
  lockedUntil,
  passwordGoodUntil,
} from '#libs/domain/policy/deadlines';
import { milliseconds } from '#libs/domain/policy/duration';
import { type PolicyValues } from '#libs/domain/policy/policy-values';
import { type Rows } from '#libs/projections/engine/projection';
import {
  countByEnd,
  countByStart,
  findByEnd,
  findByStart,
  type StandingDeadline,
} from '#libs/projections/deadlines/find-deadlines';
import { type DeadlineKind } from '#libs/projections/deadlines/tables';
import {
  changedPolicy,
  type Counts,
  type DryRun,
  type DryRunKind,
  type DryRunValue,
  isAsked,
  isWithin,
  type Outcome,
  pageOf,
  type Window,
} from './asked.js';

/** What stands in an event with its end. */
type StandingKind = Exclude<DeadlineKind, 'long-not-signed-in'>;

/** Starts are looked at in steps of so many, so that nobody else is kept waiting. */
const step = 250;

const minutes = 60_000;
const days = 24 * 60 * minutes;

interface Ending {
  readonly value: Exclude<DryRunValue, 'signIn.failuresBeforeLock' | 'signIn.longNotSignedIn'>;
  /** As the decider counts it. */
  readonly endOf: (start: string, policy: PolicyValues) => string;
  /** How far, in ms, counting back from an end may come out beside the start: 31 August + 18 months is 28 February. */
  readonly unsure: number;
}

const endings: Readonly<Record<StandingKind, Ending>> = {
  'coupling-lapses': {
    value: 'coupling.lapsesAfter',
    endOf: (start, policy) => couplingLapsesAt(start, policy, amsterdamCalendar),
    unsure: 4 * days,
  },
  'password-expires': {
    value: 'password.validFor',
    endOf: (start, policy) => passwordGoodUntil(start, policy, amsterdamCalendar),
    unsure: 3 * 60 * minutes,
  },
  'activation-code-expires': { value: 'activationCode.validFor', endOf: codeExpiresAt, unsure: 0 },
  'sign-in-lock-ends': { value: 'signIn.lockedFor', endOf: lockedUntil, unsure: 0 },
};

/** Deadlines as they stand in history, or as if other numbers had been in force when each of them started. */
export function standingDeadlines(kind: StandingKind, rows: Rows): DryRunKind {
  const { value } = endings[kind];
  return {
    values: [value],
    changeHolds: 'for-what-starts-later',
    count: async (run) => {
      const inForce = await countByEnd(rows, kind, run.window);
      return isAsked(run, [value]) ? compare(rows, kind, run, inForce) : { inForce };
    },
    list: (run, page) => (isAsked(run, [value]) ? listChanged : listInForce)(rows, kind, run, page),
  };
}

async function compare(rows: Rows, kind: StandingKind, run: DryRun, inForce: number): Promise<Counts> {
  const { window } = run;
  const { whole, certain, unsure } = rangesOf(kind, run);
  let number = certain === undefined ? 0 : await countByStart(rows, kind, certain);
  let both = certain === undefined ? 0 : await countByStart(rows, kind, certain, window);
  let before = await countByStart(rows, kind, { until: whole.from }, { from: window.from });
  for (const range of unsure)
    for await (const { standsUntil, end } of startedIn(rows, kind, run, range)) {
      if (end < window.from && standsUntil !== null && standsUntil >= window.from) before += 1;
      if (!isWithin(end, window)) continue;
      number += 1;
      if (isWithin(standsUntil, window)) both += 1;
    }
  return { inForce, changed: { number, more: number - both, fewer: inForce - both, before } };
}

/** Starts whose end is certainly in the window, and those of which it must be counted. */
function rangesOf(kind: StandingKind, run: DryRun) {
  const { from, until } = run.window;
  const { unsure } = endings[kind];
  const around = (moment: string): Window => {
    const start = Date.parse(startOf(kind, moment, changedPolicy(run)));
    return { from: new Date(start - unsure).toISOString(), until: new Date(start + unsure).toISOString() };
  };
  const [first, last] = [around(from), around(until)];
  const whole = { from: first.from, until: last.until };
  return first.until < last.from
    ? { whole, certain: { from: first.until, until: last.from }, unsure: [first, last] }
    : { whole, certain: undefined, unsure: [whole] };
}

function startOf(kind: StandingKind, end: string, policy: PolicyValues): string {
  const period = policy[endings[kind].value];
  return period.startsWith('PT')
    ? new Date(Date.parse(end) - milliseconds(period)).toISOString()
    : amsterdamCalendar.before(end, period);
}

/** In the order of their starts, each with its end by the changed numbers. */
async function* startedIn(
  rows: Rows,
  kind: StandingKind,
  run: DryRun,
  range: Window,
  after?: readonly [string, string],
): AsyncGenerator<StandingDeadline & { readonly end: string }> {
  const policy = changedPolicy(run);
  for (let place = after; ;) {
    const found = await findByStart(rows, kind, range, {
      most: step,
      ...(place === undefined ? {} : { after: place }),
    });
    for (const deadline of found) yield { ...deadline, end: endings[kind].endOf(deadline.startedAt, policy) };
    const last = found.at(-1);
    if (last === undefined || found.length < step) return;
    place = [last.startedAt, last.account];
    await setImmediate();
  }
}

type List = (
  rows: Rows,
  kind: StandingKind,
  ...asked: Parameters<DryRunKind['list']>
) => ReturnType<DryRunKind['list']>;

const listInForce: List = async (rows, kind, { window }, { limit, after }) => {
  const stretch = { most: limit + 1, ...(after === undefined ? {} : { after }) };
  const found = await findByEnd(rows, kind, window, stretch);
  return pageOf(
    found.map((deadline) => outcomeOf(deadline, deadline.standsUntil ?? deadline.startedAt)),
    limit,
    ({ at }) => at,
  );
};

const listChanged: List = async (rows, kind, run, { limit, after }) => {
  const { whole } = rangesOf(kind, run);
  const found: Outcome[] = [];
  for await (const deadline of startedIn(rows, kind, run, whole, after)) {
    if (isWithin(deadline.end, run.window)) found.push(outcomeOf(deadline, deadline.end));
    if (found.length > limit) break;
  }
  return pageOf(found, limit, ({ since }) => since);
};

const outcomeOf = (
  { account, organisation, standsUntil, startedAt, event, stream, revision }: StandingDeadline,
  at: string,
): Outcome => ({
  account,
  organisation,
  at,
  inForceAt: standsUntil,
  since: startedAt,
  event,
  stream,
  revision,
});
