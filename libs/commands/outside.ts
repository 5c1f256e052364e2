/** What the domain may not reach for itself: time, ids and randomness come in from outside. */
export interface Outside {
  readonly now: () => Date;
  /** Cryptographically strong random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  /** A new UUIDv7. */
  readonly newId: () => string;
}
