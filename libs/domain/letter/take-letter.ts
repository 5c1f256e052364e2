import { event } from '../catalogue.js';
import { decided, type Decision, refused, type RuleId, type Violation } from '../rules.js';
import { type LetterEvent, letterPrinted, letterVoided } from './events.js';
import { type Letter, type LetterState, noSuchLetter, ruleOf } from './letter.js';
import { type LetterJudged, noLongerNeeded } from './no-longer-needed.js';

export interface TakeLetter extends LetterJudged {
  /** Whether what is to be printed can be read. */
  readonly readable: boolean;
}

/** AVG-03: the letter is taken from the print queue once; one that may not leave any more becomes void instead. */
export function takeLetter({ readable, ...judged }: TakeLetter, letter: LetterState): Decision<LetterEvent> {
  if (letter === undefined) return refused(noSuchLetter);
  const rule = ruleOf[letter.asked.kind];
  if (letter.state !== 'made') return refused({ rule, message: cantBeTaken[letter.state] });
  const reason = noLongerNeeded(letter.asked, judged) ?? (readable ? undefined : 'unreadable');
  return reason === undefined
    ? decided<LetterEvent>(event(letterPrinted, {}, rule))
    : { events: [event(letterVoided, { reason }, rule)], refused: [isVoid(rule)] };
}

const cantBeTaken: Readonly<Record<Exclude<Letter['state'], 'made'>, string>> = {
  'asked-for': 'The letter is not made yet; try again in a moment.',
  printed: 'The letter was taken from the print queue before; it is shown once.',
  sent: 'The letter was sent already.',
  delivered: 'The letter was delivered already.',
  undeliverable: 'The letter was sent already, and could not be delivered.',
  void: 'The letter is void and can’t be printed.',
};

const isVoid = (rule: RuleId): Violation => ({ rule, message: cantBeTaken.void });

/** The refusal that the events stand for, where the letter became void when it was to be taken. */
export function refusalWhenTaken(events: readonly LetterEvent[]): readonly Violation[] | undefined {
  const voided = events.find(({ type }) => type === 'letter.voided');
  return voided?.rule === undefined ? undefined : [isVoid(voided.rule)];
}
