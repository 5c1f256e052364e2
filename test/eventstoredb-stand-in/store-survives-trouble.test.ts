import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '#libs/event-store/errors';
import { EventStoreDbEventStore } from '#libs/event-store/eventstoredb/eventstoredb-event-store';
import {
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
} from '#libs/event-store/port';
import { setImmediate as turn } from 'node:timers/promises';
import { aStream, collect, events, failure, ids, subscriber } from '../contract/event-store/given.js';
import { EventStoreDbStandIn } from './stand-in.js';

describe('the EventStoreDB event store in trouble', () => {
  let standIn: EventStoreDbStandIn;
  let delays: number[];
  let opened: EventStore[];

  beforeEach(async () => {
    standIn = await EventStoreDbStandIn.start();
    delays = [];
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((store) => store.close()));
    await standIn.stop();
  });

  /** Its waiting takes no time, but lets the network have its turn. */
  const open = (connectionString = standIn.connectionString): EventStore => {
    const delay = async (milliseconds: number) => {
      delays.push(milliseconds);
      await turn();
    };
    const store = EventStoreDbEventStore.open({ connectionString, delay });
    opened.push(store);
    return store;
  };

  it('a subscription goes on after the server was away: nothing missed, nothing twice', async () => {
    const [writer, reader] = [open(), open()];
    const stream = aStream();
    const [before, unread, after] = [events(3), events(60), events(2)];
    const following = subscriber(reader, {});
    await writer.append(stream, 'must-not-exist', before);
    const received = await following.events(3);
    await writer.append(stream, 2, unread);
    received.push(...(await following.events(20)));

    await standIn.goAway();
    await standIn.comeBack();
    await appendUntilAnswered(writer, stream, 62, after);
    received.push(...(await following.events(42)));
    expect(ids(received)).toEqual(ids([...before, ...unread, ...after]));

    await standIn.goAway();
    const ending = following.finished();
    following.abort();
    await ending;
  });

  it('waits longer after each failure to subscribe again, at most five seconds', async () => {
    const store = open();
    const following = subscriber(store, {});
    await following.eventsUntilCaughtUp();
    await standIn.goAway();
    const ending = following.finished();
    while (delays.length < 8) await turn();
    following.abort();
    await ending;
    expect(delays.slice(0, 8)).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000]);
  });

  it('an append while the server is away says so; the same append later is written once', async () => {
    const store = open();
    const stream = aStream();
    const appended = events(2);
    await store.append(stream, 'must-not-exist', events(1));
    await standIn.goAway();
    expect(await failure(store.append(stream, 0, appended))).toBeInstanceOf(StoreUnavailable);
    expect(await failure(store.head())).toBeInstanceOf(StoreUnavailable);
    expect(await failure(collect(store.readStream(stream)))).toBeInstanceOf(StoreUnavailable);

    await standIn.comeBack();
    expect((await appendUntilAnswered(store, stream, 0, appended)).revision).toBe(2);
    expect(await collect(store.readStream(stream))).toHaveLength(3);
  });

  it('many appends that a broken connection catches half-way are each written once in the end', async () => {
    const store = open();
    const streams = Array.from({ length: 30 }, () => aStream());
    const appending = streams.map((stream) =>
      appendUntilAnswered(store, stream, 'must-not-exist', events(2)),
    );
    await standIn.goAway();
    await standIn.comeBack();
    await Promise.all(appending);
    for (const stream of streams) expect(await collect(store.readStream(stream))).toHaveLength(2);
  });

  it('an append whose answer was lost is tried again, answered, and not written twice', async () => {
    const store = open();
    const stream = aStream();
    const appended = events(2);
    standIn.loseNextAnswer();
    const answer = await store.append(stream, 'must-not-exist', appended);
    expect(delays).toEqual([100]);
    const stored = await collect(store.readStream(stream));
    expect(ids(stored)).toEqual(ids(appended));
    expect(answer).toEqual({ revision: 1, position: stored[1]?.position });
  });

  it('the same append once more is answered, also when another has appended behind it in the meantime', async () => {
    const [store, other] = [open(), open()];
    const stream = aStream();
    const [appended, later] = [events(1), events(1)];
    standIn.loseNextAnswer();
    await store.append(stream, 'must-not-exist', appended);
    await appendUntilAnswered(other, stream, 0, later);

    expect((await store.append(stream, 'must-not-exist', appended)).revision).toBe(0);
    expect(ids(await collect(store.readStream(stream)))).toEqual(ids([...appended, ...later]));
  });

  it('follows the leader to another node', async () => {
    const leader = await EventStoreDbStandIn.start({ log: standIn.log });
    try {
      const store = open();
      const stream = aStream();
      await store.append(stream, 'must-not-exist', events(1));
      standIn.pointToLeader(leader, Infinity);
      expect((await store.append(stream, 0, events(2))).revision).toBe(2);
      await standIn.goAway();
      expect((await store.append(stream, 2, events(1))).revision).toBe(3);
      await store.close();
    } finally {
      await leader.stop();
    }
  });

  it('tries again while there is no leader, waiting longer each time', async () => {
    const store = open();
    standIn.pointToLeader(standIn, 3);
    expect((await store.append(aStream(), 'must-not-exist', events(1))).revision).toBe(0);
    expect(delays).toEqual([100, 200, 400]);
  });

  it('gives up when no leader comes', async () => {
    const store = open();
    standIn.pointToLeader(standIn, Infinity);
    const refusal = await failure(store.append(aStream(), 'must-not-exist', events(1)));
    expect(refusal).toBeInstanceOf(StoreUnavailable);
    expect(delays).toHaveLength(8);
  });

  it('finds a cluster by the names of its nodes, one of which is down', async () => {
    const down = await EventStoreDbStandIn.start();
    await down.stop();
    const store = open(`esdb://${down.host}:${down.port},${standIn.host}:${standIn.port}?tls=false`);
    expect((await store.append(aStream(), 'must-not-exist', events(1))).revision).toBe(0);
  });
});

/** As a caller does who was told that the store is unavailable: the same append again. */
async function appendUntilAnswered(
  store: EventStore,
  stream: string,
  expected: ExpectedRevision,
  appended: readonly NewEvent[],
): Promise<AppendResult> {
  for (;;) {
    try {
      return await store.append(stream, expected, appended);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      await turn();
    }
  }
}
