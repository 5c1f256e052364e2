import { afterEach, beforeEach, describe } from '@jest/globals';
import { type EventStore } from '#libs/event-store/port';
import { appendingContract } from './event-store/appending.js';
import { closingContract } from './event-store/closing.js';
import { manyCallersContract } from './event-store/many-callers.js';
import { readingAllContract } from './event-store/reading-all.js';
import { readingStreamContract } from './event-store/reading-stream.js';
import { subscribingContract } from './event-store/subscribing.js';

export interface EventStoreHarness {
  readonly store: EventStore;
  /** closes and opens the same data again */
  reopen(): Promise<EventStore>;
  /** Closes what is open and removes what was made; also after the store itself was closed. */
  close(): Promise<void>;
}

/**
 * What every event store must do. Each test opens a harness; the data behind it may be shared with others,
 * such as a real server: streams are unique per test and nothing is said about other streams.
 */
export function eventStoreContract(name: string, open: () => Promise<EventStoreHarness>): void {
  describe(`${name} keeps the event store's contract`, () => {
    let harness: EventStoreHarness;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.close());

    const store = () => harness.store;
    describe('appending', () => appendingContract(store));
    describe('many callers', () => manyCallersContract(store));
    describe('reading a stream', () => readingStreamContract(store));
    describe('reading everything', () => readingAllContract(store));
    describe('subscribing', () => subscribingContract(store));
    describe('closing', () => closingContract(store, () => harness.reopen()));
  });
}
