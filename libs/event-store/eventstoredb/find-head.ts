import { BACKWARDS, END } from '@eventstore/db-client';
import { type Position, START } from '../port.js';
import { type Connection } from './connect.js';
import { isOurs, toPosition } from './convert-event.js';
import { eventsOf } from './events-of.js';

/**
 * Finds the position of the last event of our own. It remembers how far it has looked: on a quiet night
 * EventStoreDB's own statistics pile up behind our last event.
 */
export class HeadFinder {
  private head: Position = START;
  private lookedAt: Position = START;

  constructor(private readonly connection: Connection) {}

  /** @throws StoreUnavailable */
  async find(closing: AbortSignal): Promise<Position> {
    // Mostly the very last event is ours or was seen before: one is asked for first, those before it only then.
    if (!(await this.lookBack(1, closing))) await this.lookBack(Number.MAX_SAFE_INTEGER, closing);
    return this.head;
  }

  /** Whether the head is known now. */
  private async lookBack(most: number, closing: AbortSignal): Promise<boolean> {
    const known = this.lookedAt;
    let newest: Position = START;
    let looked = 0;
    let found = false;
    const begin = () => this.connection.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: most });
    for await (const event of eventsOf(begin, closing)) {
      const position = toPosition(event.position);
      if (++looked === 1) newest = position;
      if (position > known && isOurs(event)) this.head = later(this.head, position);
      found = position <= known || isOurs(event);
      // Of one event the call ends by itself: one that is left is reset, and servers count resets.
      if (found && most > 1) break;
    }
    if (!found && looked === most) return false;
    this.lookedAt = later(this.lookedAt, newest);
    return true;
  }
}

const later = (one: Position, other: Position): Position => (one > other ? one : other);
