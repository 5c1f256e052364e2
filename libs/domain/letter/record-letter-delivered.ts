import { event } from '../catalogue.js';
import { decided, type Decision, refused } from '../rules.js';
import { letterDelivered, type LetterEvent } from './events.js';
import { type LetterState, noSuchLetter, ruleOf, ruleOnTheWay } from './letter.js';

export interface RecordLetterDelivered {
  readonly identityChecked: boolean;
}

/** ADM-08, ADM-09: what a courier brings is handed over against proof of identity only. */
export function recordLetterDelivered(
  { identityChecked }: RecordLetterDelivered,
  letter: LetterState,
): Decision<LetterEvent> {
  if (letter === undefined) return refused(noSuchLetter);
  const { kind, channel } = letter.asked;
  // A carrier who could not deliver may succeed at a second try.
  if (letter.state !== 'sent' && letter.state !== 'undeliverable')
    return refused({ rule: ruleOf[kind], message: 'Only a letter that was sent can be delivered.' });
  if (channel === 'courier' && !identityChecked)
    return refused({
      rule: ruleOnTheWay(letter.asked),
      field: 'identityChecked',
      message: 'A courier hands it over against proof of identity only; say that it was checked.',
    });
  return decided<LetterEvent>(
    event(letterDelivered, identityChecked ? { identityChecked } : {}, ruleOf[kind]),
  );
}
