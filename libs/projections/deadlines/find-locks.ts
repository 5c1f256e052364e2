import { type PastFailure } from '#libs/domain/sign-in/replay-failures';
import { signInStreams, streamOf } from '#libs/domain/streams';
import { among } from '../engine/among.js';
import { type Rows } from '../engine/projection.js';
import { type Moments } from './find-deadlines.js';
import { type DeadlinesTables } from './tables.js';

/** Something that happened to the sign-ins of an account, and the event that says so (AVG-05). */
interface AtTheDoor {
  readonly account: string;
  /** `null` where the account has ended since. */
  readonly organisation: string | null;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly event: string;
  readonly stream: string;
  readonly revision: number;
}

/** LOG-02: sign-in was locked. */
export type RecordedLock = AtTheDoor;
export type RecordedFailure = AtTheDoor & PastFailure;

type Between = Required<Moments>;

/** The locks of the range, oldest first. */
export async function findLocks(rows: Rows, { from, until }: Between): Promise<readonly RecordedLock[]> {
  const found = await rows
    .withTables<DeadlinesTables>()
    .selectFrom('locked')
    .leftJoin('account as holder', 'holder.id', 'locked.account')
    .select(['account', 'organisation', 'locked_at as at', 'event', 'revision'])
    .where('locked_at', '>=', from)
    .where('locked_at', '<', until)
    .orderBy('locked_at')
    .orderBy('account')
    .execute();
  return found.map((lock) => ({ ...lock, stream: streamOf(signInStreams, lock.account) }));
}

/** Accounts that had a failure in the range, by id. */
export async function accountsThatFailed(rows: Rows, { from, until }: Between): Promise<readonly string[]> {
  const found = await rows
    .withTables<DeadlinesTables>()
    .selectFrom('failure')
    .select('account')
    .distinct()
    .where('failed_at', '>=', from)
    .where('failed_at', '<', until)
    .orderBy('account')
    .execute();
  return found.map(({ account }) => account);
}

/** All failures of each of these accounts before a moment (RFC 3339, UTC), oldest first. */
export async function findFailures(
  rows: Rows,
  accounts: readonly string[],
  until: string,
): Promise<ReadonlyMap<string, readonly RecordedFailure[]>> {
  const found = await rows
    .withTables<DeadlinesTables>()
    .selectFrom('failure')
    .leftJoin('account as holder', 'holder.id', 'failure.account')
    .select(['account', 'organisation', 'failed_at as at', 'last_success_at', 'event', 'revision'])
    .where('account', 'in', among(accounts))
    .where('failed_at', '<', until)
    .orderBy('account')
    .orderBy('revision')
    .execute();
  const failures = new Map<string, RecordedFailure[]>();
  for (const { last_success_at: lastSuccessAt, ...failed } of found) {
    const failure = {
      ...failed,
      stream: streamOf(signInStreams, failed.account),
      ...(lastSuccessAt === null ? {} : { lastSuccessAt }),
    };
    const known = failures.get(failed.account);
    if (known === undefined) failures.set(failed.account, [failure]);
    else known.push(failure);
  }
  return failures;
}
