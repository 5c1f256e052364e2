import { setImmediate } from 'node:timers/promises';
import { type LockPolicy, replayFailures } from '#libs/domain/sign-in/replay-failures';
import { accountsThatFailed, findFailures, findLocks } from '#libs/projections/deadlines/find-locks';
import { type Rows } from '#libs/projections/engine/projection';
import {
  changedPolicy,
  type DryRun,
  type DryRunKind,
  isAsked,
  isWithin,
  type Outcome,
  pageOf,
} from './asked.js';

const values = ['signIn.failuresBeforeLock', 'signIn.lockedFor'] as const;

/** Accounts of which failures are counted anew before others get their turn. */
const step = 250;

/**
 * LOG-02: locks in the past window, as they were or as they would have been by other numbers. Locks to come can't be
 * foretold: nobody knows who will mistype.
 */
export const pastLocks = (rows: Rows): DryRunKind => ({
  values,
  changeHolds: 'at-once',
  count: async (run) => {
    const recorded = await recordedLocks(rows, run);
    if (!isAsked(run, values)) return { inForce: recorded.length };
    const changed = await changedLocks(rows, run, recorded);
    const both = changed.filter(({ inForceAt }) => inForceAt !== null).length;
    const { length: number } = changed;
    return {
      inForce: recorded.length,
      changed: { number, more: number - both, fewer: recorded.length - both, before: 0 },
    };
  },
  list: async (run, { limit, after: [at, account] = ['', ''] }) => {
    const recorded = await recordedLocks(rows, run);
    const locks = isAsked(run, values) ? await changedLocks(rows, run, recorded) : recorded;
    const following = locks.filter((lock) => lock.at > at || (lock.at === at && lock.account > account));
    return pageOf(following.slice(0, limit + 1), limit, (last) => last.at);
  },
});

const recordedLocks = async (rows: Rows, { past }: DryRun): Promise<readonly Outcome[]> =>
  (await findLocks(rows, past)).map(({ at, ...lock }) => ({ ...lock, at, inForceAt: at, since: at }));

/** As if the changed numbers had held all the time, from each account's first failure on. */
async function changedLocks(
  rows: Rows,
  run: DryRun,
  recorded: readonly Outcome[],
): Promise<readonly Outcome[]> {
  const policy: LockPolicy = changedPolicy(run);
  const known = new Set(recorded.map(({ at, account }) => `${at} ${account}`));
  const locks: Outcome[] = [];
  const accounts = await accountsThatFailed(rows, run.past);
  for (let done = 0; done < accounts.length; done += step) {
    const failures = await findFailures(rows, accounts.slice(done, done + step), run.past.until);
    for (const [account, failed] of failures)
      for (const { failure } of replayFailures(failed, policy)) {
        const { at, event, stream, revision, organisation } = failure;
        if (!isWithin(at, run.past)) continue;
        const inForceAt = known.has(`${at} ${account}`) ? at : null;
        locks.push({ account, organisation, at, inForceAt, since: at, event, stream, revision });
      }
    await setImmediate();
  }
  return locks.sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
}

const placeOf = ({ at, account }: Outcome): string => `${at} ${account}`;
