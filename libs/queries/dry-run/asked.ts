import { type PolicyName, type PolicyValues } from '#libs/domain/policy/policy-values';
import { type Policy } from '#libs/domain/policy/policy';
import { type Moments } from '#libs/projections/deadlines/find-deadlines';

/** The policy values that what comes to an end by itself goes by. */
export const dryRunValues = [
  'coupling.lapsesAfter',
  'password.validFor',
  'activationCode.validFor',
  'signIn.lockedFor',
  'signIn.longNotSignedIn',
  'signIn.failuresBeforeLock',
] as const satisfies readonly PolicyName[];
export type DryRunValue = (typeof dryRunValues)[number];

/** Some of them, as somebody thinks of having them. */
export type DryRunChanges = Partial<Pick<PolicyValues, DryRunValue>>;

/** From the one moment on, until right before the other. RFC 3339 in UTC with milliseconds. */
export type Window = Required<Moments>;

/** What a dry run is about. */
export interface DryRun {
  /** In which something would come to its end. */
  readonly window: Window;
  /** In which failures to sign in are counted anew: always past. */
  readonly past: Window;
  /** In force at the window's beginning and at its end. */
  readonly policy: { readonly from: Policy; readonly until: Policy };
  readonly changes: DryRunChanges;
}

/** What would come of it, and which event it comes from (AVG-05). Moments: RFC 3339, UTC. */
export interface Outcome {
  readonly account: string;
  /** `null` where the account has ended since. */
  readonly organisation: string | null;
  /** When it would be so. */
  readonly at: string;
  /** When it will be so by what stands in history; `null` where it won't, or not by itself. */
  readonly inForceAt: string | null;
  /** Since when it is counted. */
  readonly since: string;
  readonly event: string;
  readonly stream: string;
  readonly revision: number;
}

/** How many in the window. */
export interface Counts {
  readonly inForce: number;
  /** Absent where no other number is asked about. */
  readonly changed?: {
    readonly number: number;
    /** In the window by the changed numbers only. */
    readonly more: number;
    /** In the window by what stands in history only. */
    readonly fewer: number;
    /** Of what by history comes in the window or after it: what would have come before it already. */
    readonly before: number;
  };
}

export interface OutcomePage {
  readonly outcomes: readonly Outcome[];
  /** Absent on the last page. */
  readonly next?: readonly [moment: string, account: string];
}

/** One way in which something comes to an end by itself. */
export interface DryRunKind {
  /** Those that have a say; the first one gives the rule. */
  readonly values: readonly [DryRunValue, ...DryRunValue[]];
  /** Of whom a changed number would hold, were it confirmed: all, or only what starts from then on (architecture 16). */
  readonly changeHolds: 'at-once' | 'for-what-starts-later';
  readonly count: (run: DryRun) => Promise<Counts>;
  readonly list: (
    run: DryRun,
    page: { readonly limit: number; readonly after?: readonly [string, string] },
  ) => Promise<OutcomePage>;
}

export const isAsked = ({ changes }: DryRun, values: readonly DryRunValue[]): boolean =>
  values.some((value) => changes[value] !== undefined);

/** What would hold. */
export const changedPolicy = ({ policy, changes }: DryRun): Policy => ({ ...policy.from, ...changes });

export const isWithin = (moment: string | null, { from, until }: Window): boolean =>
  moment !== null && moment >= from && moment < until;

/** A page of what was found with one too many. */
export function pageOf(
  found: readonly Outcome[],
  limit: number,
  placeOf: (last: Outcome) => string,
): OutcomePage {
  const outcomes = found.slice(0, limit);
  const last = outcomes.at(-1);
  return found.length > limit && last !== undefined
    ? { outcomes, next: [placeOf(last), last.account] }
    : { outcomes };
}
