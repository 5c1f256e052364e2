import { hash, type Options, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';

/** OWASP Password Storage Cheat Sheet: argon2id (what this library takes by itself) with 19 MiB, 2 passes and 1 lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } satisfies Options;

/** How many are worked out at once: each takes 19 MiB and a core for some tens of milliseconds. */
const atOnce = 4;

/** Hashes of passwords (AVG-03, LOG-01). */
export class PasswordHashes {
  private readonly limit = pLimit(atOnce);

  private constructor(private readonly dummy: string) {}

  /** @param random strong random bytes, for the hash that stands where there is none to compare with */
  static async open(random: (bytes: number) => Uint8Array): Promise<PasswordHashes> {
    return new PasswordHashes(await hash(random(32), { ...parameters, salt: random(16) }));
  }

  /** @param salt 16 strong random bytes @returns PHC string with salt and parameters */
  digest = (password: string, salt: Uint8Array): Promise<string> =>
    this.limit(() => hash(password, { ...parameters, salt }));

  /** LOG-01: takes the same work where there is no digest; the answer is then always no. */
  matches = async (password: string, digest: string | undefined): Promise<boolean> => {
    const right = await this.limit(() => verify(digest ?? this.dummy, password));
    return right && digest !== undefined;
  };
}
