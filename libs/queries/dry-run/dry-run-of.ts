import { type Commands } from '#libs/commands/commands';
import { policyId } from '#libs/commands/judged';
import { policyAt } from '#libs/domain/policy/policy';
import { policyStreams } from '#libs/domain/streams';
import { BadQuery } from '../failures.js';
import { type DryRun, type DryRunChanges } from './asked.js';

const day = 24 * 60 * 60_000;
/** In days. */
const usual = 7;
/** How far ahead, in days: longer than every password, not so long that nothing that is told would come true. */
const mostAhead = 366;
/** How far back failures are counted anew, in days. */
const mostBack = 92;

/** What somebody asks. Moments: RFC 3339, UTC. */
export interface AskedDryRun {
  /** By default now. */
  readonly from?: string;
  /** By default a week after `from`. */
  readonly until?: string;
  /** From when on failures to sign in are counted anew, until now; by default a week ago. */
  readonly failuresFrom?: string;
  readonly changes: DryRunChanges;
}

/**
 * The windows, and the policy in force.
 *
 * @throws BadQuery when a window is not one that can be asked about
 */
export async function dryRunOf(asked: AskedDryRun, { journal, outside }: Commands): Promise<DryRun> {
  const now = outside.now().getTime();
  const from = asked.from ?? moment(now);
  const until = asked.until ?? moment(Date.parse(from) + usual * day);
  const failuresFrom = asked.failuresFrom ?? moment(now - usual * day);
  if (from < moment(now)) throw new BadQuery('from', 'must not be in the past');
  if (until <= from) throw new BadQuery('until', 'must be after `from`');
  if (until > moment(now + mostAhead * day))
    throw new BadQuery('until', `must be at most ${mostAhead} days from now`);
  if (failuresFrom >= moment(now)) throw new BadQuery('failuresFrom', 'must be in the past');
  if (failuresFrom < moment(now - mostBack * day))
    throw new BadQuery('failuresFrom', `must be at most ${mostBack} days ago`);
  const { state } = await journal.fold(policyStreams, policyId);
  return {
    window: { from, until },
    past: { from: failuresFrom, until: moment(now) },
    policy: { from: policyAt(state, from), until: policyAt(state, until) },
    changes: asked.changes,
  };
}

const moment = (milliseconds: number): string => new Date(milliseconds).toISOString();
