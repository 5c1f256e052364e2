import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Answer, Client, type Means, type SignedIn, until } from './client.js';
import { asked } from './requests.js';
import { mailedCode } from './mailed-code.js';
import { projectFolder, RunningProgram } from './server.js';

/** What a command that was carried out is answered with. */
export interface Done {
  readonly commandId: string;
  readonly outcome: string;
  readonly account: string;
  readonly revision: number;
  readonly position: string;
  readonly events: readonly { readonly id: string; readonly type: string }[];
}

/** @throws Error when the command was not carried out */
export function done(answer: Answer): Done {
  if (answer.status !== 200 && answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  return answer.body as Done;
}

export interface WithCode extends Done {
  readonly username: string;
  readonly code: string;
}

export interface GivenMandate extends Omit<Done, 'account'> {
  readonly mandate: string;
}

export interface Shown {
  readonly id: string;
  readonly username: string;
  readonly coupled: boolean;
  readonly activationCode: { readonly state: string };
  readonly roles: readonly { readonly role: string; readonly kenmerken: readonly unknown[] }[];
  readonly revision: number;
  readonly position: string;
}

export interface Told {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly nl: string;
  readonly en: string;
  readonly command: { readonly id: string; readonly name: string };
  readonly causation: string;
  readonly channel: string;
  readonly rules: readonly string[];
  readonly refused: boolean;
}

export const board = 'board-99901';
export const otherBoard = 'board-99902';
const brin = (...values: string[]) => values.map((value) => ({ type: 'BRIN', value }));

export const role = (code: string, ...institutions: string[]) => ({
  role: code,
  kenmerken: brin(...institutions),
});
export const boardForm = {
  reference: 'F-2026-000123',
  dateReceived: '2026-01-20',
  signatory: 'M. de Boer',
};
export const bekostiging = role('medewerker-bekostiging', '99KG');
/** Everything that the administrator of the school may hand out. */
const authorisations = [role('medewerker-bekostiging', '99KG', '99AA'), role('medewerker-register', '99KG')];

/** A school with an administrator, as the operator and the service desk leave it. */
export class School {
  private people = 0;

  private constructor(
    readonly program: RunningProgram,
    readonly client: Client,
    readonly operator: SignedIn,
    readonly serviceDesk: SignedIn,
    readonly auditor: SignedIn,
    readonly portal: SignedIn,
    /** ADM-11: who confirms what the first one proposes. */
    readonly colleague: SignedIn,
  ) {}

  static async open(settings: Readonly<Record<string, string>> = {}): Promise<School> {
    const program = await RunningProgram.start(settings);
    const client = await Client.of(program);
    const school = new School(
      program,
      client,
      await client.as('operator'),
      await client.as('service-desk'),
      await client.as('auditor'),
      await client.as('application', 'portal'),
      await client.as('service-desk', 'service-desk-2'),
    );
    await school.loadRegister();
    for (const code of ['medewerker-bekostiging', 'medewerker-register', 'beyond-authority'])
      done(await school.defineRole(code));
    return school;
  }

  private async loadRegister(): Promise<void> {
    const file = 'schoolvestigingen-voorbeeld.2026-04.csv';
    const bytes = await readFile(join(projectFolder, 'apps/cli/demo', file));
    done(
      await this.operator.post(`/register-files?name=${file}`, new Uint8Array(bytes), {
        'Content-Type': 'text/csv',
        'Idempotency-Key': this.client.nextKey(),
      }),
    );
  }

  defineRole = (code: string, more: object = {}): Promise<Answer> =>
    this.operator.command('/roles', {
      code,
      name: `Rol ${code}`,
      explanation: 'Voor het onderwijs.',
      kenmerkType: 'BRIN',
      sectors: ['po'],
      inForceFrom: '2026-01-01',
      ...more,
    });

  /** Somebody who is not yet known here. */
  person(more: object = {}) {
    const number = (this.people += 1);
    return {
      organisation: board,
      signInMethod: 'eherkenning',
      surname: `Proefpersoon-${'abcdefghij'.charAt(number % 10)}`,
      initials: 'PP',
      telephone: '0612345678',
      emailAddress: `persoon${number}@voorbeeldschool.nl`,
      ...more,
    };
  }

  /** Proposed by one of the service desk and confirmed by another (ADM-11). */
  async appoint(more: object = {}, given: readonly object[] = authorisations): Promise<Administrator> {
    const { account } = done(await this.propose(more, given));
    done(await this.colleague.command(`/accounts/${account}/appointment-confirmations`, {}));
    return { account, api: await this.client.as('person', account) };
  }

  propose(more: object = {}, given: readonly object[] = authorisations): Promise<Answer> {
    const person = this.person(more);
    return this.serviceDesk.command('/administrators', {
      ...person,
      form: boardForm,
      authorisations: given.map((one) => ({ organisation: person.organisation, ...one })),
    });
  }

  /** The giving organisation lets the receiving one act for it, as one of the service desk records it: another may let people act on it (ADM-11). */
  async giveMandate(giving: string, receiving: string, ...roles: string[]): Promise<GivenMandate> {
    const body = { givingOrganisation: giving, receivingOrganisation: receiving, roles, form: boardForm };
    return done(await this.colleague.command('/mandates', body)) as unknown as GivenMandate;
  }

  async user({ api }: Administrator, more: object = {}): Promise<Done> {
    return done(await api.command('/users', this.userFields(more)));
  }

  userFields = (more: object = {}) => ({
    ...this.person(),
    roles: [bekostiging],
    holdsRightMeans: true,
    ...more,
  });

  /** A generator that is not yet known here, as its maker delivers it. Each has a seed of its own. */
  generatorFields(more: object = {}) {
    const number = (this.people += 1);
    return {
      serialNumber: `26-${String(number).padStart(7, '0')}`,
      otp: 'totp',
      hash: 'sha1',
      digits: 6,
      period: 30,
      seed: seedNumber(number),
      ...more,
    };
  }

  /** In stock, with a seed that the test knows. */
  async generator(more: object = {}): Promise<KnownGenerator> {
    const fields = this.generatorFields(more);
    done(await this.operator.command('/generators', fields));
    return { serialNumber: fields.serialNumber, seed: fields.seed };
  }

  issue(account: string, serialNumber: string, deliveredTo?: string): Promise<Answer> {
    const to = deliveredTo === undefined ? {} : { deliveredTo };
    return this.serviceDesk.command(`/accounts/${account}/tokens`, { serialNumber, ...to });
  }

  /** When the process that follows its return has freed the generator (TOK-05). */
  async untilFreed(serialNumber: string): Promise<void> {
    const isReturn = ({ type, stream }: Told): boolean =>
      type.startsWith('generator.returned') && stream === `generator-${serialNumber}`;
    await until(async () => (await this.trail()).some(isReturn), 'a generator that was freed');
  }

  /** A user who signs in with a token, whose generator the administrator has handed over (TOK-02). */
  async tokenUser(administrator: Administrator, more: object = {}): Promise<TokenHolder> {
    const username = `Token${(this.people += 1)}`;
    const { account } = await this.user(administrator, { signInMethod: 'token', username, ...more });
    const generator = await this.generator();
    const tokens = `/accounts/${account}/tokens`;
    done(await this.issue(account, generator.serialNumber, administrator.account));
    done(await administrator.api.command(`${tokens}/${generator.serialNumber}/hand-overs`, {}));
    return { account, api: await this.client.as('person', account), username, ...generator };
  }

  /**
   * An administrator who signs in with a token, whose generator they have (ADM-08).
   *
   * @param by the one whom the organisation has already; absent for the first
   */
  async tokenAdministrator(by?: Administrator, more: object = {}): Promise<TokenHolder> {
    const username = `Token${(this.people += 1)}`;
    const administrator = await this.appoint({ signInMethod: 'token', username, ...more });
    const generator = await this.generator();
    done(await this.issue(administrator.account, generator.serialNumber, by?.account));
    const handOver = `/accounts/${administrator.account}/tokens/${generator.serialNumber}/hand-overs`;
    const [says, body] = by === undefined ? [this.serviceDesk, { identityProved: true }] : [by.api, {}];
    done(await says.command(handOver, body));
    return { ...administrator, username, ...generator };
  }

  async show(account: string, position?: string): Promise<Shown> {
    const at = position === undefined ? '' : `?position=${position}`;
    return done(await this.serviceDesk.get(`/accounts/${account}${at}`)) as unknown as Shown;
  }

  async history(account: string): Promise<readonly Told[]> {
    return done(await this.auditor.get(`/accounts/${account}/history`)) as unknown as Told[];
  }

  async typesIn(account: string): Promise<readonly string[]> {
    return (await this.history(account)).map(({ type }) => type.replace(/^account\.|\.v1$/g, ''));
  }

  /** When it stands in the account's history. @param type without kind of stream and version */
  async untilRecorded(account: string, type: string): Promise<void> {
    await until(async () => (await this.typesIn(account)).includes(type), type);
  }

  /** The audit trail, newest first, once it has seen all that was recorded before this question. */
  async trail(query = ''): Promise<readonly Told[]> {
    await until(() => this.hasSeenAll(), 'an audit trail that has seen everything');
    const answer = await this.auditor.get(`/audit-trail?limit=100${query}`);
    return (done(answer) as unknown as { entries: Told[] }).entries;
  }

  /** What callers did, newest first; what processes do because of it comes in its own time. */
  acts = async (): Promise<readonly Told[]> =>
    (await this.trail()).filter(({ channel }) => channel !== 'process');

  /** Asked of who watches the program: asking adds no event. */
  private async hasSeenAll(): Promise<boolean> {
    const { body } = await this.client.send('/health', {});
    const { readModels } = body as { readModels: readonly { name: string; behind: number }[] };
    return readModels.some(({ name, behind }) => name === 'audit-trail' && behind === 0);
  }

  /** When the first reservation that the account's last event gave up has been freed by its process. */
  async untilFree(account: string): Promise<void> {
    const given = (await this.history(account)).at(-1)?.id;
    const isRelease = ({ type, causation }: Told): boolean =>
      type.startsWith('reservation.') && causation === given;
    await until(async () => (await this.trail()).some(isRelease), 'a reservation that was freed');
  }

  /** Has a code mailed, and reads it where its owner does: in the mail. */
  async mailedCode(by: SignedIn, account: string): Promise<string> {
    done(await by.command(`/accounts/${account}/activation-codes`, asked(this, by)));
    return this.codeInMail(account);
  }

  /** The code that was made last, once its mail has left. */
  codeInMail = (account: string): Promise<string> =>
    mailedCode(this.program.dataDirectory, this.auditor, account);

  /** A visit as EHK-02 has it. */
  async couple(means: Means, username: string, activationCode: string, more: object = {}): Promise<Answer> {
    return this.portal.command('/couplings', {
      meansStatement: await this.client.statement(means),
      hasUsernameAndCode: true,
      acceptedPrivacyStatement: '2026-01',
      acceptedTermsOfUse: '2026-01',
      username,
      activationCode,
      ...more,
    });
  }

  async coupleAgain(means: Means): Promise<Answer> {
    return this.portal.command('/couplings-again', {
      meansStatement: await this.client.statement(means),
    });
  }

  /** Who signs in with this means, as somebody without a session does. */
  signInWithMeans = async (means: Means): Promise<Answer> =>
    this.signInWithStatement(await this.client.statement(means));

  signInWithStatement = (meansStatement: string): Promise<Answer> =>
    this.client.send('/v1/sign-ins-with-means', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ meansStatement }),
    });

  /** A user who holds their username and the code out of their mail. */
  async userWithCode(administrator: Administrator, more: object = {}): Promise<WithCode> {
    const user = await this.user(administrator, more);
    const code = await this.mailedCode(administrator.api, user.account);
    const { username } = await this.show(user.account, user.position);
    return { ...user, username, code };
  }

  /** A user whose means is coupled. */
  async coupledUser(administrator: Administrator, means: Means): Promise<WithCode> {
    const user = await this.userWithCode(administrator);
    done(await this.couple(means, user.username, user.code));
    return user;
  }
}

/** 160 bits in base32, other ones for every number. */
const seedNumber = (number: number): string =>
  `GEZDGNBVGY3TQOJQGEZDGNBVGY${[...String(number).padStart(6, '0')].map((digit) => 'ABCDEFGHIJ'.charAt(Number(digit))).join('')}`;

export interface KnownGenerator {
  readonly serialNumber: string;
  /** Base32. */
  readonly seed: string;
}

/** Somebody who signs in with username, password and a code of their generator. */
export interface TokenHolder extends Administrator, KnownGenerator {
  readonly username: string;
}

export interface Administrator {
  readonly account: string;
  readonly api: SignedIn;
}
