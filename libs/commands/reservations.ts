import { type AnyEvent } from '#libs/domain/catalogue';
import {
  handOver,
  release,
  type ReservationEvent,
  type ReservationKind,
  type ReservationState,
  reserve,
} from '#libs/domain/reservation/reservation';
import { reservationStreams, streamOf } from '#libs/domain/streams';
import { WrongExpectedRevision } from '#libs/event-store/errors';
import { deriveId } from '#libs/journal/ids';
import { type Act, type Folded, type Journal } from '#libs/journal/journal';
import { keyedHash } from '#libs/privacy/keyed-hash';
import { TooMuchContention } from './failures.js';

/** Generation of the key that reservation streams are named by (architecture 5). */
export const reservationGeneration = 1;

const tries = 20;

/** A reservation as it was read. What frees it or hands it over does so as it was read, or not at all. */
export type ReadReservation = Folded<ReservationState, ReservationEvent>;

/** Uniqueness by reservation streams, named by a keyed hash: nothing personal in a stream's name. */
export class Reservations {
  constructor(
    private readonly journal: Journal,
    private readonly key: Uint8Array,
  ) {}

  /** Name of the reservation's stream. @param value folded: what is the same must be written the same */
  stream = (kind: ReservationKind, value: string): string =>
    streamOf(reservationStreams, this.id(kind, value));

  read = (kind: ReservationKind, value: string): Promise<ReadReservation> =>
    this.readStream(this.id(kind, value));

  /** @param id what stands behind `reservation-` in the stream's name */
  readStream = (id: string): Promise<ReadReservation> => this.journal.fold(reservationStreams, id);

  async holder(kind: ReservationKind, value: string): Promise<string | undefined> {
    const { state } = await this.read(kind, value);
    return state.holder;
  }

  /** Whether somebody else than this account holds the value. */
  async isTaken(kind: ReservationKind, value: string, account: string): Promise<boolean> {
    const holder = await this.holder(kind, value);
    return holder !== undefined && holder !== account;
  }

  /** `held` when the account held the value already: it may stand on it, or another try may have reserved it. */
  async reserve(
    kind: ReservationKind,
    value: string,
    account: string,
    act: Act,
  ): Promise<'reserved' | 'held' | 'taken'> {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const read = await this.read(kind, value);
      const events = reserve(account, read.state);
      if (events === 'taken') return 'taken';
      if ((await this.append(read, account, events, act)) === 'done')
        return read.state.holder === account ? 'held' : 'reserved';
    }
    throw new TooMuchContention(this.stream(kind, value));
  }

  /** Frees the value where the account still holds it as it was read. */
  release(read: ReadReservation, account: string, act: Act): Promise<'done' | 'again'> {
    return this.append(read, account, release(account, read.state), act);
  }

  /** EHK-08: from the account that lost its right to the value to this one, in one step. */
  async handOver(read: ReadReservation, from: string, to: string, act: Act): Promise<'done' | 'again'> {
    const events = handOver(from, to, read.state);
    return events === 'taken' ? 'again' : this.append(read, to, events, act);
  }

  private id = (kind: ReservationKind, value: string): string =>
    `${kind}-${reservationGeneration}-${keyedHash(this.key, `${kind} ${value}`)}`;

  private async append(
    { stream, head }: Folded<unknown, AnyEvent>,
    account: string,
    events: readonly ReservationEvent[],
    act: Act,
  ): Promise<'done' | 'again'> {
    if (events.length === 0) return 'done';
    const command = { ...act.command, id: deriveId(act.command.id, `reservation of ${account}`) };
    try {
      await this.journal.append({ stream, head, events }, { ...act, command });
      return 'done';
    } catch (error) {
      if (error instanceof WrongExpectedRevision) return 'again';
      throw error;
    }
  }
}
