import { event } from '../catalogue.js';
import { decided, type Decision } from '../rules.js';
import {
  activationCodeMailed,
  activationCodeMailFailed,
  activationCodeVoided,
  type CodeMailFailure,
} from './activation-code-events.js';
import { type AccountEvent } from './events.js';
import { type AccountState, type ActivationCode, isValid } from './state.js';

export interface RecordActivationCodeMail {
  readonly codeId: string;
  readonly outcome:
    | { readonly left: true; readonly messageId: string }
    | { readonly left: false; readonly failure: CodeMailFailure };
  readonly now: string;
}

/** ACT-06: that the mail left, could not leave or came back is recorded once. A code that nobody got is void. */
export function recordActivationCodeMail(
  { codeId, outcome, now }: RecordActivationCodeMail,
  state: AccountState,
): Decision<AccountEvent> {
  if (state.state !== 'living' || state.activationCode?.id !== codeId) return decided();
  const { activationCode } = state;
  if (!isNews(outcome, activationCode)) return decided();
  if (outcome.left)
    return decided<AccountEvent>(
      event(activationCodeMailed, { codeId, messageId: outcome.messageId }, 'ACT-06'),
    );
  const failed = event(activationCodeMailFailed, { codeId, failure: outcome.failure }, 'ACT-06');
  // Whoever it may have reached, it is its owner: the code goes on being valid.
  return outcome.failure !== 'unknown' && isValid(activationCode, now)
    ? decided<AccountEvent>(failed, event(activationCodeVoided, { codeId, reason: 'not-mailed' }, 'ACT-06'))
    : decided<AccountEvent>(failed);
}

/** What came back had left before, also where nobody knew that. */
const isNews = (outcome: RecordActivationCodeMail['outcome'], { mail }: ActivationCode): boolean =>
  mail === 'waiting' ||
  (!outcome.left && outcome.failure === 'bounced' && (mail === 'left' || mail === 'unknown'));
