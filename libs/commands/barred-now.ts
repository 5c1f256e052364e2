import { type Caller } from '#libs/access/caller';
import { barred } from '#libs/domain/account/barred';
import { type AccountEvent } from '#libs/domain/account/events';
import { evolveAccount } from '#libs/domain/account/evolve';
import { type AccountState, noAccount } from '#libs/domain/account/state';
import { type Violation } from '#libs/domain/rules';
import { tokenIsOver } from '#libs/domain/session/session';
import { type Folded } from '#libs/journal/journal';

/**
 * Why a person may do nothing now, judged at each act by the account that they are the holder of (USR-07): what the account
 * is (PWD-06, PWD-10, TOK-07), and whether its access was ended since their token was issued. A session that ran then is over
 * by itself (architecture 4).
 */
export const barredNow = (
  caller: Caller,
  holder: Folded<AccountState, AccountEvent>,
): Violation | undefined =>
  barred(holder.state) ?? (accessEndedSince(caller, holder) ? tokenIsOver : undefined);

/** Tokens tell whole seconds (RFC 7519 NumericDate): within one nobody knows what came first. */
function accessEndedSince({ issuedAt }: Caller, { events }: Folded<AccountState, AccountEvent>): boolean {
  const ended = issuedAt === undefined ? undefined : accessEndedAt(events);
  return issuedAt !== undefined && ended !== undefined && secondOf(issuedAt) < secondOf(ended);
}

/** When the access epoch was raised last. */
function accessEndedAt(events: Folded<AccountState, AccountEvent>['events']): string | undefined {
  let state = noAccount;
  let endedAt: string | undefined;
  for (const { event, envelope } of events) {
    const before = epochOf(state);
    state = evolveAccount(state, event);
    if (epochOf(state) > before) endedAt = envelope.time;
  }
  return endedAt;
}

const epochOf = (state: AccountState): number => (state.state === 'living' ? state.accessEpoch : 0);

const secondOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000);
