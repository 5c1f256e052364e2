import { event } from '../catalogue.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { type LetterEvent, letterSent } from './events.js';
import { type AskedFor, type LetterState, noSuchLetter, ruleOf, ruleOnTheWay } from './letter.js';

export interface RecordLetterSent {
  /** Of the carrier, for registered post and courier. */
  readonly trackingNumber?: string;
}

/** A letter that was printed leaves; one that came back is opened again first. */
export function recordLetterSent(sent: RecordLetterSent, letter: LetterState): Decision<LetterEvent> {
  if (letter === undefined) return refused(noSuchLetter);
  const { asked, state } = letter;
  const rule = ruleOf[asked.kind];
  if (state === 'undeliverable')
    return refused({ rule, message: 'A letter that was not delivered is opened again before it is sent.' });
  if (state !== 'printed')
    return refused({ rule, message: 'Only a letter that was printed, and is not sent yet, can be sent.' });
  const violations = trackingViolations(sent, asked);
  if (violations.length > 0) return refused(...violations);
  return decided<LetterEvent>(event(letterSent, sent, rule));
}

/** ADM-08, TOK-02: what goes by registered post or courier can be followed. */
function trackingViolations({ trackingNumber }: RecordLetterSent, asked: AskedFor): Violation[] {
  const byOrdinaryPost = asked.channel === 'ordinary-post';
  if (byOrdinaryPost === (trackingNumber === undefined)) return [];
  const message = byOrdinaryPost
    ? 'This letter goes by ordinary post, which has no tracking number; leave it out.'
    : 'This letter goes by registered post or courier; give the tracking number of the carrier.';
  return [{ rule: ruleOnTheWay(asked), field: 'trackingNumber', message }];
}
