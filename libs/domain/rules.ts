/** Chapters of docs/rulebook.md. */
type Chapter = 'ORG' | 'ADM' | 'USR' | 'TOK' | 'PWD' | 'LOG' | 'ACT' | 'EHK' | 'CNV' | 'END' | 'AVG';
type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';

/** Id of a rule in docs/rulebook.md; a test proves that each id in the code stands there. */
export type RuleId = `${Chapter}-${Digit}${Digit}`;

/** One broken rule: which, on which field, and what would be right. Never holds what was submitted. */
export interface Violation {
  readonly rule: RuleId;
  /** Path of the field in the command, as in `roles[0].kenmerken`. Absent when no field is at fault. */
  readonly field?: string;
  /** For a person, in English: what is wrong and what would be right. */
  readonly message: string;
}

/**
 * What a decision gives: events (none when nothing changes, USR-06), or every rule that is broken. A refusal
 * records nothing on the stream, save where a rule counts the attempt (ACT-03).
 */
export interface Decision<E> {
  readonly events: readonly E[];
  readonly refused?: readonly Violation[];
}

export interface Refusal<E = never> extends Decision<E> {
  readonly refused: readonly Violation[];
}

export const decided = <E>(...events: E[]): Decision<E> => ({ events });
export const refused = (...violations: Violation[]): Refusal => ({ events: [], refused: violations });
export const isRefused = <E>(decision: Decision<E>): decision is Refusal<E> => decision.refused !== undefined;
