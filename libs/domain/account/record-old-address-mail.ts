import { event } from '../catalogue.js';
import { decided, type Decision } from '../rules.js';
import { type OldAddressMailFailure, oldAddressNotTold, oldAddressTold } from './contact-data-events.js';
import { type AccountEvent } from './events.js';
import { type AccountState } from './state.js';

export interface RecordOldAddressMail {
  /** Id of the event with which the address changed. */
  readonly changeId: string;
  readonly outcome:
    | { readonly left: true; readonly messageId: string }
    | { readonly left: false; readonly failure: OldAddressMailFailure };
}

/** USR-08: that the old address was told of the change, or could not be. */
export function recordOldAddressMail(
  { changeId, outcome }: RecordOldAddressMail,
  state: AccountState,
): Decision<AccountEvent> {
  if (state.state !== 'living') return decided();
  return decided<AccountEvent>(
    outcome.left
      ? event(oldAddressTold, { changeId, messageId: outcome.messageId }, 'USR-08')
      : event(oldAddressNotTold, { changeId, failure: outcome.failure }, 'USR-08'),
  );
}
