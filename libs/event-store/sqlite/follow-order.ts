import { type EventEmitter, once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import {
  type Position,
  START,
  type StoredEvent,
  type SubscribeOptions,
  type SubscriptionMessage,
} from '../port.js';
import { type OrderPart } from './event-rows.js';

/** What following needs of a store. */
export interface FollowedStore {
  readonly head: () => Position;
  /** All events after the position; `undefined` when they must be read, page by page. */
  readonly latest: (after: Position) => readonly StoredEvent[] | undefined;
  readonly pageOfOrder: (part: OrderPart) => {
    readonly events: readonly StoredEvent[];
    readonly reached: Position;
  };
  /** Emits `commit` after each commit, and once when the store closes. */
  readonly commits: EventEmitter;
  readonly isClosed: () => boolean;
}

/** The messages of `EventStore.subscribe`: pages as the reader pulls them, then a page after each commit. */
export async function* followOrder(
  store: FollowedStore,
  { after = START, streamPrefix = '', signal }: SubscribeOptions,
): AsyncGenerator<SubscriptionMessage, void, undefined> {
  const isOver = () => signal.aborted || store.isClosed();
  let owesCaughtUp = true;
  let from = after;
  while (!isOver()) {
    const until = store.head();
    if (from < until) {
      const { events, reached } = nextPage(store, { after: from, until, streamPrefix, limit: Infinity });
      for (const event of events) {
        yield { kind: 'event', event };
        if (signal.aborted) return;
      }
      owesCaughtUp ||= events.length > 0;
      from = reached;
      // Others get their turn between two pages.
      await turn();
    } else if (owesCaughtUp) {
      owesCaughtUp = false;
      yield { kind: 'caught-up' };
    } else {
      await nextCommit(store.commits, signal);
    }
  }
}

function nextPage(store: FollowedStore, part: OrderPart): ReturnType<FollowedStore['pageOfOrder']> {
  const latest = store.latest(part.after);
  if (latest === undefined) return store.pageOfOrder(part);
  const { streamPrefix, until } = part;
  return { events: latest.filter(({ stream }) => stream.startsWith(streamPrefix)), reached: until };
}

async function nextCommit(commits: EventEmitter, signal: AbortSignal): Promise<void> {
  try {
    await once(commits, 'commit', { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
