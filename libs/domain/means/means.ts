import { count, defineEvent, event, type EventOf, instant } from '../catalogue.js';
import { after } from '../policy/duration.js';
import { type Policy } from '../policy/policy.js';
import { type AssuranceLevel, assuranceLevels, numberOf } from './assurance-level.js';

/** What the domain needs to know of a means: who presents it is proved by the port that read the statement. */
export interface Means {
  readonly level: AssuranceLevel;
  readonly serviceMandates: readonly string[];
  /** Coupling key: keyed hash of pseudonym and legal subject (EHK-04). */
  readonly key: string;
  /** The person, as the broker knows them for this service. */
  readonly pseudonym: string;
  /** The legal subject that the person acts for, as in `KvK:12345678`. */
  readonly legalSubject: string;
}

/** EHK-01, LOG-04: the level that is asked for or a higher one, and the mandate for the service. */
export const counts = (means: Means, policy: Policy): boolean =>
  assuranceLevels.indexOf(means.level) >= assuranceLevels.indexOf(policy['means.leastLevel']) &&
  means.serviceMandates.includes(policy['eherkenning.service']);

/** What is said where it doesn't. */
export const doesNotCount = (policy: Policy): string =>
  `The means must have level ${numberOf(policy['means.leastLevel'])} or higher and carry the mandate for this service.`;

/** ACT-03 (+): tries are limited per means too, on `means-<generation>-<key>`. Each event carries the running count. */
export const couplingTriedWrongly = defineEvent({
  type: 'means.coupling-tried-wrongly',
  version: 1,
  fields: { tries: count, windowEnds: instant },
  nl: 'Met dit middel is {tries} keer een verkeerde combinatie ingevuld.',
  en: 'A wrong combination was entered {tries} times with this means.',
});

export type MeansEvent = EventOf<typeof couplingTriedWrongly>;

export interface MeansTries {
  readonly tries: number;
  readonly windowEnds?: string;
}
export const noTries: MeansTries = { tries: 0 };
export const evolveMeans = (_state: MeansTries, { data }: MeansEvent): MeansTries => data;

export const mayTry = (state: MeansTries, policy: Policy, now: string): boolean =>
  state.windowEnds === undefined ||
  state.windowEnds <= now ||
  state.tries < policy['activationCode.wrongCombinationsPerMeans'];

export function countWrongTry(state: MeansTries, policy: Policy, now: string): MeansEvent {
  const running = state.windowEnds !== undefined && now < state.windowEnds;
  return event(
    couplingTriedWrongly,
    running && state.windowEnds !== undefined
      ? { tries: state.tries + 1, windowEnds: state.windowEnds }
      : { tries: 1, windowEnds: after(now, policy['activationCode.meansWindow']) },
    'ACT-03',
  );
}
