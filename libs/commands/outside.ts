/** What nobody here reaches for themselves: time, ids and randomness come in from outside. */
export interface Outside {
  readonly now: () => Date;
  /** Cryptographically strong random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  /** A new UUIDv7. */
  readonly newId: () => string;
  /** Milliseconds on a clock that only goes on, from any moment: to tell how long something took. */
  readonly elapsed: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}
