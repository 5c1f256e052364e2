import { event } from '../catalogue.js';
import { decided, type Decision, refused } from '../rules.js';
import { type LetterEvent, letterUndeliverable, letterVoided, type UndeliverableReason } from './events.js';
import { holdsSecret, type LetterState, noSuchLetter, ruleOf } from './letter.js';

export interface RecordLetterUndeliverable {
  readonly reason: UndeliverableReason;
}

/** Nobody knows who read a letter that did not arrive: one with a secret is void and goes out no more. */
export function recordLetterUndeliverable(
  { reason }: RecordLetterUndeliverable,
  letter: LetterState,
): Decision<LetterEvent> {
  if (letter === undefined) return refused(noSuchLetter);
  const rule = ruleOf[letter.asked.kind];
  if (letter.state !== 'sent')
    return refused({
      rule,
      message: 'Only a letter that was sent, and not delivered, can be undeliverable.',
    });
  const undeliverable = event(letterUndeliverable, { reason }, rule);
  return holdsSecret(letter.asked)
    ? decided<LetterEvent>(undeliverable, event(letterVoided, { reason: 'undeliverable' }, rule))
    : decided<LetterEvent>(undeliverable);
}
