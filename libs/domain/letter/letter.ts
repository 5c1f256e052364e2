import { type DataOf } from '../catalogue.js';
import { type RuleId, type Violation } from '../rules.js';
import {
  type letterAskedFor,
  type LetterEvent,
  type LetterKind,
  type UndeliverableReason,
} from './events.js';

/** What a letter is about and how it goes. */
export type AskedFor = DataOf<(typeof letterAskedFor)['fields']>;

export const letterStates = [
  'asked-for',
  'made',
  'printed',
  'sent',
  'delivered',
  'undeliverable',
  'void',
] as const;

export interface Letter {
  readonly state: (typeof letterStates)[number];
  readonly asked: AskedFor;
  /** How often it was made: more than once where it was opened again. */
  readonly made: number;
  /** From the first time on; whoever calls about it reads it out. */
  readonly number?: string;
  /** Why it could not be delivered, while it is `undeliverable`. */
  readonly undeliverable?: UndeliverableReason;
}
export type LetterState = Letter | undefined;

export function evolveLetter(letter: LetterState, event: LetterEvent): LetterState {
  if (event.type === 'letter.asked-for') return letter ?? { state: 'asked-for', asked: event.data, made: 0 };
  // Whoever holds a void letter holds nothing.
  if (letter === undefined || letter.state === 'void') return letter;
  const { undeliverable: _before, ...rest } = letter;
  const after = { ...rest, state: stateAfter[event.type] };
  if (event.type === 'letter.undeliverable') return { ...after, undeliverable: event.data.reason };
  if (event.type !== 'letter.made') return after;
  const { making, number } = event.data;
  return { ...after, made: making, ...(number === undefined ? {} : { number }) };
}

const stateAfter = {
  'letter.made': 'made',
  'letter.printed': 'printed',
  'letter.sent': 'sent',
  'letter.delivered': 'delivered',
  'letter.undeliverable': 'undeliverable',
  'letter.opened-again': 'asked-for',
  'letter.voided': 'void',
} as const satisfies Record<Exclude<LetterEvent['type'], 'letter.asked-for'>, Letter['state']>;

/** The rule that asks for a letter of this kind. */
export const ruleOf: Readonly<Record<LetterKind, RuleId>> = {
  username: 'ADM-09',
  password: 'TOK-02',
  generator: 'TOK-02',
  'generator-called-back': 'TOK-04',
  'organisation-left': 'ORG-05',
  'move-announced': 'ORG-06',
};

/** As `ruleOf`; of a token generator by courier ADM-08, which asks for the courier. */
export const ruleOnTheWay = ({ kind, channel }: AskedFor): RuleId =>
  kind === 'generator' && channel === 'courier' ? 'ADM-08' : ruleOf[kind];

/** A secret stands in it that nobody else may get hold of. */
export const holdsSecret = ({ delivery }: Pick<AskedFor, 'delivery'>): boolean => delivery !== undefined;

export const noSuchLetter: Violation = { rule: 'ADM-08', message: 'There is no such letter.' };
