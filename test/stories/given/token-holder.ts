import { generateSync } from 'otplib';
import { roleGranted, userCreated } from '#libs/domain/account/events';
import { passwordChanged, passwordIssued } from '#libs/domain/account/password-events';
import { tokenHandedOver, tokenIssued } from '#libs/domain/account/token-events';
import { type AnyEvent, event } from '#libs/domain/catalogue';
import {
  type CodeHash,
  type CodeKind,
  generatorAssigned,
  generatorSeeded,
} from '#libs/domain/generator/events';
import { reservationMade } from '#libs/domain/reservation/reservation';
import { type Answer, type ServedPortal } from './served-portal.js';
import { idFor } from './people.js';

/** The seeds of RFC 6238, appendix B; the first is that of RFC 4226, appendix D, too. */
export const rfcSeeds: Readonly<Record<CodeHash, string>> = {
  sha1: '12345678901234567890',
  sha256: '12345678901234567890123456789012',
  sha512: '1234567890123456789012345678901234567890123456789012345678901234',
};

export interface GivenHolder {
  readonly kind?: CodeKind;
  readonly hash?: CodeHash;
  readonly digits?: number;
  /** PWD-06: by a reset, which was shown (PWD-09); a letter would be asked for, with nothing to print. */
  readonly passwordIssued?: boolean;
  /** PWD-07; by default long after every story. */
  readonly goodUntil?: string;
  /** How the generator came, where it isn't handed over by an administrator who said so. */
  readonly generator?: readonly AnyEvent[];
  /** What else happened to the account. */
  readonly then?: readonly AnyEvent[];
}

/** Somebody who signs in by token, with the generator of the RFCs' test vectors. */
export class TokenHolder {
  readonly account: string;
  readonly password = 'Zonnebloem-7-veld';

  private constructor(
    private readonly portal: ServedPortal,
    readonly username: string,
    private readonly given: Required<Pick<GivenHolder, 'kind' | 'hash' | 'digits'>>,
  ) {
    this.account = idFor(`account of ${username}`);
  }

  static async given(portal: ServedPortal, username: string, more: GivenHolder = {}): Promise<TokenHolder> {
    const { kind = 'totp', hash = 'sha1', digits = 6 } = more;
    const holder = new TokenHolder(portal, username, { kind, hash, digits });
    await holder.happened(more);
    return holder;
  }

  get stream(): string {
    return `account-${this.account}`;
  }

  get signIns(): string {
    return `signin-${this.account}`;
  }

  /** The code that the generator shows now. @param steps how many later @param counter of a counter generator */
  code({ steps = 0, counter = 0 }: { readonly steps?: number; readonly counter?: number } = {}): string {
    const { kind, hash: algorithm, digits } = this.given;
    return generateSync({
      strategy: kind,
      secret: Buffer.from(rfcSeeds[algorithm]),
      algorithm,
      digits: digits,
      epoch: Math.floor(this.portal.outside.now().getTime() / 1000) + steps * 30,
      counter,
    });
  }

  signIn(typed: { readonly password?: string; readonly oneTimeCode?: string } = {}): Promise<Answer> {
    const { username, password } = this;
    return this.portal.post('/sign-ins', { username, password, oneTimeCode: this.code(), ...typed });
  }

  /** The running state that the last event of the sign-ins carries. */
  async lastAtTheDoor(): Promise<unknown> {
    return (await this.portal.eventsOf(this.signIns)).at(-1)?.event.data;
  }

  generatorGoesTo(account: string): Promise<void> {
    return this.portal.happened(
      `generator-${this.serial}`,
      event(generatorAssigned, { account, seedId: this.seedId }),
    );
  }

  /** The same secret under another id: what was accepted of the one before says nothing of it. */
  generatorGetsSeed(seedId: string): Promise<void> {
    return this.portal.happened(`generator-${this.serial}`, this.seeded(seedId));
  }

  private seeded(seedId: string): AnyEvent {
    const { kind, hash, digits } = this.given;
    return event(generatorSeeded, {
      seedId,
      serialNumber: this.serial,
      seed: Buffer.from(rfcSeeds[hash]).toString('hex'),
      seedDigest: idFor(`digest of ${seedId}`),
      kind,
      hash,
      digits,
    });
  }

  private async happened({
    passwordIssued: issued = false,
    goodUntil = '2999-01-01T00:00:00.000Z',
    generator,
    then = [],
  }: GivenHolder): Promise<void> {
    const { account, password, portal, serial, username } = this;
    const { commands } = portal.installation;
    const reservation = commands.reservations.stream('username', username.toLowerCase());
    await portal.happened(reservation, event(reservationMade, { holder: account }));
    await portal.happened(
      `generator-${serial}`,
      this.seeded(this.seedId),
      event(generatorAssigned, { account, seedId: this.seedId }),
    );
    const digest = await commands.passwords.digest(password);
    await portal.happened(
      this.stream,
      event(userCreated, {
        organisation: 'board-99901',
        signInMethod: 'token',
        username,
        surname: 'Groningen',
        initials: 'SR',
        telephone: '0612345678',
        emailAddress: `${username}@voorbeeldschool.nl`,
        reservations: [reservation],
      }),
      event(roleGranted, { role: 'registreren', kenmerken: [{ type: 'BRIN', value: '99KG' }] }),
      issued
        ? event(passwordIssued, { digest, way: 'reset', goodUntil, delivery: 'delivery-1' })
        : event(passwordChanged, { digest, goodUntil }),
      ...(generator ?? [this.issued({ deliveredTo: 'administrator-1' }), this.handedOver()]),
      ...then,
    );
  }

  get serial(): string {
    return TokenHolder.serialOf(this.username);
  }

  get seedId(): string {
    return idFor(`seed of ${this.username}`);
  }

  static serialOf = (username: string): string => `SN-${idFor(username).slice(0, 8)}`;

  issued = (more: { readonly deliveredTo?: string } = {}): AnyEvent => issuedTo(this.username, more);

  handedOver = (): AnyEvent => event(tokenHandedOver, { generator: this.serial, serialNumber: this.serial });
}

/** The generator is on its way. */
export const issuedTo = (
  username: string,
  more: { readonly deliveredTo?: string; readonly delivery?: 'courier' | 'registered-post' } = {},
): AnyEvent =>
  event(tokenIssued, {
    generator: TokenHolder.serialOf(username),
    seedId: idFor(`seed of ${username}`),
    serialNumber: TokenHolder.serialOf(username),
    delivery: 'registered-post',
    ...more,
  });
