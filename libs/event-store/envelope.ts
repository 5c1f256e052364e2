import { createHash } from 'node:crypto';
import { canonicalBytes } from './canonical.js';

/**
 * What is stored of an event: one JSON object in canonical bytes (RFC 8785). The hash of an event is the
 * SHA-256 of exactly these bytes, personal fields in their sealed form: anybody can recompute it without a
 * key, and erasing a person changes none.
 */
export interface Envelope {
  /** UUID, derived from the command id. */
  readonly id: string;
  /** Type name without version, as in `account.role-granted`. */
  readonly type: string;
  readonly version: number;
  readonly stream: string;
  readonly revision: number;
  /** Time of record: the writer's clock, RFC 3339 in UTC with milliseconds. Not an order. */
  readonly time: string;
  readonly command: CommandReference;
  /** Id of the first command of the chain that this event belongs to. */
  readonly correlation: string;
  /** Id of what directly caused the command: an event, or the command itself where a caller began it. */
  readonly causation: string;
  readonly actor: Actor;
  readonly authority: Authority;
  readonly origin: Origin;
  /** Version of the policy that the decision was judged by; `null` where none was. */
  readonly policy: string | null;
  /** The rule that the event follows from; `null` where none. */
  readonly rule: string | null;
  /** Hash of the previous event in the stream, 64 hexadecimal digits; `null` for the first. */
  readonly previous: string | null;
  /** The open fields. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The personal and secret fields, sealed. */
  readonly sealed: readonly SealedFields[];
}

export interface CommandReference {
  /** UUID. */
  readonly id: string;
  /** What was commanded, as in `create-user`. */
  readonly name: string;
  /** Keyed hash of the command's content: the same id with another content is another command. */
  readonly fingerprint: string;
}

export interface Actor {
  readonly kind: string;
  /** Pseudonym; the name behind it is in the stream `actor-<id>`, sealed for attribution. */
  readonly id: string;
  /** The application that acted for the actor (RFC 8693 `act`). */
  readonly via?: string;
}

export interface Authority {
  /** Why the actor may, as in `administrator-authorisation`. */
  readonly basis: string;
  /** What was read to judge it, and how far. */
  readonly judged: readonly { readonly stream: string; readonly revision: number }[];
}

export interface Origin {
  readonly channel: 'http' | 'cli' | 'process';
}

/** Fields of one data subject under one key: AES-256-GCM, bound to stream, revision, event id and key id. */
export interface SealedBox {
  readonly subject: string;
  readonly purpose: string;
  /** Id of the key. */
  readonly key: string;
  /** 96 bits, base64url. */
  readonly nonce: string;
  /** Ciphertext and tag, base64url. */
  readonly box: string;
}

/** A box in an event, with the names of the fields in it: they stay known when the key is gone. */
export interface SealedFields extends SealedBox {
  readonly fields: readonly string[];
}

/** Stored type name: `account.role-granted.v1`. */
export const storedType = (envelope: Pick<Envelope, 'type' | 'version'>): string =>
  `${envelope.type}.v${envelope.version}`;

export interface EncodedEnvelope {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  readonly hash: string;
}

export function encodeEnvelope(envelope: Envelope): EncodedEnvelope {
  const bytes = canonicalBytes(envelope);
  return { bytes, hash: hashOf(bytes) };
}

/** SHA-256, 64 hexadecimal digits. */
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads what `encodeEnvelope` wrote. The verifier checks more; see libs/integrity. */
export const decodeEnvelope = (bytes: Uint8Array): Envelope => JSON.parse(utf8.decode(bytes)) as Envelope;

/** The store's metadata of an event: its own hash. */
export interface EventMetadata {
  readonly hash: string;
}
export const encodeMetadata = (metadata: EventMetadata): Uint8Array => canonicalBytes(metadata);
export const decodeMetadata = (bytes: Uint8Array): EventMetadata =>
  JSON.parse(utf8.decode(bytes)) as EventMetadata;
