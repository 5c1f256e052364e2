import { expect, it } from '@jest/globals';
import { StoreUnavailable, WrongExpectedRevision } from '#libs/event-store/errors';
import { type EventStore } from '#libs/event-store/port';
import { aPrefix, aStream, collect, events, failure, ids, subscriber } from './given.js';

export function closingContract(store: () => EventStore, reopen: () => Promise<EventStore>): void {
  it('what was appended is there after closing and opening again', async () => {
    const prefix = aPrefix();
    const before = await store().head();
    const appended = events(4);
    const { position } = await store().append(`${prefix}a`, 'must-not-exist', appended);

    const reopened = await reopen();
    const stored = await collect(reopened.readStream(`${prefix}a`));
    expect(ids(stored)).toEqual(ids(appended));
    expect(stored[3]?.position).toBe(position);
    expect(ids(await collect(reopened.readAll({ after: before, streamPrefix: prefix })))).toEqual(
      ids(appended),
    );
    expect((await reopened.head()) >= position).toBe(true);
  });

  it('after opening again revisions count on, and the same append again is still known', async () => {
    const stream = aStream();
    const appended = events(2);
    const once = await store().append(stream, 'must-not-exist', appended);

    const reopened = await reopen();
    expect(await reopened.append(stream, 'must-not-exist', appended)).toEqual(once);
    expect(await failure(reopened.append(stream, 0, events(1)))).toBeInstanceOf(WrongExpectedRevision);
    const next = await reopened.append(stream, 1, events(1));
    expect(next.revision).toBe(2);
    expect(next.position > once.position).toBe(true);
  });

  it('closing lets running appends finish', async () => {
    const stream = aStream();
    const appended = events(3);
    const running = store().append(stream, 'must-not-exist', appended);
    await store().close();
    expect((await running).revision).toBe(2);
    expect(ids(await collect((await reopen()).readStream(stream)))).toEqual(ids(appended));
  });

  it('closing ends subscriptions', async () => {
    const following = subscriber(store(), { after: await store().head() });
    await following.eventsUntilCaughtUp();
    const finished = following.finished();
    await store().close();
    await finished;
  });

  it('a closed store can be closed again and says for everything else that it is unavailable', async () => {
    const closed = store();
    await closed.close();
    await closed.close();
    const calls = [
      closed.append(aStream(), 'must-not-exist', events(1)),
      closed.head(),
      collect(closed.readStream(aStream())),
      collect(closed.readAll()),
      subscriber(closed, {}).events(1),
    ];
    for (const refusal of await Promise.all(calls.map(failure)))
      expect(refusal).toBeInstanceOf(StoreUnavailable);
  });
}
