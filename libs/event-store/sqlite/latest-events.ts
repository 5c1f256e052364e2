import { type Position, type StoredEvent } from '../port.js';

/** What is remembered at most: some megabytes, and far more than a follower that keeps up is behind. */
export const mostEvents = 1_024;
const mostBytes = 4 * 1024 * 1024;

/** The events that were committed last, in memory: everybody who keeps up follows these, and reads none from the file. */
export class LatestEvents {
  #events: StoredEvent[] = [];
  #bytes = 0;
  /** Every event after this position is here. */
  #since: Position;

  /** @param head position of the last event in the file */
  constructor(head: Position) {
    this.#since = head;
  }

  get head(): Position {
    return this.#events.at(-1)?.position ?? this.#since;
  }

  /** @param committed in the order of their positions */
  add(committed: readonly StoredEvent[]): void {
    for (const event of committed) {
      this.#events.push(event);
      this.#bytes += sizeOf(event);
    }
    while (this.#events.length > mostEvents || this.#bytes > mostBytes) this.#forgetFirst();
  }

  /** All events after the position; `undefined` when not all of them are remembered. */
  after(position: Position): readonly StoredEvent[] | undefined {
    if (position < this.#since) return undefined;
    // From the end: who follows is mostly there.
    return this.#events.slice(this.#events.findLastIndex((event) => event.position <= position) + 1);
  }

  #forgetFirst(): void {
    const first = this.#events.shift();
    if (first === undefined) return;
    this.#bytes -= sizeOf(first);
    this.#since = first.position;
  }
}

const sizeOf = ({ data, metadata }: StoredEvent): number => data.length + metadata.length;
