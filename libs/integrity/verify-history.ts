import { canonicalBytes } from '#libs/event-store/canonical';
import { type Envelope, encodeMetadata, hashOf, storedType } from '#libs/event-store/envelope';
import { type Position, START, type StoredEvent } from '#libs/event-store/port';
import { type Finding, type FindingKind, sentenceFor } from './finding.js';
import { StreamHeads } from './stream-heads.js';

export interface VerifyOptions {
  /** How many findings the report keeps; by default 1000. */
  readonly mostFindings?: number;
  /** The first position in a store that numbers its events without gaps; absent for one that doesn't. */
  readonly firstPosition?: Position;
}

export interface HistoryReport {
  readonly events: number;
  readonly streams: number;
  /** The first findings, in the order of history. */
  readonly findings: readonly Finding[];
  /** All findings, also those that `findings` has no room for. None: the history is whole, as far as this can see. */
  readonly findingCount: number;
}

/**
 * Checks the whole history, given in its global order, without any key (AVG-04): every event's bytes, columns,
 * hash, and chain to the event before it in its stream. Finds a changed byte, and an event that was replaced,
 * removed from within a stream, added or swapped; names that event or the next one in its stream. Bad bytes
 * are reported, never thrown; only what `events` itself throws comes through.
 *
 * The chain alone can't show that the last events of a stream, or whole streams, were cut off, nor how streams
 * lay between each other, nor a stream whose events were all rewritten from some point to its end: that takes
 * signed checkpoints of the global order (architecture 12). In a store without gaps a cut shows as a missing position,
 * unless it was at the end or what follows was renumbered.
 */
export async function verifyHistory(
  events: AsyncIterable<StoredEvent>,
  { mostFindings = 1000, firstPosition }: VerifyOptions = {},
): Promise<HistoryReport> {
  const heads = new StreamHeads();
  const findings: Finding[] = [];
  let eventCount = 0;
  let findingCount = 0;
  let before: Position = START;
  let next = firstPosition;
  for await (const event of events) {
    for (const kind of wrongWith(event, heads, before, next)) {
      findingCount += 1;
      if (findings.length < mostFindings) findings.push(findingOf(event, kind));
    }
    eventCount += 1;
    before = event.position;
    if (next !== undefined) next = before + 1n;
  }
  return { events: eventCount, streams: heads.size, findings, findingCount };
}

/** Judges the event, and makes it the head of its stream. */
function wrongWith(
  event: StoredEvent,
  heads: StreamHeads,
  before: Position,
  next: Position | undefined,
): FindingKind[] {
  const hash = hashOf(event.data);
  const head = heads.get(event.stream);
  heads.set(event.stream, { revision: event.revision, hash });
  const wrong = wrongWithContent(event, head?.hash ?? null);
  if (!sameBytes(event.metadata, encodeMetadata({ hash }))) wrong.push('hash-differs');
  if (event.revision !== (head?.revision ?? -1) + 1) wrong.push('revision-out-of-line');
  if (event.position <= before) wrong.push('position-not-rising');
  else if (next !== undefined && event.position > next) wrong.push('position-missing');
  return wrong;
}

function wrongWithContent(event: StoredEvent, previous: string | null): FindingKind[] {
  const envelope = readObject(event.data);
  if (envelope === undefined) return ['unreadable'];
  const wrong: FindingKind[] = [];
  if (!isCanonical(envelope, event.data)) wrong.push('not-canonical');
  if (!columnsFit(event, envelope)) wrong.push('column-differs');
  if (envelope.previous !== previous) wrong.push('chain-broken');
  return wrong;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What the bytes hold; nothing is known yet of its fields. */
function readObject(bytes: Uint8Array): Partial<Envelope> | undefined {
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A duplicate name, another order, other spacing, another writing of a number: all give other bytes (RFC 8785). */
function isCanonical(value: unknown, bytes: Uint8Array): boolean {
  try {
    return sameBytes(canonicalBytes(value), bytes);
  } catch {
    // A lone surrogate, or deeper than the stack: never written by us.
    return false;
  }
}

function columnsFit(event: StoredEvent, { stream, revision, id, type, version }: Partial<Envelope>): boolean {
  return (
    event.stream === stream &&
    event.revision === revision &&
    event.id === id &&
    typeof type === 'string' &&
    typeof version === 'number' &&
    event.type === storedType({ type, version })
  );
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

const findingOf = ({ position, stream, revision, id }: StoredEvent, kind: FindingKind): Finding => ({
  position,
  stream,
  revision,
  eventId: id,
  kind,
  message: sentenceFor(kind),
});
