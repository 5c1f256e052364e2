import { count, defineEvent, type EventOf, event, instant, record } from '../catalogue.js';

/** The numbers and lists of the rulebook that the operator sets (architecture 16). */
export interface PolicyValues {
  /** ACT-01: from the making of the code. */
  readonly 'activationCode.validFor': string;
  /** ACT-03: wrong combinations that void the code. */
  readonly 'activationCode.wrongCombinations': number;
  /** ACT-03 (+): wrong combinations with one means within `activationCode.meansWindow`. */
  readonly 'activationCode.wrongCombinationsPerMeans': number;
  readonly 'activationCode.meansWindow': string;
  /** EHK-01: the service that a means must carry the mandate for. */
  readonly 'eherkenning.service': string;
  /** EHK-02: the versions that are accepted now. */
  readonly 'texts.privacyStatement': string;
  readonly 'texts.termsOfUse': string;
  /** USR-04: local parts that name a shared mailbox. */
  readonly 'emailAddress.sharedMailboxes': readonly string[];
  /** USR-04: domains where anybody gets an address for free. */
  readonly 'emailAddress.consumerProviders': readonly string[];
  /** USR-04 (+): how often one caller is told within an hour that a value is taken. */
  readonly 'reservation.takenAnswersPerHour': number;
}

export interface Policy extends PolicyValues {
  readonly version: string;
}

export const policySet = defineEvent({
  type: 'policy.set',
  version: 1,
  fields: { number: count, inForceFrom: instant, values: record<PolicyValues>('policy values by name') },
  nl: '{actor} stelde beleidsversie {number} vast, geldig vanaf {inForceFrom}.',
  en: '{actor} set policy version {number}, in force from {inForceFrom}.',
});

export type PolicyEvent = EventOf<typeof policySet>;

/** All versions, oldest first. */
export type PolicyState = readonly {
  readonly version: string;
  readonly inForceFrom: string;
  readonly values: PolicyValues;
}[];

export const noPolicy: PolicyState = [];

export const evolvePolicy = (state: PolicyState, { data }: PolicyEvent): PolicyState => [
  ...state,
  { version: String(data.number), inForceFrom: data.inForceFrom, values: data.values },
];

/** @throws Error when no version is in force: an installation sets the first one before anything else */
export function policyAt(state: PolicyState, now: string): Policy {
  const inForce = state.filter((version) => version.inForceFrom <= now).at(-1);
  if (inForce === undefined) throw new Error(`No policy version is in force at ${now}.`);
  return { ...inForce.values, version: inForce.version };
}

/** The first policy of an installation, from its first moment. */
export function setFirstPolicy(
  values: PolicyValues,
  now: string,
  state: PolicyState,
): readonly PolicyEvent[] {
  return state.length > 0 ? [] : [event(policySet, { number: 1, inForceFrom: now, values })];
}
