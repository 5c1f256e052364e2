import { expect, it } from '@jest/globals';
import { WrongExpectedRevision } from '#libs/event-store/errors';
import { type EventStore, type ExpectedRevision, type NewEvent } from '#libs/event-store/port';
import { aPrefix, aStream, anEvent, collect, events, ids, patience } from './given.js';

export function manyCallersContract(store: () => EventStore): void {
  it(
    '64 callers, each on streams of their own, all succeed',
    async () => {
      const prefix = aPrefix();
      const before = await store().head();
      const caller = async (number: number) => {
        const stream = `${prefix}${number}`;
        await store().append(stream, 'must-not-exist', events(1));
        for (let revision = 0; revision < 5; revision++) await store().append(stream, revision, events(1));
      };
      await Promise.all(Array.from({ length: 64 }, (_, number) => caller(number)));

      const stored = await collect(store().readAll({ after: before, streamPrefix: prefix }));
      expect(stored).toHaveLength(64 * 6);
      for (let number = 0; number < 64; number++) {
        const own = stored.filter(({ stream }) => stream === `${prefix}${number}`);
        expect(own.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5]);
      }
    },
    patience,
  );

  it(
    '50 callers at the same stream, each trying again when refused, lose nothing',
    async () => {
      const stream = aStream();
      const appended = events(50);
      await Promise.all(appended.map((event) => appendWithRetry(store(), stream, event)));

      const stored = await collect(store().readStream(stream));
      expect(ids(stored).sort()).toEqual(ids(appended).sort());
      expect(stored.map(({ revision }) => revision)).toEqual([...stored.keys()]);
    },
    patience,
  );

  it('of callers that expect the same revision exactly one succeeds', async () => {
    const stream = aStream();
    await store().append(stream, 'must-not-exist', events(1));
    const contenders = Array.from({ length: 20 }, () => [anEvent(), anEvent()]);
    const outcomes = await Promise.allSettled(contenders.map((each) => store().append(stream, 0, each)));

    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(19);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(WrongExpectedRevision);
    expect(await collect(store().readStream(stream))).toHaveLength(3);
  });
}

async function appendWithRetry(store: EventStore, stream: string, event: NewEvent): Promise<void> {
  let expected: ExpectedRevision = 'must-not-exist';
  for (;;) {
    try {
      await store.append(stream, expected, [event]);
      return;
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
      expected = error.actual ?? 'must-not-exist';
    }
  }
}
