import { type AccountEvent } from '#libs/domain/account/events';
import { releasedReservations } from '#libs/domain/account/released-reservations';
import { type AccountState, standsOn } from '#libs/domain/account/state';
import { accountStreams } from '#libs/domain/streams';
import { type Folded } from '#libs/journal/journal';
import { type Judged } from './judged.js';
import { type ReadReservation } from './reservations.js';

/**
 * What another account that holds a means has to do with it (EHK-04, EHK-08). `coupled`: it is theirs, or about to
 * be. `may-couple-again`: it was theirs, and goes to who has a valid code. `right-ended`: it is about to be free.
 */
export type MeansHolder =
  | { readonly state: 'nobody' }
  | { readonly state: 'coupled' }
  | {
      readonly state: 'may-couple-again' | 'right-ended';
      readonly account: Folded<AccountState, AccountEvent> & { readonly id: string };
    };

/** @param account who asks: their own hold is nobody's @param read the reservation of the means, read before */
export async function meansHolder(
  meansKey: string,
  account: string,
  read: ReadReservation,
  judged: Judged,
): Promise<MeansHolder> {
  const { holder } = read.state;
  if (holder === undefined || holder === account) return { state: 'nobody' };
  const folded = await judged.fold(accountStreams, holder);
  const { state } = folded;
  if (
    state.state === 'living' &&
    state.coupling.state === 'decoupled' &&
    state.coupling.previousMeans === meansKey
  )
    return { state: 'may-couple-again', account: { ...folded, id: holder } };
  return !standsOn(state, read.stream) && endedSince(read, folded)
    ? { state: 'right-ended', account: { ...folded, id: holder } }
    : { state: 'coupled' };
}

/** Nothing that the account began before its right ended can couple the means any more; later it reserves anew. */
const endedSince = (read: ReadReservation, { events }: Folded<AccountState, AccountEvent>): boolean => {
  const ended = events.findLast(({ event }) => releasedReservations(event).includes(read.stream));
  const reserved = read.events.at(-1);
  return ended !== undefined && reserved !== undefined && ended.position > reserved.position;
};
