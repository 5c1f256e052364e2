import { expect, it } from '@jest/globals';
import { type EventStore } from '#libs/event-store/port';
import { aPrefix, collect, events, ids, patience } from './given.js';

export function readingAllContract(store: () => EventStore): void {
  it('gives the events of all streams in the order in which they were appended', async () => {
    const prefix = aPrefix();
    const before = await store().head();
    const [first, second, third] = [events(2), events(1), events(2)];
    await store().append(`${prefix}a`, 'must-not-exist', first);
    await store().append(`${prefix}b`, 'must-not-exist', second);
    await store().append(`${prefix}a`, 1, third);

    const stored = await collect(store().readAll({ after: before, streamPrefix: prefix }));
    expect(ids(stored)).toEqual(ids([...first, ...second, ...third]));
    for (const [index, { position }] of stored.entries()) {
      expect(position > (stored[index - 1]?.position ?? before)).toBe(true);
    }
  });

  it('gives what was appended after a position, and no more than asked for', async () => {
    const prefix = aPrefix();
    const before = await store().head();
    const appended = events(5);
    const { position } = await store().append(`${prefix}a`, 'must-not-exist', appended.slice(0, 2));
    await store().append(`${prefix}b`, 'must-not-exist', appended.slice(2));

    const after = await collect(store().readAll({ after: position, streamPrefix: prefix }));
    expect(ids(after)).toEqual(ids(appended.slice(2)));
    const two = await collect(store().readAll({ after: position, streamPrefix: prefix, limit: 2 }));
    expect(ids(two)).toEqual(ids(appended.slice(2, 4)));
    const some = await collect(store().readAll({ after: before, limit: 1 }));
    expect(some).toHaveLength(1);
  });

  it('takes a prefix of a stream name as it stands: no wildcards, capitals matter', async () => {
    const unique = aPrefix();
    const before = await store().head();
    const [underscore, letter, percent, capital] = [events(1), events(1), events(1), events(1)];
    await store().append(`${unique}a_b-1`, 'must-not-exist', underscore);
    await store().append(`${unique}axb-1`, 'must-not-exist', letter);
    await store().append(`${unique}a%b-1`, 'must-not-exist', percent);
    await store().append(`${unique}A_b-1`, 'must-not-exist', capital);

    const under = async (streamPrefix: string) =>
      ids(await collect(store().readAll({ after: before, streamPrefix })));
    expect(await under(`${unique}a_b-`)).toEqual(ids(underscore));
    expect(await under(`${unique}a%b-`)).toEqual(ids(percent));
    expect(await under(`${unique}a`)).toEqual(ids([...underscore, ...letter, ...percent]));
    expect(await under(`${unique}a_b-1-and-more`)).toEqual([]);
  });

  it('ends at what was there when reading began', async () => {
    const prefix = aPrefix();
    const before = await store().head();
    const there = events(3);
    await store().append(`${prefix}a`, 'must-not-exist', there);

    const reading = store().readAll({ after: before, streamPrefix: prefix })[Symbol.asyncIterator]();
    const first = await reading.next();
    await store().append(`${prefix}b`, 'must-not-exist', events(3));
    const rest = await collect({ [Symbol.asyncIterator]: () => reading });
    expect(ids([...(first.done ? [] : [first.value]), ...rest])).toEqual(ids(there));
  });

  it(
    'gives more than a page whole, also between the events of others',
    async () => {
      const prefix = aPrefix();
      const before = await store().head();
      const appended = events(1_500);
      for (let from = 0; from < appended.length; from += 100) {
        await store().append(`${prefix}${from}`, 'must-not-exist', appended.slice(from, from + 100));
        await store().append(`${aPrefix()}other`, 'must-not-exist', events(100));
      }
      const stored = await collect(store().readAll({ after: before, streamPrefix: prefix }));
      expect(ids(stored)).toEqual(ids(appended));
    },
    patience,
  );

  it('knows the position of the last event', async () => {
    const prefix = aPrefix();
    const before = await store().head();
    const { position } = await store().append(`${prefix}a`, 'must-not-exist', events(2));
    const head = await store().head();
    expect(position > before).toBe(true);
    expect(head >= position).toBe(true);
    expect(await collect(store().readAll({ after: head, streamPrefix: prefix }))).toEqual([]);
  });
}
