import { factorOf, type ReadableSeed } from '#libs/access/one-time-codes';
import { foldUsername } from '#libs/domain/account/contact-data';
import { type AccountState } from '#libs/domain/account/state';
import { isErased } from '#libs/domain/catalogue';
import { type GeneratorState, isAssigned } from '#libs/domain/generator/state';
import { type Policy } from '#libs/domain/policy/policy';
import { type AcceptedCode, firstUnused, type SignInState } from '#libs/domain/sign-in/state';
import { tokenCredentials, type TokenCredentials } from '#libs/domain/sign-in/token-credentials';
import { accountStreams, generatorStreams, signInStreams } from '#libs/domain/streams';
import { type Authority } from '#libs/event-store/envelope';
import { type Journal } from '#libs/journal/journal';
import { keyedHash } from '#libs/privacy/keyed-hash';
import { type PasswordHashes } from '#libs/privacy/password-hashes';
import { Judged } from './judged.js';
import { type Outside } from './outside.js';
import { type Reservations } from './reservations.js';

/** What somebody typed to sign in by token (LOG-01). */
export interface TypedCredentials {
  readonly username: string;
  readonly password: string;
  readonly oneTimeCode: string;
}

/** What came out of comparing: the same reads, one password hash and one one-time code, whatever was wrong (LOG-01). */
export interface Compared {
  /** The account; where nobody has the name, what stands in for it. */
  readonly account: string;
  /** It, as it was read. */
  readonly as: AccountState;
  readonly passwordIsRight: boolean;
  readonly code?: AcceptedCode;
  readonly policy: Policy;
  readonly authority: Authority;
}

/** Stand-ins for accounts, for names that nobody has: each locks as an account does, so they can't flood history (architecture 17). */
const standIns = 64;

/** Compares what is typed with what is on record. */
export class CredentialsOnRecord {
  /** @param key decides which stand-in a name has, and what is worked on where there is no seed */
  constructor(
    private readonly journal: Journal,
    private readonly outside: Outside,
    private readonly reservations: Reservations,
    private readonly hashes: PasswordHashes,
    private readonly key: Uint8Array,
  ) {}

  async compare(typed: TypedCredentials): Promise<Compared> {
    const judged = new Judged(this.journal, this.outside.now());
    const folded = foldUsername(typed.username);
    const account = (await this.reservations.holder('username', folded)) ?? this.standIn(folded);
    const policy = await judged.policy();
    const { state: as } = await judged.fold(accountStreams, account);
    const credentials = tokenCredentials(as);
    const generator = await judged.fold(generatorStreams, credentials?.generator ?? account);
    const { state } = await this.journal.foldLast(signInStreams, account);

    const digest = credentials === undefined || isErased(credentials.digest) ? undefined : credentials.digest;
    const passwordIsRight = await this.hashes.matches(typed.password, digest);
    const code = this.codeIn(typed, { account, credentials, generator: generator.state, state, policy });
    const authority = judged.as('username-password-and-code');
    return { account, as, passwordIsRight, policy, authority, ...(code === undefined ? {} : { code }) };
  }

  private codeIn(
    { oneTimeCode }: TypedCredentials,
    { account, credentials, generator, state, policy }: Read,
  ): AcceptedCode | undefined {
    const seedId = credentials?.seedId ?? '';
    const seed = isAssigned(generator, { account, seedId }) ? readable(generator) : undefined;
    const factor = factorOf({
      code: oneTimeCode,
      seed: seed ?? this.standInSeed,
      firstUnused: firstUnused(state, seedId),
      policy,
      now: this.outside.now(),
    });
    return seed === undefined || factor === undefined ? undefined : { seedId, factor };
  }

  private standIn = (username: string): string =>
    `unknown-${parseInt(keyedHash(this.key, username).slice(0, 8), 16) % standIns}`;

  private get standInSeed(): ReadableSeed {
    return { secret: this.key, kind: 'totp', hash: 'sha1', digits: 6 };
  }
}

interface Read {
  readonly account: string;
  readonly credentials: TokenCredentials | undefined;
  readonly generator: GeneratorState;
  readonly state: SignInState;
  readonly policy: Policy;
}

function readable({
  seed: { secret, ...seed },
}: Exclude<GeneratorState, undefined>): ReadableSeed | undefined {
  return isErased(secret) ? undefined : { ...seed, secret: Buffer.from(secret, 'hex') };
}
