import { type Caller } from '#libs/access/caller';
import { type CommandName } from '#libs/access/matrix';
import { type CommandDesk } from '#libs/commands/command-desk';
import { mandateId } from '#libs/commands/mandates';
import {
  accountIn,
  application,
  colleague,
  givenAdministrator,
  givenBoard,
  holder,
  idFor,
  meansOf,
  organisation,
  origin,
  outcomeOf,
  person,
  serviceDesk,
} from '../given/people.js';
import { Portal } from '../given/portal.js';
import { type Act } from './acts.js';
import { type Fact, factOf } from './facts.js';

type BodyOf<N extends CommandName> = Parameters<typeof CommandDesk.prototype.issue<N>>[1]['body'];

const otherOrganisation = 'board-20092';
const parts = new Map([
  [organisation, '03WU'],
  [otherOrganisation, '03WV'],
]);
const requestAt = (at: string, role: string) => ({
  organisation: at,
  role,
  kenmerken: [{ type: 'BRIN' as const, value: parts.get(at) ?? '' }],
});
const form = { reference: 'F-2', dateReceived: '2026-11-20', signatory: 'B. Bestuurder' };
const minutes = [30, 60, 23 * 60, 24 * 60 - 2, 24 * 60 - 1, 24 * 60];

/** The same ones in other letters too: uniqueness doesn't look at case. */
const usernames = ['Drenth97ED', 'Drenth98ED', 'Drenth99ED', 'drenth97ed', 'drenth98ed', 'DRENTH99ED'];
const names = ['anna', 'bert', 'cees', 'Anna', 'BERT', 'Cees'];

/** Two boards with three administrators and four users, and what is done there, one act after another. */
export class Play {
  /** How each act came out: `couple-means applied`, `couple-means ACT-03`. */
  private readonly outcomes: string[] = [];
  private readonly accounts: string[] = [];

  private constructor(private readonly portal: Portal) {}

  /** @returns what happened, and how each act came out */
  static async of(acts: readonly Act[]): Promise<{ facts: readonly Fact[]; outcomes: readonly string[] }> {
    const portal = await Portal.open();
    try {
      const play = new Play(portal);
      await play.begin();
      for (const act of acts) await play.take(act);
      await portal.runProcesses();
      return { facts: (await portal.history()).map(factOf), outcomes: play.outcomes };
    } finally {
      await portal.closeForGood();
    }
  }

  /** The first two manage the first board, the third manages the other one. */
  private async begin(): Promise<void> {
    for (const who of ['een', 'twee']) this.accounts.push((await givenAdministrator(this.portal, who)).id);
    await givenBoard(this.portal, '20092', '03WV');
    await this.propose('drie', otherOrganisation);
    await this.confirm(colleague);
    const usual = { by: 0, account: 0, role: 'registreren', other: false } as const;
    for (const value of [0, 1]) await this.take({ ...usual, kind: 'create-with-token', value });
    await this.take({ ...usual, kind: 'create', value: 2 });
    await this.take({ ...usual, kind: 'create', value: 6, by: 2, other: true });
  }

  private async take(act: Act): Promise<void> {
    this.portal.outside.later(1);
    const account = this.accounts[act.account % this.accounts.length] ?? '';
    const caller = person(this.accounts[act.by] ?? '');
    const at = act.other ? otherOrganisation : organisation;
    const callerOrDesk = act.other ? serviceDesk : caller;
    switch (act.kind) {
      case 'create':
      case 'create-with-token':
        return this.create(act, caller, at);
      case 'propose':
        return this.propose(nameOf(act), at);
      case 'confirm':
        return this.confirm(act.other ? serviceDesk : colleague);
      case 'grant':
      case 'withdraw': {
        const change = { grant: [], withdraw: [], [act.kind]: [requestAt(await this.homeOf(account), act.role)] };
        return this.issue('change-roles', caller, { account, ...change });
      }
      case 'convert':
        return this.issue('begin-conversion', callerOrDesk, { account, ...confirmed });
      case 'mail-code':
        return this.issue('mail-activation-code', callerOrDesk, { account });
      case 'couple':
      case 'couple-wrongly':
        return this.couple(act, account);
      case 'couple-again':
        return this.issue('couple-means-again', application, { means: meansFor(act) });
      case 'decouple':
        return this.issue('decouple-means', caller, { account, reason: 'wrong-account', ...confirmed });
      case 'end':
        return this.issue('end-account', caller, { account, confirmed: true, noLongerWorksHere: true });
      case 'change-address': {
        const change = { emailAddress: addressOf(act) };
        return this.issue('change-contact-data', callerOrDesk, { account, change });
      }
      case 'authorise':
      case 'narrow':
        return this.issue(onForm[act.kind], serviceDesk, {
          account: caller.id,
          form,
          authorisations: [requestAt(at, act.role)],
        });
      case 'give-mandate':
        return this.issue('give-mandate', serviceDesk, { ...between, roles: [act.role], form });
      case 'end-mandate':
        return this.issue('end-mandate', serviceDesk, {
          mandate: mandateId(between.givingOrganisation, between.receivingOrganisation),
          form,
        });
      case 'wait':
        return this.portal.outside.later(minutes[act.value] ?? 0);
    }
  }

  private async create(act: Act, caller: Caller, at: string): Promise<void> {
    const method =
      act.kind === 'create'
        ? { signInMethod: 'eherkenning' as const }
        : { signInMethod: 'token' as const, username: usernames[act.value] ?? '' };
    await this.issue('create-user', caller, {
      holder: { ...holder('', { organisation: at, ...method }), emailAddress: addressOf(act) },
      roles: [requestAt(at, act.role)],
      ...confirmed,
    });
  }

  private async propose(who: string, at: string): Promise<void> {
    await this.issue('propose-administrator', serviceDesk, {
      holder: holder(who, { organisation: at }),
      form,
      authorisations: [requestAt(at, 'registreren'), requestAt(at, 'examens')],
    });
  }

  /** The account that was made last, where it was proposed. */
  private async confirm(by: Caller): Promise<void> {
    await this.issue('confirm-administrator', by, { account: this.accounts.at(-1) ?? '' });
  }

  /** With the newest code, or the one before. */
  private async couple(act: Act, account: string): Promise<void> {
    const facts = await this.factsOf(account);
    const codes = facts.filter(({ type }) => type === 'account.activation-code-made');
    const code = act.kind === 'couple' ? codes.at(act.other ? -2 : -1)?.data.code : undefined;
    await this.issue('couple-means', application, {
      means: meansFor(act),
      hasUsernameAndCode: true,
      acceptedPrivacyStatement: '2026-01',
      acceptedTermsOfUse: '2026-01',
      username: String(facts[0]?.data.username),
      activationCode: typeof code === 'string' ? code : '0000-0000-0000-0000',
    });
  }

  private async issue<N extends CommandName>(name: N, caller: Caller, body: BodyOf<N>): Promise<void> {
    const idempotencyKey = idFor(`act ${this.outcomes.length}`);
    const receipt = await this.portal.desk.issue(name, { idempotencyKey, caller, origin, body });
    this.outcomes.push(`${name} ${outcomeOf(receipt)}`);
    const isNew = name === 'create-user' || name === 'propose-administrator';
    if (isNew && receipt.outcome === 'applied') this.accounts.push(accountIn(receipt));
  }

  private async factsOf(account: string): Promise<readonly Fact[]> {
    return (await this.portal.journal.read(`account-${account}`)).map(factOf);
  }

  private async homeOf(account: string): Promise<string> {
    return String((await this.factsOf(account))[0]?.data.organisation);
  }
}

const between = { givingOrganisation: organisation, receivingOrganisation: otherOrganisation };
const confirmed = { confirmed: true, holdsRightMeans: true };
const onForm = {
  authorise: 'grant-administrator-authorisations',
  narrow: 'withdraw-administrator-authorisations',
} as const;
const nameOf = ({ value }: Act): string => names[value] ?? 'dina';
const addressOf = (act: Act): string => `${nameOf(act)}@voorbeeldschool.nl`;
const meansFor = ({ value }: Act) => meansOf(`means ${value % 3}`);
