import { type Violation } from '#libs/domain/rules';
import { type Position } from '#libs/event-store/port';

/** What became of a command. The same command again gets an equal one. */
export type Receipt = Applied | ChangedNothing | Refused;

interface Answered {
  readonly commandId: string;
}

export interface Applied extends Answered {
  readonly outcome: 'applied';
  readonly stream: string;
  /** Revision of the stream after the command. */
  readonly revision: number;
  /** Position that a query names to see what this command wrote. */
  readonly position: Position;
  readonly events: readonly { readonly id: string; readonly type: string; readonly revision: number }[];
}

/** USR-06. */
export interface ChangedNothing extends Answered {
  readonly outcome: 'changed-nothing';
  readonly stream: string;
  readonly revision: number;
}

export interface Refused extends Answered {
  readonly outcome: 'refused';
  readonly violations: readonly Violation[];
  readonly answer: RefusalAnswer;
}

/**
 * How a refusal is answered: `rule` a rule says no; `unknown` what doesn't exist or is out of reach (ADM-02);
 * `forbidden` this kind of caller may never; `too-many` the limited rate of USR-04 is used up.
 */
export type RefusalAnswer = 'rule' | 'unknown' | 'forbidden' | 'too-many';
