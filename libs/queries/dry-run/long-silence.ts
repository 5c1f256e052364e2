import { amsterdamCalendar } from '#libs/commands/amsterdam-calendar';
import { longSilentBefore } from '#libs/domain/policy/deadlines';
import { type PolicyValues } from '#libs/domain/policy/policy-values';
import { countByStart, findByStart } from '#libs/projections/deadlines/find-deadlines';
import { type Rows } from '#libs/projections/engine/projection';
import { changedPolicy, type DryRun, type DryRunKind, isAsked, pageOf, type Window } from './asked.js';

const kind = 'long-not-signed-in';
const value = 'signIn.longNotSignedIn';

/**
 * PWD-12: who would come on the report of accounts that nobody signed in to for long. No event has a deadline for it:
 * the report goes by the policy of when it is asked for, so that a changed number holds for all at once.
 */
export const longSilence = (rows: Rows): DryRunKind => ({
  values: [value],
  changeHolds: 'at-once',
  count: async (run) => {
    const now = silentSince(run, run.policy);
    const inForce = await countByStart(rows, kind, now);
    if (!isAsked(run, [value])) return { inForce };
    const then = changedSilence(run);
    const number = await countByStart(rows, kind, then);
    const both = await countByStart(rows, kind, {
      from: now.from > then.from ? now.from : then.from,
      until: now.until < then.until ? now.until : then.until,
    });
    const before = await countByStart(rows, kind, { from: now.from, until: then.from });
    return { inForce, changed: { number, more: number - both, fewer: inForce - both, before } };
  },
  list: async (run, { limit, after }) => {
    const isChanged = isAsked(run, [value]);
    const found = await findByStart(
      rows,
      kind,
      isChanged ? changedSilence(run) : silentSince(run, run.policy),
      {
        most: limit + 1,
        ...(after === undefined ? {} : { after }),
      },
    );
    const inForce = run.policy.until;
    const policy = isChanged ? changedPolicy(run) : inForce;
    return pageOf(
      found.map(({ standsUntil: _none, startedAt: since, ...where }) => ({
        ...where,
        since,
        at: longFrom(since, policy),
        inForceAt: longFrom(since, inForce),
      })),
      limit,
      ({ since }) => since,
    );
  },
});

/** Since when those have been silent who come on the report in the window: the report's own bounds. */
const silentSince = ({ window }: DryRun, policy: DryRun['policy']): Window => ({
  from: longSilentBefore(window.from, policy.from, amsterdamCalendar),
  until: longSilentBefore(window.until, policy.until, amsterdamCalendar),
});

const changedSilence = (run: DryRun): Window => {
  const policy = changedPolicy(run);
  return silentSince(run, { from: policy, until: policy });
};

/**
 * The first moment that the report has it, to the millisecond: counting months forwards comes to 28 February where
 * the report, counting backwards from there, comes to 28 August and not yet to the 31st.
 */
function longFrom(since: string, policy: PolicyValues): string {
  const isLong = (moment: number): boolean =>
    longSilentBefore(new Date(moment).toISOString(), policy, amsterdamCalendar) >= since;
  let early = Date.parse(amsterdamCalendar.after(since, policy[value]));
  if (isLong(early)) return new Date(early).toISOString();
  let late = early + 4 * 24 * 60 * 60_000;
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (isLong(middle)) late = middle;
    else early = middle;
  }
  return new Date(late).toISOString();
}
