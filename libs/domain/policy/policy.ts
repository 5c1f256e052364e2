import { count, defineEvent, type EventsOf, event, instant, optional, record, text } from '../catalogue.js';
import { defaultValues } from './first-policy.js';
import { type PolicyChanges, type PolicyValues } from './policy-values.js';

export interface Policy extends PolicyValues {
  readonly version: string;
}

export const policyProposed = defineEvent({
  type: 'policy.proposed',
  version: 1,
  fields: {
    proposal: text,
    /** Pseudonym; somebody else must confirm (ADM-11). */
    proposedBy: text,
    inForceFrom: instant,
    values: record<PolicyChanges>('policy values by name'),
  },
  nl: '{actor} stelde voor om vanaf {inForceFrom} dit beleid te voeren: {values}.',
  en: '{actor} proposed to have this policy from {inForceFrom}: {values}.',
});

export const policySet = defineEvent({
  type: 'policy.set',
  version: 1,
  fields: {
    number: count,
    inForceFrom: instant,
    /** Those that the version changes; of the first version all. */
    values: record<PolicyChanges>('policy values by name'),
    /** The proposal that was confirmed; the first version has none. */
    proposal: optional(text),
  },
  nl: '{actor} stelde beleidsversie {number} vast, geldig vanaf {inForceFrom}.',
  en: '{actor} set policy version {number}, in force from {inForceFrom}.',
});

export const policyEvents = [policyProposed, policySet] as const;
export type PolicyEvent = EventsOf<typeof policyEvents>;

export interface PolicyVersion {
  readonly number: number;
  readonly inForceFrom: string;
  /** What it changes of what was in force before it. */
  readonly values: PolicyChanges;
}

export interface PolicyProposal {
  readonly proposedBy: string;
  readonly inForceFrom: string;
  readonly values: PolicyChanges;
  /** Set once it is confirmed. */
  readonly version?: number;
}

export interface PolicyState {
  /** In the order in which they hold, whatever the order in which they were recorded. */
  readonly versions: readonly PolicyVersion[];
  readonly proposals: ReadonlyMap<string, PolicyProposal>;
}

export const noPolicy: PolicyState = { versions: [], proposals: new Map() };

export function evolvePolicy(state: PolicyState, { type, data }: PolicyEvent): PolicyState {
  switch (type) {
    case 'policy.proposed': {
      const { proposal, ...proposed } = data;
      return { ...state, proposals: new Map(state.proposals).set(proposal, proposed) };
    }
    case 'policy.set': {
      const { number, inForceFrom, values, proposal } = data;
      return {
        versions: [...state.versions, { number, inForceFrom, values }].sort(inOrder),
        proposals: withVersion(state.proposals, proposal, number),
      };
    }
  }
}

const inOrder = (one: PolicyVersion, other: PolicyVersion): number =>
  one.inForceFrom === other.inForceFrom
    ? one.number - other.number
    : one.inForceFrom < other.inForceFrom
      ? -1
      : 1;

function withVersion(
  proposals: PolicyState['proposals'],
  id: string | undefined,
  version: number,
): PolicyState['proposals'] {
  const confirmed = id === undefined ? undefined : proposals.get(id);
  return id === undefined || confirmed === undefined
    ? proposals
    : new Map(proposals).set(id, { ...confirmed, version });
}

/**
 * What holds at a moment: the defaults, and over them what each version in force changes, in order.
 *
 * @param now RFC 3339 in UTC with milliseconds
 * @throws Error when no version is in force: an installation sets the first one before anything else
 */
export function policyAt({ versions }: PolicyState, now: string): Policy {
  const inForce = versions.filter(({ inForceFrom }) => inForceFrom <= now);
  const latest = inForce.at(-1);
  if (latest === undefined) throw new Error(`No policy version is in force at ${now}.`);
  return { ...valuesOf(inForce), version: String(latest.number) };
}

/** What held at a moment in the past; before the first version, what that one says. */
export const policyThen = (state: PolicyState, moment: string): Policy => {
  const first = state.versions[0]?.inForceFrom ?? moment;
  return policyAt(state, moment < first ? first : moment);
};

/** Everything that holds from this version until the next. */
export const valuesFrom = ({ versions }: PolicyState, number: number): PolicyValues =>
  valuesOf(versions.slice(0, versions.findIndex((version) => version.number === number) + 1));

/** Only the first version knows the service, which comes from the installation's configuration. */
const valuesOf = (versions: readonly PolicyVersion[]): PolicyValues =>
  versions.reduce((values, version) => ({ ...values, ...version.values }), {
    'eherkenning.service': '',
    ...defaultValues,
  });

/** The first policy of an installation, from its first moment. */
export function setFirstPolicy(
  values: PolicyValues,
  now: string,
  { versions }: PolicyState,
): readonly PolicyEvent[] {
  return versions.length > 0 ? [] : [event(policySet, { number: 1, inForceFrom: now, values })];
}
