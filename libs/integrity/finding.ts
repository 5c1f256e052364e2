import { type Position, type Revision } from '#libs/event-store/port';

/** All that can be wrong with an event, and the sentence that says so. */
const sentences = {
  unreadable: 'The stored bytes are not a JSON object in UTF-8.',
  'not-canonical':
    'The stored bytes are JSON, but not in the one canonical form in which events are written.',
  'column-differs':
    "The store's stream, revision, id or type of the event differs from what the event itself says.",
  'hash-differs': 'The stored hash is not the hash of the stored bytes: one of the two was changed.',
  'revision-out-of-line':
    'The revision does not follow on the one before it in the stream: events were removed, added or swapped.',
  'chain-broken':
    'The event was not written behind the event before it in the stream: one of the two was changed, or events were removed, added or swapped.',
  'position-missing':
    'The position does not follow on the one before it in the global order, which has no gaps: events were removed.',
  'position-not-rising': 'The position is not after the position of the event before it in the global order.',
} as const;

export type FindingKind = keyof typeof sentences;

/** One thing that is wrong with one event; where is said by the store's columns. */
export interface Finding {
  readonly position: Position;
  readonly stream: string;
  readonly revision: Revision;
  readonly eventId: string;
  readonly kind: FindingKind;
  /** One English sentence. */
  readonly message: string;
}

export const sentenceFor = (kind: FindingKind): string => sentences[kind];
