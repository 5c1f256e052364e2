import { event } from '../catalogue.js';
import { decided, type Decision } from '../rules.js';
import {
  activationCodeMailed,
  activationCodeMailFailed,
  activationCodeVoided,
} from './activation-code-events.js';
import { type AccountEvent } from './events.js';
import { type AccountState, isValid } from './state.js';

export interface RecordActivationCodeMail {
  readonly codeId: string;
  readonly outcome:
    | { readonly left: true; readonly messageId: string }
    | { readonly left: false; readonly failure: 'not-accepted' | 'unreadable' | 'too-late' };
  readonly now: string;
}

/** ACT-06: that the mail left, or could not leave, is recorded once. A code that nobody got is void. */
export function recordActivationCodeMail(
  { codeId, outcome, now }: RecordActivationCodeMail,
  state: AccountState,
): Decision<AccountEvent> {
  if (
    state.state !== 'living' ||
    state.activationCode?.id !== codeId ||
    state.activationCode.mail !== 'waiting'
  )
    return decided();
  if (outcome.left)
    return decided<AccountEvent>(
      event(activationCodeMailed, { codeId, messageId: outcome.messageId }, 'ACT-06'),
    );
  const failed = event(activationCodeMailFailed, { codeId, failure: outcome.failure }, 'ACT-06');
  return isValid(state.activationCode, now)
    ? decided<AccountEvent>(failed, event(activationCodeVoided, { codeId, reason: 'not-mailed' }, 'ACT-06'))
    : decided<AccountEvent>(failed);
}
