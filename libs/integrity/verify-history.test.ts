import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  encodeEnvelope,
  encodeMetadata,
  type Envelope,
  hashOf,
  storedType,
} from '#libs/event-store/envelope';
import { type StoredEvent } from '#libs/event-store/port';
import { type HistoryReport, verifyHistory } from './verify-history.js';

/** One event for each stream named, in this order, well chained. */
function history(...streams: string[]): StoredEvent[] {
  const heads = new Map<string, { revision: number; hash: string }>();
  return streams.map((stream, n) => {
    const head = heads.get(stream);
    const envelope = envelopeAt(n, stream, (head?.revision ?? -1) + 1, head?.hash ?? null);
    heads.set(stream, { revision: envelope.revision, hash: encodeEnvelope(envelope).hash });
    return stored(envelope, BigInt(n * 2));
  });
}

const envelopeAt = (n: number, stream: string, revision: number, previous: string | null): Envelope => ({
  id: `e-${n}`,
  type: 'account.role-granted',
  version: 1,
  stream,
  revision,
  time: '2026-11-23T20:55:23.000Z',
  command: { id: `c-${n}`, name: 'grant-role', fingerprint: 'f00d' },
  correlation: `c-${n}`,
  causation: `c-${n}`,
  actor: { kind: 'administrator', id: 'a-1' },
  authority: { basis: 'administrator-authorisation', judged: [] },
  origin: { channel: 'http' },
  policy: null,
  rule: 'USR-01',
  previous,
  data: { role: 'AB01', days: 91 },
  sealed: [
    { subject: 'p-1', purpose: 'profile', fields: ['name'], key: 'k-1', nonce: 'AAAA', box: 'c2VhbGVk' },
  ],
});

function stored(envelope: Envelope, position: bigint): StoredEvent {
  const { bytes, hash } = encodeEnvelope(envelope);
  const { id, stream, revision } = envelope;
  return {
    id,
    stream,
    revision,
    position,
    type: storedType(envelope),
    data: bytes,
    metadata: encodeMetadata({ hash }),
  };
}

const envelopeOf = (event: StoredEvent): Envelope =>
  JSON.parse(Buffer.from(event.data).toString()) as Envelope;

async function* given(events: readonly StoredEvent[]): AsyncGenerator<StoredEvent> {
  yield* events;
}

const verify = (events: readonly StoredEvent[]): Promise<HistoryReport> => verifyHistory(given(events));

/** What is found, as `event id: kind`. */
const found = async (events: readonly StoredEvent[]): Promise<string[]> =>
  (await verify(events)).findings.map(({ eventId, kind }) => `${eventId}: ${kind}`);

/** The history with its nth event changed. */
const changed = (
  events: readonly StoredEvent[],
  n: number,
  change: (event: StoredEvent) => Partial<StoredEvent>,
): StoredEvent[] => events.map((event, at) => (at === n ? { ...event, ...change(event) } : event));

/** The nth event with other bytes and a hash that fits them. */
const rewritten = (events: readonly StoredEvent[], n: number, bytes: string | Uint8Array): StoredEvent[] =>
  changed(events, n, () => {
    const data = Buffer.from(bytes);
    return { data, metadata: encodeMetadata({ hash: hashOf(data) }) };
  });

const text = (event: StoredEvent | undefined): string => Buffer.from(event?.data ?? []).toString();

const events = history('a', 'b', 'a', 'a', 'b', 'c');
const at = (n: number): StoredEvent => {
  const event = events[n];
  if (event === undefined) throw new Error(`There is no event ${n}.`);
  return event;
};

describe('verifying the history', () => {
  it('AVG-04 a history that nobody touched has no findings', async () => {
    expect(await verify(events)).toEqual({ events: 6, streams: 3, findings: [], findingCount: 0 });
    expect(await verify([])).toEqual({ events: 0, streams: 0, findings: [], findingCount: 0 });
  });

  it('AVG-04 any changed byte of any event is found, and that event is named', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: events.length - 1 }),
        fc.constantFrom(
          'data' as const,
          'metadata' as const,
          'id' as const,
          'type' as const,
          'stream' as const,
        ),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (n, part, place, flip) => {
          const bytes = Buffer.from(at(n)[part]);
          const byte = place % bytes.length;
          bytes[byte] = (bytes[byte] ?? 0) ^ flip;
          const value = part === 'data' || part === 'metadata' ? bytes : bytes.toString('latin1');
          const { findings } = await verify(changed(events, n, () => ({ [part]: value })));
          expect(findings[0]?.position).toBe(at(n).position);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each(events.map((_, n) => n))('AVG-04 another revision for event %i is found', async (n) => {
    expect(await found(changed(events, n, ({ revision }) => ({ revision: revision + 1 })))).toEqual(
      expect.arrayContaining([`e-${n}: column-differs`, `e-${n}: revision-out-of-line`]),
    );
  });

  it('AVG-04 a position that is not after the one before is found', async () => {
    expect(await found(changed(events, 3, () => ({ position: at(2).position })))).toEqual([
      'e-3: position-not-rising',
    ]);
    expect(await found(changed(events, 0, () => ({ position: -1n })))).toEqual(['e-0: position-not-rising']);
  });

  it('AVG-04 a removed event shows at the next event of its stream', async () => {
    expect(await found(events.filter((_, n) => n !== 2))).toEqual([
      'e-3: chain-broken',
      'e-3: revision-out-of-line',
    ]);
    expect(await found(events.slice(1))).toEqual(['e-2: chain-broken', 'e-2: revision-out-of-line']);
  });

  it('AVG-04 a removed event shows also when what follows was renumbered', async () => {
    const renumbered = changed(events, 3, () => ({ revision: 1 })).filter((_, n) => n !== 2);
    expect(await found(renumbered)).toEqual(['e-3: column-differs', 'e-3: chain-broken']);
  });

  it('AVG-04 a stream that lost its end, or was removed whole, leaves a gap where the store has none', async () => {
    const numbered = events.map((event, n) => ({ ...event, position: BigInt(n + 1) }));
    const gaps = async (left: readonly StoredEvent[]): Promise<string[]> =>
      (await verifyHistory(given(left), { firstPosition: 1n })).findings.map(
        ({ eventId, kind }) => `${eventId}: ${kind}`,
      );
    const without = (...gone: readonly number[]) => numbered.filter((_, n) => !gone.includes(n));
    expect(await gaps(numbered)).toEqual([]);
    expect(await gaps(without(4))).toEqual(['e-5: position-missing']);
    expect(await gaps(without(1, 4))).toEqual(['e-2: position-missing', 'e-5: position-missing']);
    expect(await gaps(without(0, 2, 3))).toEqual(['e-1: position-missing', 'e-4: position-missing']);
    expect(await verify(without(1, 4))).toMatchObject({ findingCount: 0 });
  });

  it('AVG-04 two swapped events are found', async () => {
    const [first, second] = [at(2), at(3)];
    const swapped = changed(
      changed(events, 2, () => ({ ...second, position: first.position })),
      3,
      () => ({ ...first, position: second.position }),
    );
    expect(await found(swapped)).toEqual(
      expect.arrayContaining(['e-3: chain-broken', 'e-3: revision-out-of-line', 'e-2: chain-broken']),
    );
  });

  it('AVG-04 two events whose content was swapped behind their columns are found', async () => {
    const swapped = changed(
      changed(events, 2, () => ({ data: at(3).data, metadata: at(3).metadata })),
      3,
      () => ({ data: at(2).data, metadata: at(2).metadata }),
    );
    expect(await found(swapped)).toEqual(
      expect.arrayContaining(['e-2: column-differs', 'e-3: column-differs']),
    );
  });

  it('AVG-04 an event that was replaced, hash and all, shows at the next event of its stream', async () => {
    const forged = stored({ ...envelopeOf(at(2)), data: { role: 'ADMIN' } }, at(2).position);
    expect(await found(changed(events, 2, () => forged))).toEqual(['e-3: chain-broken']);
  });

  it('AVG-04 a change that leaves the bytes canonical is found by the hash', async () => {
    const data = Buffer.from(text(at(5)).replace('"days":91', '"days":92'));
    expect(await found(changed(events, 5, () => ({ data })))).toEqual(['e-5: hash-differs']);
  });

  it('AVG-04 an event that was put in between is found', async () => {
    const added = stored(envelopeAt(9, 'a', 2, hashOf(at(2).data)), 5n);
    expect(await found(events.toSpliced(3, 0, added))).toEqual([
      'e-3: chain-broken',
      'e-3: revision-out-of-line',
    ]);
  });

  it('AVG-04 an event that was stored twice is found', async () => {
    const again = { ...at(2), position: 5n };
    expect(await found(events.toSpliced(3, 0, again))).toEqual([
      'e-2: chain-broken',
      'e-2: revision-out-of-line',
    ]);
  });

  it.each<[string, (json: string) => string]>([
    ['with a space', (json) => json.replace(':', ': ')],
    ['with a name twice', (json) => json.replace('{', '{"actor":1,')],
    ['in another order', (json) => json.replace('"days":91,"role":"AB01"', '"role":"AB01","days":91')],
    ['with a number in another writing', (json) => json.replace('"days":91', '"days":91.0')],
    ['with a character in another writing', (json) => json.replace('AB01', '\\u0041B01')],
    ['with a line end behind it', (json) => `${json}\n`],
    ['with a lone surrogate', (json) => json.replace('AB01', '\\ud83d')],
    ['with very deep content', (json) => json.replace('91', '['.repeat(200_000) + ']'.repeat(200_000))],
  ])('AVG-04 the last event of a stream written %s is not canonical', async (_, change) => {
    expect(await found(rewritten(events, 5, change(text(at(5)))))).toEqual(['e-5: not-canonical']);
  });

  it.each<[string, string | Uint8Array]>([
    ['nothing', ''],
    ['half an event', text(at(5)).slice(0, 100)],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['an event behind a byte order mark', `\ufeff${text(at(5))}`],
    ['null', 'null'],
    ['a list', '[]'],
    ['a text', '"event"'],
  ])('AVG-04 %s instead of an event is reported as unreadable', async (_, bytes) => {
    expect(await found(rewritten(events, 5, bytes))).toEqual(['e-5: unreadable']);
  });

  it('AVG-04 an object that is no event differs from its columns', async () => {
    expect(await found(rewritten(events, 5, '{}'))).toEqual(['e-5: column-differs', 'e-5: chain-broken']);
  });

  it.each(['', '{}', '{"hash":null}', 'null', '\xff'])(
    'AVG-04 metadata that are %p are not the hash',
    async (metadata) => {
      const bytes = Buffer.from(metadata, 'latin1');
      expect(await found(changed(events, 5, () => ({ metadata: bytes })))).toEqual(['e-5: hash-differs']);
    },
  );

  it('AVG-04 a finding says where it is and what is wrong, in a sentence', async () => {
    const { findings } = await verify(events.slice(1, 3));
    expect(findings).toEqual([
      expect.objectContaining({
        position: 4n,
        stream: 'a',
        revision: 1,
        eventId: 'e-2',
        kind: 'chain-broken',
      }),
      {
        position: 4n,
        stream: 'a',
        revision: 1,
        eventId: 'e-2',
        kind: 'revision-out-of-line',
        message:
          'The revision does not follow on the one before it in the stream: events were removed, added or swapped.',
      },
    ]);
  });

  it('AVG-04 the report keeps the first findings and counts them all', async () => {
    const streams = Array.from({ length: 20 }, (_, n) => `s-${n}`);
    const touched = history(...streams).map((event) => ({ ...event, metadata: Buffer.of() }));
    const report = await verifyHistory(given(touched), { mostFindings: 5 });
    expect(report.findingCount).toBe(20);
    expect(report.findings.map(({ eventId }) => eventId)).toEqual(['e-0', 'e-1', 'e-2', 'e-3', 'e-4']);
  });

  it('AVG-04 very many streams are followed, each by its own chain', async () => {
    const streams = Array.from({ length: 3000 }, (_, n) => `account-${n}`);
    const many = history(...streams, ...streams);
    expect(await verify(many)).toEqual({ events: 6000, streams: 3000, findings: [], findingCount: 0 });
    expect(await found(many.filter((_, n) => n !== 2999))).toEqual([
      'e-5999: chain-broken',
      'e-5999: revision-out-of-line',
    ]);
  });

  it('a store that can not be read is no finding: its error comes through', async () => {
    async function* failing(): AsyncGenerator<StoredEvent> {
      yield at(0);
      throw new Error('The disk is gone.');
    }
    await expect(verifyHistory(failing())).rejects.toThrow('The disk is gone.');
  });
});
