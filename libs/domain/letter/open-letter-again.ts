import { event } from '../catalogue.js';
import { decided, type Decision, refused } from '../rules.js';
import { type LetterEvent, letterOpenedAgain, type OpenedAgainReason } from './events.js';
import { holdsSecret, type Letter, type LetterState, noSuchLetter, ruleOf } from './letter.js';
import { type LetterJudged, noLongerNeeded } from './no-longer-needed.js';

export interface OpenLetterAgain extends LetterJudged {
  readonly reason: OpenedAgainReason;
}

/** A letter that was printed and did not reach anybody is made anew, with the address on record now. */
export function openLetterAgain(
  { reason, ...judged }: OpenLetterAgain,
  letter: LetterState,
): Decision<LetterEvent> {
  if (letter === undefined) return refused(noSuchLetter);
  const rule = ruleOf[letter.asked.kind];
  // AVG-03: what was shown once is kept nowhere.
  if (holdsSecret(letter.asked)) return refused({ rule: 'AVG-03', message: secretIsGone });
  const { state } = letter;
  if (state !== 'printed' && state !== 'sent' && state !== 'undeliverable')
    return refused({ rule, message: cantBeOpened[state] });
  if (generatorIsLost(letter, reason)) return refused({ rule: 'TOK-03', message: reportItLost });
  if (noLongerNeeded(letter.asked, judged) !== undefined)
    return refused({
      rule,
      message: 'The letter is not needed any more: what it is about has changed since.',
    });
  return decided<LetterEvent>(event(letterOpenedAgain, { reason, times: letter.made }, rule));
}

/** The token generator went with it: a new letter would go without. */
const generatorIsLost = ({ asked, undeliverable }: Letter, reason: OpenedAgainReason): boolean =>
  asked.kind === 'generator' && [reason, undeliverable].includes('lost-on-the-way');

const reportItLost =
  'The token generator was lost with its letter: report it lost, and issue a replacement (TOK-03).';

const secretIsGone =
  'A password is shown once and kept nowhere, so that this letter can’t be made again; issue a new password instead (PWD-10, PWD-09).';

const cantBeOpened: Readonly<Record<Exclude<Letter['state'], 'printed' | 'sent' | 'undeliverable'>, string>> =
  {
    'asked-for': 'The letter is being made; it will stand in the print queue in a moment.',
    made: 'The letter stands in the print queue.',
    delivered: 'The letter was delivered.',
    void: 'The letter is void.',
  };
