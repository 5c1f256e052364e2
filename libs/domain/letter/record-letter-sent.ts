import { event } from '../catalogue.js';
import { decided, type Decision, refused } from '../rules.js';
import { type LetterEvent, letterSent } from './events.js';
import { type LetterState, noSuchLetter, ruleOf } from './letter.js';

export interface RecordLetterSent {
  /** Of the carrier, for registered post and courier. */
  readonly trackingNumber?: string;
}

/** A letter that was printed leaves; one that came back may leave again. */
export function recordLetterSent(sent: RecordLetterSent, letter: LetterState): Decision<LetterEvent> {
  if (letter === undefined) return refused(noSuchLetter);
  const rule = ruleOf[letter.asked.kind];
  if (letter.state !== 'printed' && letter.state !== 'undeliverable')
    return refused({ rule, message: 'Only a letter that was printed, and is not sent yet, can be sent.' });
  if (letter.asked.channel === 'ordinary-post' && sent.trackingNumber !== undefined)
    return refused({
      rule,
      field: 'trackingNumber',
      message: 'This letter goes by ordinary post, which has no tracking number; leave it out.',
    });
  return decided<LetterEvent>(event(letterSent, sent, rule));
}
