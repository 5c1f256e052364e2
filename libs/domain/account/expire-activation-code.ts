import { event } from '../catalogue.js';
import { decided, type Decision } from '../rules.js';
import { activationCodeExpired } from './activation-code-events.js';
import { type AccountEvent } from './events.js';
import { type AccountState } from './state.js';

/** §3.2, ACT-01: records that a code has expired that neither coupled nor was voided. @param now RFC 3339, UTC */
export function expireActivationCode(
  { now }: { readonly now: string },
  state: AccountState,
): Decision<AccountEvent> {
  const code = state.state === 'living' ? state.activationCode : undefined;
  if (code === undefined || code.void !== undefined || now < code.expiresAt) return decided();
  return decided<AccountEvent>(
    event(activationCodeExpired, { codeId: code.id, since: code.expiresAt }, 'ACT-01'),
  );
}
