import {
  type AllStreamRecordedEvent,
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  START as FIRST,
  streamNameFilter,
} from '@eventstore/db-client';
import { type Position, START, type SubscriptionMessage } from '../port.js';
import { type Connection } from './connect.js';
import { isOurs, toLogPosition, toStoredEvent } from './convert-event.js';
import { asPortError } from './tell-errors-apart.js';
import { WatchedSubscription } from './watch-subscription.js';

export interface Following {
  /** Gives the events after this position. */
  readonly after: Position;
  readonly streamPrefix: string | undefined;
  /** Ends the subscription. */
  readonly ended: AbortSignal;
  /** Whether the store holds nothing for this subscription behind the position. */
  readonly endReached: (seen: Position) => Promise<boolean>;
}

/**
 * Follows all streams over one call, for as long as that lasts. The reader pulls: what it doesn't take stays in
 * the server, but for some tens of events.
 *
 * @throws StoreUnavailable when the call breaks
 */
export async function* followAll(
  connection: Connection,
  { after, streamPrefix, ended, endReached }: Following,
): AsyncGenerator<SubscriptionMessage> {
  const subscription = subscribe(connection, after, streamPrefix);
  const watched = new WatchedSubscription(subscription, ended);
  let seen = after;
  let toldEnd = true;
  try {
    while (!ended.aborted) {
      const change = watched.nextChange();
      const event = nextEvent(subscription);
      if (event !== undefined) {
        const stored = toStoredEvent(event);
        yield { kind: 'event', event: stored };
        seen = stored.position;
        toldEnd = false;
      } else if (watched.broken !== undefined) {
        throw asPortError(watched.broken);
      } else if (watched.takeCaughtUp() || (watched.live && !toldEnd && (await endReached(seen)))) {
        yield { kind: 'caught-up' };
        toldEnd = true;
      } else {
        await change;
      }
    }
  } finally {
    watched.end();
  }
}

const subscribe = (connection: Connection, after: Position, streamPrefix = ''): AllStreamSubscription =>
  connection.subscribeToAll({
    fromPosition: after === START ? FIRST : toLogPosition(after),
    filter:
      streamPrefix === ''
        ? streamNameFilter({ regex: '^[^$]' })
        : streamNameFilter({ prefixes: [streamPrefix] }),
  });

function nextEvent(subscription: AllStreamSubscription): AllStreamRecordedEvent | undefined {
  for (;;) {
    const resolved = subscription.read() as AllStreamResolvedEvent | null;
    if (resolved === null) return undefined;
    if (resolved.event !== undefined && isOurs(resolved.event)) return resolved.event;
  }
}
