import { sql, type SelectQueryBuilder } from 'kysely';
import { type Rows } from '../engine/projection.js';
import { type DeadlineKind, type DeadlinesTables } from './tables.js';

/** What stands, and the event that it comes from (AVG-05). Moments: RFC 3339, UTC. */
export interface StandingDeadline {
  readonly account: string;
  readonly organisation: string;
  readonly startedAt: string;
  /** As it stands in history; `null` where no event says so (PWD-12). */
  readonly standsUntil: string | null;
  readonly event: string;
  readonly stream: string;
  readonly revision: number;
}

/** From the one moment on, until right before the other; either may be open. */
export interface Moments {
  readonly from?: string;
  readonly until?: string;
}

/** Which of them in their order. */
export interface Stretch {
  readonly most: number;
  /** Moment and account of the last one before. */
  readonly after?: readonly [moment: string, account: string];
}

/** Those that end in the range by what stands in history, soonest first. */
export const findByEnd = (
  rows: Rows,
  kind: DeadlineKind,
  range: Moments,
  stretch: Stretch,
): Promise<StandingDeadline[]> =>
  found(within(standing(rows, kind, 'ends'), 'ends_at', range), 'ends_at', stretch);

/** Those that started in the range, soonest first. */
export const findByStart = (
  rows: Rows,
  kind: DeadlineKind,
  range: Moments,
  stretch: Stretch,
): Promise<StandingDeadline[]> =>
  found(within(standing(rows, kind, 'starts'), 'started_at', range), 'started_at', stretch);

export const countByEnd = (rows: Rows, kind: DeadlineKind, range: Moments): Promise<number> =>
  counted(within(standing(rows, kind, 'ends'), 'ends_at', range));

/** @param ends only those that end in this range as well, by what stands in history */
export const countByStart = (
  rows: Rows,
  kind: DeadlineKind,
  range: Moments,
  ends: Moments = {},
): Promise<number> =>
  counted(within(within(standing(rows, kind, 'starts'), 'started_at', range), 'stands_until', ends));

type Standing = SelectQueryBuilder<DeadlinesTables, 'deadline', object>;
type Moment = 'started_at' | 'ends_at' | 'stands_until';

const standing = (rows: Rows, kind: DeadlineKind, which: 'starts' | 'ends'): Standing =>
  rows.withTables<DeadlinesTables>().selectFrom('deadline').where('kind', '=', kind).where(which, '=', 1);

function within(asked: Standing, moment: Moment, { from, until }: Moments): Standing {
  const late = from === undefined ? asked : asked.where(moment, '>=', from);
  return until === undefined ? late : late.where(moment, '<', until);
}

async function counted(asked: Standing): Promise<number> {
  const { number } = await asked.select(sql<number>`count(*)`.as('number')).executeTakeFirstOrThrow();
  return number;
}

async function found(asked: Standing, moment: Moment, { most, after }: Stretch): Promise<StandingDeadline[]> {
  const following =
    after === undefined
      ? asked
      : asked.where(sql<boolean>`(${sql.ref(moment)}, deadline.account) > (${after[0]}, ${after[1]})`);
  return following
    .innerJoin('account', 'account.id', 'deadline.account')
    .select([
      'deadline.account',
      'account.organisation',
      'started_at as startedAt',
      'stands_until as standsUntil',
      'event',
      'stream',
      'revision',
    ])
    .orderBy(moment)
    .orderBy('deadline.account')
    .limit(most)
    .execute();
}
