import { expect, it } from '@jest/globals';
import { StreamNotFound } from '#libs/event-store/errors';
import { type EventStore, type ReadStreamOptions } from '#libs/event-store/port';
import { aStream, collect, events, failure, ids, patience } from './given.js';

export function readingStreamContract(store: () => EventStore): void {
  const cases: { title: string; options: ReadStreamOptions; revisions: number[] }[] = [
    { title: 'everything, by default', options: {}, revisions: [0, 1, 2, 3, 4] },
    { title: 'forwards from a revision', options: { from: 3 }, revisions: [3, 4] },
    { title: 'forwards, so many', options: { limit: 2 }, revisions: [0, 1] },
    { title: 'forwards from a revision, so many', options: { from: 1, limit: 2 }, revisions: [1, 2] },
    { title: 'more than there are', options: { from: 3, limit: 10 }, revisions: [3, 4] },
    { title: 'from beyond the last: nothing', options: { from: 5 }, revisions: [] },
    { title: 'backwards from the last', options: { direction: 'backwards' }, revisions: [4, 3, 2, 1, 0] },
    { title: 'the last one', options: { direction: 'backwards', limit: 1 }, revisions: [4] },
    { title: 'backwards from a revision', options: { direction: 'backwards', from: 1 }, revisions: [1, 0] },
    {
      title: 'backwards from a revision, so many',
      options: { direction: 'backwards', from: 3, limit: 2 },
      revisions: [3, 2],
    },
  ];
  it.each(cases)('gives $title', async ({ options, revisions }) => {
    const stream = aStream();
    const appended = events(5);
    await store().append(stream, 'must-not-exist', appended);
    await store().append(aStream(), 'must-not-exist', events(5));

    const stored = await collect(store().readStream(stream, options));
    expect(stored.map(({ revision }) => revision)).toEqual(revisions);
    expect(ids(stored)).toEqual(revisions.map((revision) => appended[revision]?.id));
  });

  it.each(['forwards', 'backwards'] as const)(
    'says so when a stream read %s is not there',
    async (direction) => {
      const stream = aStream();
      const refusal = await failure(collect(store().readStream(stream, { direction })));
      expect(refusal).toBeInstanceOf(StreamNotFound);
      expect(refusal).toMatchObject({ stream });
    },
  );

  it(
    'gives a long stream whole, in either direction',
    async () => {
      const stream = aStream();
      const appended = events(1_200);
      await store().append(stream, 'must-not-exist', appended.slice(0, 600));
      await store().append(stream, 599, appended.slice(600));

      expect(ids(await collect(store().readStream(stream)))).toEqual(ids(appended));
      const backwards = await collect(store().readStream(stream, { direction: 'backwards' }));
      expect(ids(backwards)).toEqual(ids(appended.toReversed()));
    },
    patience,
  );
}
