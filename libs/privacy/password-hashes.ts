import { hash, type Options, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';

/** OWASP Password Storage Cheat Sheet: argon2id (what this library takes by itself) with 19 MiB, 2 passes and 1 lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } satisfies Options;

/**
 * How many are worked out at once: each takes 19 MiB and a core for some tens of milliseconds. One fewer than libuv has
 * threads, so that files and signatures of others don't wait for them.
 */
const atOnce = 3;

/** How many may wait, whoever asks: some ten seconds of work. */
const mostThatWait = 500;

/** So many passwords are worked on at this moment that one more would only wait. Says nothing of whom it is about. */
export class TooManyPasswords extends Error {
  constructor() {
    super('Too many are signing in or changing passwords at this moment; try again in a few seconds.');
    this.name = 'TooManyPasswords';
  }
}

/** Hashes of passwords (AVG-03, LOG-01). */
export class PasswordHashes {
  private readonly limit = pLimit(atOnce);

  private constructor(
    private readonly dummy: string,
    private readonly mostWaiting: number,
  ) {}

  /** @param random strong random bytes, for the hash that stands where there is none to compare with */
  static async open(
    random: (bytes: number) => Uint8Array,
    mostWaiting = mostThatWait,
  ): Promise<PasswordHashes> {
    return new PasswordHashes(await hash(random(32), { ...parameters, salt: random(16) }), mostWaiting);
  }

  /**
   * @param salt 16 strong random bytes
   * @returns PHC string with salt and parameters
   * @throws TooManyPasswords
   */
  digest = (password: string, salt: Uint8Array): Promise<string> =>
    this.inTurn(() => hash(password, { ...parameters, salt }));

  /**
   * LOG-01: takes the same work where there is no digest; the answer is then always no.
   *
   * @throws TooManyPasswords
   */
  matches = async (password: string, digest: string | undefined): Promise<boolean> => {
    const right = await this.inTurn(() => verify(digest ?? this.dummy, password));
    return right && digest !== undefined;
  };

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.limit.pendingCount >= this.mostWaiting) throw new TooManyPasswords();
    return this.limit(work);
  }
}
