import { type AdministratorsOf } from './administrators.js';
import { type Journal } from '#libs/journal/journal';
import { type KeyStore } from '#libs/privacy/key-store';
import { keyedHash } from '#libs/privacy/keyed-hash';
import { PasswordHashes } from '#libs/privacy/password-hashes';
import { ActivationCodes } from './activation-codes.js';
import { ActorNames } from './actor-names.js';
import { type CommandInput, commandRequest, type CommandRequest } from './command-request.js';
import { CommandRunner } from './command-runner.js';
import { type Outside } from './outside.js';
import { Passwords } from './passwords.js';
import { Refusals } from './refusals.js';
import { reservationGeneration, Reservations } from './reservations.js';
import { Sessions } from './sessions.js';
import { SignInDesk } from './sign-in-desk.js';
import { StreamQueue } from './stream-queue.js';
import { TakenAnswers } from './taken-answers.js';
import { CredentialsOnRecord } from './typed-credentials.js';

/** What every command handler works with. */
export class Commands {
  readonly queue = new StreamQueue();
  readonly refusals: Refusals;
  readonly runner: CommandRunner;
  readonly takenAnswers: TakenAnswers;
  readonly signIns: SignInDesk;
  readonly credentialsOnRecord: CredentialsOnRecord;

  private constructor(
    readonly journal: Journal,
    readonly outside: Outside,
    readonly reservations: Reservations,
    readonly activationCodes: ActivationCodes,
    readonly passwords: Passwords,
    readonly sessions: Sessions,
    signInKey: Uint8Array,
    private readonly fingerprintKey: Uint8Array,
    private readonly usernameKey: Uint8Array,
    private readonly seedKey: Uint8Array,
    readonly administratorsOf: AdministratorsOf,
  ) {
    this.refusals = new Refusals(journal, outside);
    const actorNames = new ActorNames(journal);
    this.runner = new CommandRunner(journal, outside, this.queue, this.refusals, actorNames);
    this.signIns = new SignInDesk(journal, outside, this.queue, this.refusals, actorNames, sessions);
    this.credentialsOnRecord = new CredentialsOnRecord(
      journal,
      outside,
      reservations,
      passwords.hashes,
      signInKey,
    );
    this.takenAnswers = new TakenAnswers(outside);
  }

  static async open(
    journal: Journal,
    keys: KeyStore,
    outside: Outside,
    administratorsOf: AdministratorsOf,
  ): Promise<Commands> {
    return new Commands(
      journal,
      outside,
      new Reservations(journal, await keys.installationKey(`reservation-${reservationGeneration}`)),
      new ActivationCodes(outside, await keys.installationKey('activation-code-1')),
      new Passwords(outside, await PasswordHashes.open(outside.random)),
      new Sessions(journal, outside, await keys.installationKey('session-1')),
      await keys.installationKey('sign-in-1'),
      await keys.installationKey('fingerprint-1'),
      await keys.installationKey('username-1'),
      await keys.installationKey('seed-1'),
      administratorsOf,
    );
  }

  /** USR-03: unguessable bytes for a username to assign, the same for the same account however often it is tried. */
  usernameBytes = (account: string): Uint8Array => Buffer.from(keyedHash(this.usernameKey, account), 'hex');

  /** TOK-05: what a generator's seed is recognised by. @param seed hexadecimal */
  seedDigest = (seed: string): string => keyedHash(this.seedKey, seed);

  request = <Body>(input: CommandInput<Body>): CommandRequest<Body> =>
    commandRequest(input, this.fingerprintKey);

  /**
   * As a caller sends it. Passwords are part of what is asked, like a body: as argon2id, for who had the key of fingerprints
   * could else guess them as fast as they can count (ADR 2). The salt is this command's alone.
   *
   * @throws TooManyPasswords
   */
  async requestFrom<Body>(input: CommandInput<Body>): Promise<CommandRequest<Body>> {
    const request = this.request(input);
    if (input.passwords === undefined) return request;
    const { current, next } = input.passwords;
    const salt = Buffer.from(keyedHash(this.fingerprintKey, `salt of ${request.id}`), 'hex').subarray(0, 16);
    const typed = await this.passwords.hashes.digest(JSON.stringify([current, next]), salt);
    return { ...request, fingerprint: keyedHash(this.fingerprintKey, `${request.fingerprint} ${typed}`) };
  }
}
