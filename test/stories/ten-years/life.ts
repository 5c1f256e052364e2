import { generateSync } from 'otplib';
import { type Caller } from '#libs/access/caller';
import { type CommandName } from '#libs/access/matrix';
import { type BodyOf } from '#libs/commands/command-desk';
import { type IssuedWith } from '#libs/commands/command-request';
import { daysOn, localTime, momentOf } from '#libs/commands/local-time.test-data';
import { type Receipt } from '#libs/commands/receipt';
import { type SignInOutcome } from '#libs/commands/sign-in-desk';
import { SignInWithMeans } from '#libs/commands/sign-in-with-means';
import { SignInWithToken } from '#libs/commands/sign-in-with-token';
import { Random } from '#libs/projections/digest/random';
import { tokenHolder } from '../given/passwords.js';
import {
  accountIn,
  couple,
  createUser,
  decouple,
  end,
  idFor,
  mailCode,
  meansOf,
  operator,
  origin,
  serviceDesk,
} from '../given/people.js';
import { type Portal } from '../given/portal.js';
import { seedNamed } from '../given/tokens.js';

/** Where people live: the portal as it runs now, and the hours at which they come by. */
export interface World {
  portal: Portal;
  readonly administrator: Caller;
  /** The hour at which people come by so many days after the first one, in milliseconds since 1970. */
  readonly visitingHour: (day: number) => number;
  readonly dayOf: (moment: number) => number;
  /** What came out otherwise than the rules say. */
  readonly surprises: string[];
}

const hour = 3_600_000;

/** One person's years with the portal. What they do, and when, is theirs alone and the same for the same number. */
export class Life {
  /** When they come by again, in milliseconds since 1970; `Infinity` once they are done with it. */
  next: number;
  private account = '';
  private acts = 0;
  private password = { text: '', goodUntil: 0 };
  private readonly random: Random;
  private readonly who: string;
  private then: () => Promise<void>;

  constructor(
    private readonly world: World,
    private readonly number: number,
    method: 'token' | 'eherkenning',
  ) {
    this.random = new Random(number + 1);
    this.who = `persoon${number}`;
    this.then = method === 'token' ? this.beCreatedWithToken : this.beCreated;
    this.next = world.visitingHour(this.random.chance(0.7) ? 0 : 5 * this.random.below(400));
  }

  act(): Promise<void> {
    return this.then();
  }

  private beCreated = async (): Promise<void> => {
    const { portal, administrator } = this.world;
    this.account = accountIn(await createUser(portal, administrator, this.who));
    await this.askForCode();
  };

  private askForCode = async (): Promise<void> => {
    const { portal, administrator } = this.world;
    accountIn(await mailCode(portal, administrator, this.account, this.key()));
    this.useCode();
  };

  /** At once, about as long after as a code lives, or too late. */
  private useCode(): void {
    const days = this.random.oneOf([0, 0, 0, 1, 1, 2]);
    if (days === 0) this.later(hour);
    else this.inDays(days);
    this.then = this.couple;
  }

  private couple = async (): Promise<void> => {
    const { outcome } = await couple(this.world.portal, this.account, this.who, this.key());
    this.inDays(outcome === 'applied' ? this.away() : 1 + this.random.below(30));
    this.then = outcome === 'applied' ? this.useMeans : this.askForCode;
  };

  private useMeans = async (): Promise<void> => {
    const chance = this.random.next();
    if (chance < 0.05) return this.beDecoupled();
    if (chance < 0.08) return this.end();
    await this.signInWithMeans();
  };

  private signInWithMeans = async (): Promise<void> => {
    const { portal } = this.world;
    const statement = { issuer: 'https://broker.example', statementId: this.key() };
    const outcome: SignInOutcome = await portal.commandBus.execute(
      new SignInWithMeans(meansOf(this.who), statement, origin),
    );
    const isIn = outcome.outcome === 'signed-in';
    this.inDays(isIn ? this.away() : 1);
    this.then = isIn ? this.useMeans : this.askForCode;
  };

  /** EHK-07, EHK-08: then couples with the new code, signs in with the old means, or does nothing for long. */
  private async beDecoupled(): Promise<void> {
    const { portal, administrator } = this.world;
    // Lapsed already, and recorded so: then it is coupled anew.
    const { outcome } = await decouple(portal, administrator, this.account, this.key());
    const next = this.random.oneOf(['code', 'code', 'old means', 'nothing'] as const);
    if (outcome === 'applied' && next === 'code') return this.useCode();
    this.inDays(next === 'nothing' ? this.away() : 1);
    this.then = outcome === 'applied' && next === 'old means' ? this.signInWithMeans : this.askAnew;
  }

  /** For who doesn't know whether the old means can couple again: then a new code is what they ask for. */
  private askAnew = async (): Promise<void> => this.askForCode();

  private beCreatedWithToken = async (): Promise<void> => {
    const { portal, administrator } = this.world;
    const username = `Zwaluw${this.number}`;
    this.account = accountIn(await createUser(portal, administrator, this.who, tokenHolder(username)));
    const { account, serialNumber } = this;
    const seed = { kind: 'totp', hash: 'sha1', digits: 6, period: 30 } as const;
    await this.issue('seed-generator', operator, { serialNumber, seed: seedNamed(this.who), ...seed });
    const deliveredTo = administrator.id;
    await this.issue('issue-token', serviceDesk, { account, serialNumber, deliveredTo });
    this.later(hour);
    this.then = this.getGenerator;
  };

  private getGenerator = async (): Promise<void> => {
    const { account, serialNumber } = this;
    const which = { account, serialNumber, identityProved: false };
    await this.issue('hand-over-token', this.world.administrator, which);
    await this.getNewPassword();
  };

  private getNewPassword = async (): Promise<void> => {
    const onSecret = (text: string): void => void (this.password = { text, goodUntil: 0 });
    await this.issue('reset-password', this.world.administrator, { account: this.account }, { onSecret });
    this.later(hour);
    this.then = this.changePassword;
  };

  private useToken = async (): Promise<void> => {
    const chance = this.random.next();
    if (chance < 0.1) return this.getNewPassword();
    if (chance < 0.15) return this.convert();
    if (chance < 0.18) return this.end();
    await this.changePassword();
  };

  /** PWD-06, PWD-07: signing in says whether it must be changed. */
  private changePassword = async (): Promise<void> => {
    const { portal, surprises } = this.world;
    const session = await this.signInWithToken();
    const must = this.now >= this.password.goodUntil;
    if ((session.mustChangePassword !== undefined) !== must)
      surprises.push(`PWD-07 ${this.who} at ${this.now}`);
    const caller = await portal.commands.sessions.callerOf(session.token);
    if (caller === undefined) throw new Error('The session is over.');
    const passwords = { current: this.password.text, next: `Zonnebloem-${this.acts}-veld` };
    await this.issue('change-password', caller, { account: this.account }, { passwords });
    const goodUntil = momentOf(daysOn(localTime(this.now), 91), this.now);
    this.password = { text: passwords.next, goodUntil };
    this.inDays(this.random.chance(0.35) ? 40 + this.random.below(45) : 90 + this.random.below(700));
    this.then = this.useToken;
  };

  private async signInWithToken() {
    const username = `Zwaluw${this.number}`;
    const oneTimeCode = generateSync({
      secret: Buffer.from(seedNamed(this.who), 'hex'),
      epoch: Math.floor(this.now / 1000),
    });
    const outcome: SignInOutcome = await this.world.portal.commandBus.execute(
      new SignInWithToken({ username, password: this.password.text, oneTimeCode }, origin),
    );
    if (outcome.outcome === 'refused') throw new Error(`${this.who} can't sign in.`);
    return outcome.session;
  }

  /** CNV-03: it mails a code at once. */
  private async convert(): Promise<void> {
    const body = { account: this.account, confirmed: true, holdsRightMeans: true };
    await this.issue('begin-conversion', this.world.administrator, body);
    this.useCode();
  }

  private async end(): Promise<void> {
    const { portal, administrator } = this.world;
    accountIn(await end(portal, administrator, this.account, this.key()));
    this.next = Infinity;
  }

  private async issue<N extends CommandName>(
    name: N,
    caller: Caller,
    body: BodyOf<N>,
    more: IssuedWith = {},
  ): Promise<Receipt> {
    const input = { idempotencyKey: this.key(), caller, origin, body, ...more };
    const receipt = await this.world.portal.desk.issue(name, input);
    if (receipt.outcome === 'refused') throw new Error(`${name}: ${JSON.stringify(receipt.violations)}`);
    return receipt;
  }

  private get serialNumber(): string {
    return `26-${this.number}`;
  }

  private get now(): number {
    return this.world.portal.outside.now().getTime();
  }

  private key = (): string => idFor(`${this.who} ${(this.acts += 1)}`);

  private later(milliseconds: number): void {
    this.next = this.now + milliseconds;
  }

  /** Who stays away for long comes by on one of the days on which many do. */
  private inDays(days: number): void {
    const then = this.world.dayOf(this.now) + days;
    this.next = this.world.visitingHour(days > 7 ? then - (then % 5) : then);
  }

  /** Mostly some months; sometimes more than a year, now and then about as long as a coupling lives. */
  private away(): number {
    const chance = this.random.next();
    if (chance < 0.6) return 60 + this.random.below(200);
    return chance < 0.85 ? 260 + this.random.below(250) : 515 + this.random.below(60);
  }
}
