import { expect, it } from '@jest/globals';
import { type EventStore } from '#libs/event-store/port';
import { aPrefix, events, ids, patience, subscriber } from './given.js';

export function subscribingContract(store: () => EventStore): void {
  it('gives what is there, says that it has caught up, then gives what comes', async () => {
    const prefix = aPrefix();
    const after = await store().head();
    const there = events(3);
    await store().append(`${prefix}a`, 'must-not-exist', there);

    const following = subscriber(store(), { after, streamPrefix: prefix });
    const given = await following.eventsUntilCaughtUp();
    expect(ids(given)).toEqual(ids(there));
    expect(given.map(({ revision }) => revision)).toEqual([0, 1, 2]);

    const waiting = following.events(2);
    const coming = events(2);
    const { position } = await store().append(`${prefix}b`, 'must-not-exist', coming);
    const live = await waiting;
    expect(ids(live)).toEqual(ids(coming));
    expect(live.map(({ stream }) => stream)).toEqual([`${prefix}b`, `${prefix}b`]);
    expect(live[1]?.position).toBe(position);
    following.abort();
    await following.finished();
  });

  it('says that it has caught up when there is nothing', async () => {
    const following = subscriber(store(), { after: await store().head(), streamPrefix: aPrefix() });
    expect(await following.eventsUntilCaughtUp()).toEqual([]);
    following.abort();
    await following.finished();
  });

  it('begins after the position that it is given', async () => {
    const prefix = aPrefix();
    const before = events(2);
    const after = events(2);
    const { position } = await store().append(`${prefix}a`, 'must-not-exist', before);
    await store().append(`${prefix}a`, 1, after);

    const following = subscriber(store(), { after: position, streamPrefix: prefix });
    expect(ids(await following.eventsUntilCaughtUp())).toEqual(ids(after));
    following.abort();
    await following.finished();
  });

  it('without a prefix gives the events of every stream', async () => {
    const following = subscriber(store(), { after: await store().head() });
    await following.eventsUntilCaughtUp();
    const prefix = aPrefix();
    const appended = events(2);
    await store().append(`${prefix}a`, 'must-not-exist', appended.slice(0, 1));
    await store().append(`${prefix}b`, 'must-not-exist', appended.slice(1));

    const received: string[] = [];
    while (received.length < 2) {
      const [event] = await following.events(1);
      if (event?.stream.startsWith(prefix)) received.push(event.id);
    }
    expect(received).toEqual(ids(appended));
    following.abort();
    await following.finished();
  });

  it('leaves out the streams whose name begins otherwise', async () => {
    const prefix = aPrefix();
    const following = subscriber(store(), { after: await store().head(), streamPrefix: `${prefix}a_` });
    await following.eventsUntilCaughtUp();
    const wanted = events(2);
    await store().append(`${prefix}a_1`, 'must-not-exist', wanted.slice(0, 1));
    await store().append(`${prefix}ax1`, 'must-not-exist', events(3));
    await store().append(`${prefix}a_2`, 'must-not-exist', wanted.slice(1));

    expect(ids(await following.events(2))).toEqual(ids(wanted));
    following.abort();
    await following.finished();
  });

  it(
    'a subscriber that falls behind while 500 events come misses none and gets none twice',
    async () => {
      const prefix = aPrefix();
      const following = subscriber(store(), { after: await store().head(), streamPrefix: prefix });
      const appended = events(501);
      const received: string[] = [];
      for (let count = 0; count < 500; count++) {
        await store().append(`${prefix}${count}`, 'must-not-exist', appended.slice(count, count + 1));
        if (count % 25 === 24) received.push(...ids(await following.events((count * 7) % 19)));
      }
      received.push(...ids(await following.events(500 - received.length)));
      await store().append(`${prefix}last`, 'must-not-exist', appended.slice(500));
      received.push(...ids(await following.events(1)));

      expect(received).toEqual(ids(appended));
      following.abort();
      await following.finished();
    },
    patience,
  );

  it(
    'subscribers that come while appends go on each get every event once, in the same order',
    async () => {
      const prefix = aPrefix();
      const after = await store().head();
      const writer = async (name: string) => {
        await store().append(`${prefix}${name}`, 'must-not-exist', events(1));
        for (let revision = 0; revision < 49; revision++) {
          await store().append(`${prefix}${name}`, revision, events(1));
        }
      };
      const writing = Promise.all(['a', 'b', 'c', 'd'].map(writer));
      const early = subscriber(store(), { after, streamPrefix: prefix });
      const seenEarly = await early.events(20);
      const late = subscriber(store(), { after, streamPrefix: prefix });
      const seenLate = await late.events(200);
      seenEarly.push(...(await early.events(180)));
      await writing;

      expect(new Set(ids(seenLate)).size).toBe(200);
      expect(ids(seenEarly)).toEqual(ids(seenLate));
      const extra = events(1);
      await store().append(`${prefix}extra`, 'must-not-exist', extra);
      expect(ids([...(await early.events(1)), ...(await late.events(1))])).toEqual(ids([...extra, ...extra]));
      for (const following of [early, late]) {
        following.abort();
        await following.finished();
      }
    },
    patience,
  );

  it('ends when its signal says so: before it began, while it waits, and with events still to give', async () => {
    const prefix = aPrefix();
    const after = await store().head();
    await store().append(`${prefix}a`, 'must-not-exist', events(3));

    const never = subscriber(store(), { after, streamPrefix: prefix });
    never.abort();
    await expect(never.events(1)).rejects.toThrow('The subscription ended.');

    const waiting = subscriber(store(), { after, streamPrefix: prefix });
    await waiting.eventsUntilCaughtUp();
    const finished = waiting.finished();
    waiting.abort();
    await finished;

    const busy = subscriber(store(), { after, streamPrefix: prefix });
    await busy.events(1);
    busy.abort();
    await busy.finished();
  });
}
