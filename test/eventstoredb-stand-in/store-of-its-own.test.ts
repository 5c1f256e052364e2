import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreDBClient } from '@eventstore/db-client';
import { EventTooLarge, StreamNotFound } from '#libs/event-store/errors';
import { StreamTombstoned } from '#libs/event-store/eventstoredb/append-events';
import { NotOurLog } from '#libs/event-store/eventstoredb/convert-event';
import { EventStoreDbEventStore } from '#libs/event-store/eventstoredb/eventstoredb-event-store';
import { START, type EventStore } from '#libs/event-store/port';
import {
  anEvent,
  aStream,
  collect,
  events,
  failure,
  ids,
  subscriber,
} from '../contract/event-store/given.js';
import { EventStoreDbStandIn } from './stand-in.js';

describe('what only EventStoreDB has', () => {
  let standIn: EventStoreDbStandIn;
  let store: EventStore;
  /** What an operator works with. */
  let client: EventStoreDBClient;

  beforeEach(async () => {
    standIn = await EventStoreDbStandIn.start();
    store = EventStoreDbEventStore.open(standIn);
    client = EventStoreDBClient.connectionString(standIn.connectionString);
  });
  afterEach(async () => {
    await store.close();
    await client.dispose();
    await standIn.stop();
  });

  it('its own streams are hidden: from the head, from reading, from following', async () => {
    expect(await store.head()).toBe(START);
    const following = subscriber(store, {});
    expect(await following.eventsUntilCaughtUp()).toEqual([]);
    const appended = events(2);
    const { position } = await store.append(aStream(), 'must-not-exist', appended.slice(0, 1));
    for (let minute = 0; minute < 100; minute++) standIn.log.writeStatistics();

    expect(await store.head()).toBe(position);
    standIn.log.writeStatistics();
    expect(await store.head()).toBe(position);
    const last = await store.append(aStream(), 'must-not-exist', appended.slice(1));
    expect(await store.head()).toBe(last.position);
    expect(ids(await collect(store.readAll()))).toEqual(ids(appended));
    expect(ids(await following.events(2))).toEqual(ids(appended));
  });

  it('a stream that an operator deleted is not there; made again, its revisions count on', async () => {
    const stream = aStream();
    await store.append(stream, 'must-not-exist', events(2));
    await client.deleteStream(stream);
    expect(await failure(collect(store.readStream(stream)))).toBeInstanceOf(StreamNotFound);

    const again = events(2);
    expect((await store.append(stream, 'must-not-exist', again)).revision).toBe(3);
    expect(ids(await collect(store.readStream(stream)))).toEqual(ids(again));
  });

  it('a stream that an operator deleted for good is not there and takes nothing', async () => {
    const stream = aStream();
    const appended = events(2);
    await store.append(stream, 'must-not-exist', appended);
    await client.tombstoneStream(stream);

    expect(await failure(collect(store.readStream(stream)))).toBeInstanceOf(StreamNotFound);
    expect(await failure(store.append(stream, 1, events(1)))).toBeInstanceOf(StreamTombstoned);
    expect(ids(await collect(store.readAll()))).toEqual(ids(appended));
  });

  it('an event of another application stops the reader loudly', async () => {
    const stream = aStream();
    standIn.log.append(stream, 'any', [{ ...anEvent(), contentType: 'application/json' }]);
    expect(await failure(collect(store.readStream(stream)))).toBeInstanceOf(NotOurLog);
    expect(await failure(collect(store.readAll()))).toBeInstanceOf(NotOurLog);
    expect(await failure(subscriber(store, {}).events(1))).toBeInstanceOf(NotOurLog);
  });

  it('an append that is too large in all is refused', async () => {
    const stream = aStream();
    const large = () => anEvent({ data: new Uint8Array(600_000), metadata: new Uint8Array() });
    const refusal = await failure(store.append(stream, 'must-not-exist', [large(), large()]));
    expect(refusal).toBeInstanceOf(EventTooLarge);
    expect(refusal).toMatchObject({ bytes: 1_200_000, limit: 1_048_576 });
    expect(await failure(collect(store.readStream(stream)))).toBeInstanceOf(StreamNotFound);
  });

  it('says that it has caught up again after each burst, and only when all of it was given', async () => {
    const prefix = aStream('burst-');
    const following = subscriber(store, { streamPrefix: prefix });
    expect(await following.eventsUntilCaughtUp()).toEqual([]);
    for (const burst of [1, 40, 3]) {
      const appended = events(burst);
      await store.append(`${prefix}${burst}`, 'must-not-exist', appended);
      await store.append(aStream(), 'must-not-exist', events(5));
      expect(ids(await following.eventsUntilCaughtUp())).toEqual(ids(appended));
    }
  });

  it('leaves with the server what a slow subscriber does not take', async () => {
    const large = () => anEvent({ data: new Uint8Array(50_000) });
    for (let count = 0; count < 40; count++) {
      await store.append(aStream(), 'must-not-exist', Array.from({ length: 20 }, large));
    }
    const following = subscriber(store, {});
    expect(await following.events(1)).toHaveLength(1);
    // The whole log is 800 events; everything sent before this read is answered has had its time to arrive.
    await collect(store.readAll({ limit: 100 }));
    expect(standIn.subscriptionMessagesSent).toBeLessThan(200);
    expect(await following.events(799)).toHaveLength(799);
  });

  it('closing ends a subscription whose reader is elsewhere', async () => {
    await store.append(aStream(), 'must-not-exist', events(50));
    const following = subscriber(store, {});
    await following.events(1);
    await store.close();
    await following.finished();
  });
});
