import { StoreUnavailable } from '#libs/event-store/errors';
import {
  type AppendResult,
  EventStore,
  type ExpectedRevision,
  type NewEvent,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredEvent,
  type SubscribeOptions,
  type SubscriptionMessage,
} from '#libs/event-store/port';

/** An append that something is about to happen to. */
export interface RunningAppend {
  readonly stream: string;
  /** Stored type of its first event. */
  readonly type: string;
}

/** What happens around an append. Throwing before it: nothing was written; after it: the answer is lost. */
export interface Interruption {
  readonly before?: (append: RunningAppend) => Promise<void> | void;
  readonly after?: (append: RunningAppend) => Promise<void> | void;
}

/** A real store, to whose appends faults and other people's acts can be made to happen at an exact place. */
export class InterruptedStore extends EventStore {
  /** Names of the streams that were appended to, in order. */
  readonly appended: string[] = [];
  private interruption: Interruption = {};

  constructor(private readonly real: EventStore) {
    super();
  }

  interrupt(interruption: Interruption): void {
    this.interruption = interruption;
  }

  /** The program is gone at this moment of its n-th append from now: from then on nothing of it is written. */
  dieAt(nth: number, moment: 'before' | 'after'): void {
    let dead = false;
    const happens = (when: 'before' | 'after') => {
      let appends = 0;
      return (): void => {
        appends += 1;
        dead ||= appends === nth && when === moment;
        if (dead) throw new StoreUnavailable('the program was stopped.');
      };
    };
    this.interrupt({ before: happens('before'), after: happens('after') });
  }

  /** The program is gone at this moment of its first append of this type. @param type without version */
  dieWhen(type: string, moment: 'before' | 'after'): void {
    let dead = false;
    const happens =
      (when: 'before' | 'after') =>
      (append: RunningAppend): void => {
        dead ||= when === moment && append.type.startsWith(`${type}.v`);
        if (dead) throw new StoreUnavailable('the program was stopped.');
      };
    this.interrupt({ before: happens('before'), after: happens('after') });
  }

  /** Does it once, before the first append that fits; that append waits for it. */
  onceBefore(fits: (append: RunningAppend) => boolean, act: () => Promise<unknown>): void {
    let done = false;
    this.interrupt({
      before: async (append) => {
        if (done || !fits(append)) return;
        done = true;
        await act();
      },
    });
  }

  calm(): void {
    this.interrupt({});
  }

  override async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendResult> {
    const { before, after } = this.interruption;
    const running = { stream, type: events[0]?.type ?? '' };
    await before?.(running);
    const result = await this.real.append(stream, expected, events);
    this.appended.push(stream);
    await after?.(running);
    return result;
  }

  override readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<StoredEvent> {
    return this.real.readStream(stream, options);
  }

  override readAll(options?: ReadAllOptions): AsyncIterable<StoredEvent> {
    return this.real.readAll(options);
  }

  override subscribe(options: SubscribeOptions): AsyncIterable<SubscriptionMessage> {
    return this.real.subscribe(options);
  }

  override head(): Promise<Position> {
    return this.real.head();
  }

  override close(): Promise<void> {
    return this.real.close();
  }
}
