import { expect, it } from '@jest/globals';
import { EventTooLarge, WrongExpectedRevision } from '#libs/event-store/errors';
import { type EventStore, maxEventBytes } from '#libs/event-store/port';
import { aStream, anEvent, collect, events, failure, hex, ids } from './given.js';

export function appendingContract(store: () => EventStore): void {
  it('the first append makes the stream, the next one follows at the exact revision', async () => {
    const stream = aStream();
    const [first, second, third] = [anEvent(), anEvent(), anEvent()];
    expect((await store().append(stream, 'must-not-exist', [first])).revision).toBe(0);
    expect((await store().append(stream, 0, [second, third])).revision).toBe(2);

    const stored = await collect(store().readStream(stream));
    expect(ids(stored)).toEqual(ids([first, second, third]));
    expect(stored.map(({ revision }) => revision)).toEqual([0, 1, 2]);
    expect(stored.map((event) => event.stream)).toEqual([stream, stream, stream]);
  });

  it('answers with the position of the last event; positions only rise', async () => {
    const stream = aStream();
    const first = await store().append(stream, 'must-not-exist', events(2));
    const other = await store().append(aStream(), 'must-not-exist', events(1));
    const last = await store().append(stream, 1, events(3));

    const positions = (await collect(store().readStream(stream))).map(({ position }) => position);
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => (a < b ? -1 : 1)));
    expect(positions[1]).toBe(first.position);
    expect(positions[4]).toBe(last.position);
    expect(other.position > first.position && other.position < (positions[2] ?? 0n)).toBe(true);
  });

  it('every byte value comes back as it was given, and so does nothing at all', async () => {
    const stream = aStream();
    const everyByte = Uint8Array.from({ length: 256 }, (_, value) => value);
    const full = anEvent({ data: everyByte, metadata: everyByte.toReversed() });
    const empty = anEvent({ data: new Uint8Array(), metadata: new Uint8Array() });
    const other = anEvent({ type: 'organisation.naam-gewijzigd-é.v12' });
    await store().append(stream, 'must-not-exist', [full, empty, other]);

    const stored = await collect(store().readStream(stream));
    const plain = (event: typeof full) => ({
      id: event.id,
      type: event.type,
      data: hex(event.data),
      metadata: hex(event.metadata),
    });
    expect(stored.map(plain)).toEqual([full, empty, other].map(plain));
  });

  const wrong = [
    { title: 'a stream that must not exist but does', has: 2, expected: 'must-not-exist', actual: 1 },
    { title: 'a revision behind the last', has: 3, expected: 1, actual: 2 },
    { title: 'a revision beyond the last', has: 3, expected: 3, actual: 2 },
    { title: 'a revision of a stream that does not exist', has: 0, expected: 0, actual: undefined },
  ] as const;
  it.each(wrong)(
    'refuses $title, says where the stream is and leaves no trace',
    async ({ has, expected, actual }) => {
      const stream = aStream();
      const before = events(has);
      if (has > 0) await store().append(stream, 'must-not-exist', before);

      const refusal = await failure(store().append(stream, expected, events(2)));
      expect(refusal).toBeInstanceOf(WrongExpectedRevision);
      expect(refusal).toMatchObject({ stream, expected, actual });

      const next = anEvent();
      await store().append(stream, actual ?? 'must-not-exist', [next]);
      const stored = await collect(store().readStream(stream));
      expect(ids(stored)).toEqual(ids([...before, next]));
      expect(stored.map(({ revision }) => revision)).toEqual([...stored.keys()]);
    },
  );

  it('the same append again answers as the first time and writes nothing', async () => {
    const stream = aStream();
    const first = events(1);
    const more = events(3);
    const once = await store().append(stream, 'must-not-exist', first);
    expect(await store().append(stream, 'must-not-exist', first)).toEqual(once);

    const then = await store().append(stream, 0, more);
    expect(await store().append(stream, 0, more)).toEqual(then);
    expect(ids(await collect(store().readStream(stream)))).toEqual(ids([...first, ...more]));
  });

  it('the same append again, long after others followed, still answers as the first time', async () => {
    const stream = aStream();
    const first = events(1);
    const more = events(3);
    const once = await store().append(stream, 'must-not-exist', first);
    const then = await store().append(stream, 0, more);
    const later = events(2);
    await store().append(stream, 3, later);

    expect(await store().append(stream, 'must-not-exist', first)).toEqual(once);
    expect(await store().append(stream, 0, more)).toEqual(then);
    expect(ids(await collect(store().readStream(stream)))).toEqual(ids([...first, ...more, ...later]));
  });

  it('the same append twice at the same time is written once and answered twice', async () => {
    const stream = aStream();
    const appended = events(2);
    const [one, two] = await Promise.all([
      store().append(stream, 'must-not-exist', appended),
      store().append(stream, 'must-not-exist', appended),
    ]);
    expect(one).toEqual(two);
    expect(ids(await collect(store().readStream(stream)))).toEqual(ids(appended));
  });

  it('an append that is only partly the same, or only looks alike, is refused', async () => {
    const stream = aStream();
    const [first, second, third] = [anEvent(), anEvent(), anEvent()];
    await store().append(stream, 'must-not-exist', [first, second]);

    const differing = [
      [first, third],
      [third, second],
      [second, first],
      [first, second, third],
      [{ ...first, id: third.id }],
    ];
    for (const attempt of differing) {
      const refusal = await failure(store().append(stream, 'must-not-exist', attempt));
      expect(refusal).toBeInstanceOf(WrongExpectedRevision);
      expect(refusal).toMatchObject({ actual: 1 });
    }
    expect(ids(await collect(store().readStream(stream)))).toEqual(ids([first, second]));
  });

  it('an event of the greatest size is taken; one byte more is refused and nothing is written', async () => {
    const stream = aStream();
    const metadata = new Uint8Array(1_000);
    const greatest = anEvent({ metadata, data: new Uint8Array(maxEventBytes - metadata.length) });
    const tooLarge = anEvent({ metadata, data: new Uint8Array(maxEventBytes - metadata.length + 1) });
    await store().append(stream, 'must-not-exist', [greatest]);

    const refusal = await failure(store().append(stream, 0, [anEvent(), tooLarge]));
    expect(refusal).toBeInstanceOf(EventTooLarge);
    expect(refusal).toMatchObject({ stream, bytes: maxEventBytes + 1, limit: maxEventBytes });
    expect(ids(await collect(store().readStream(stream)))).toEqual([greatest.id]);
    expect((await store().append(stream, 0, [anEvent()])).revision).toBe(1);
  });
}
