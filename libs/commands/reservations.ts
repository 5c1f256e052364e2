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
import { type Act, type Journal } from '#libs/journal/journal';
import { keyedHash } from '#libs/privacy/keyed-hash';
import { TooMuchContention } from './failures.js';

/** Generation of the key that reservation streams are named by (architecture 5). */
export const reservationGeneration = 1;

const tries = 20;

/** Uniqueness by reservation streams, named by a keyed hash: nothing personal in a stream's name. */
export class Reservations {
  constructor(
    private readonly journal: Journal,
    private readonly key: Uint8Array,
  ) {}

  /** Name of the reservation's stream. @param value folded: what is the same must be written the same */
  stream = (kind: ReservationKind, value: string): string =>
    streamOf(reservationStreams, this.id(kind, value));

  async holder(kind: ReservationKind, value: string): Promise<string | undefined> {
    const { state } = await this.journal.fold(reservationStreams, this.id(kind, value));
    return state.holder;
  }

  /** Whether somebody else than this account holds the value. */
  async isTaken(kind: ReservationKind, value: string, account: string): Promise<boolean> {
    const holder = await this.holder(kind, value);
    return holder !== undefined && holder !== account;
  }

  reserve(kind: ReservationKind, value: string, account: string, act: Act): Promise<'reserved' | 'taken'> {
    return this.write(this.id(kind, value), account, act, (state) => reserve(account, state));
  }

  release(kind: ReservationKind, value: string, account: string, act: Act): Promise<'reserved' | 'taken'> {
    return this.releaseStream(this.id(kind, value), account, act);
  }

  /** @param id what stands behind `reservation-` in the stream's name */
  releaseStream(id: string, account: string, act: Act): Promise<'reserved' | 'taken'> {
    return this.write(id, account, act, (state) => release(account, state));
  }

  /** EHK-08: from the account that lost its right to the value to this one. */
  handOver(
    kind: ReservationKind,
    value: string,
    from: string,
    to: string,
    act: Act,
  ): Promise<'reserved' | 'taken'> {
    return this.write(this.id(kind, value), to, act, (state) => handOver(from, to, state));
  }

  private id = (kind: ReservationKind, value: string): string =>
    `${kind}-${reservationGeneration}-${keyedHash(this.key, `${kind} ${value}`)}`;

  private async write(
    id: string,
    account: string,
    act: Act,
    decide: (state: ReservationState) => readonly ReservationEvent[] | 'taken',
  ): Promise<'reserved' | 'taken'> {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const { state, head, stream } = await this.journal.fold(reservationStreams, id);
      const events = decide(state);
      if (events === 'taken') return 'taken';
      if (events.length === 0) return 'reserved';
      const command = { ...act.command, id: deriveId(act.command.id, `reservation of ${account}`) };
      try {
        await this.journal.append({ stream, head, events }, { ...act, command });
        return 'reserved';
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision)) throw error;
      }
    }
    throw new TooMuchContention(`reservation-${id}`);
  }
}
