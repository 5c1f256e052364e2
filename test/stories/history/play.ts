import { type Caller } from '#libs/access/caller';
import { type CommandDesk } from '#libs/commands/command-desk';
import { mandateId } from '#libs/commands/mandates';
import { type CommandName } from '#libs/access/matrix';
import {
  accountIn,
  application,
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
const mandate = mandateId(organisation, otherOrganisation);
const parts = new Map([
  [organisation, '03WU'],
  [otherOrganisation, '03WV'],
]);
const requestAt = (at: string, role: string) => ({
  role,
  kenmerken: [{ type: 'BRIN' as const, value: parts.get(at) ?? '' }],
});
const form = { reference: 'F-2', dateReceived: '2026-11-20', signatory: 'B. Bestuurder' };
const minutes = [60, 23 * 60, 24 * 60 - 1, 24 * 60];

/** Two boards and three administrators, and what is done there, one act after another. */
export class Play {
  /** How each act came out: `couple applied`, `couple ACT-03`. */
  readonly outcomes: string[] = [];
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
    const authorisations = ['registreren', 'examens'].map((role) => ({
      ...requestAt(otherOrganisation, role),
      organisation: otherOrganisation,
    }));
    const receipt = await this.portal.desk.issue('appoint-administrator', {
      idempotencyKey: idFor('appoint drie'),
      caller: serviceDesk,
      origin,
      body: { holder: holder('drie', { organisation: otherOrganisation }), form, authorisations },
    });
    this.accounts.push(accountIn(receipt));
  }

  private async take(act: Act): Promise<void> {
    this.portal.outside.later(1);
    const account = this.accounts[act.account % this.accounts.length] ?? '';
    const caller = person(this.accounts[act.by] ?? '');
    const at = act.other ? otherOrganisation : organisation;
    switch (act.kind) {
      case 'create':
        return this.create(act, caller, at);
      case 'grant':
      case 'withdraw': {
        const request = [requestAt(await this.homeOf(account), act.role)];
        const change = { grant: [], withdraw: [], [act.kind]: request };
        return this.issue('change-roles', caller, { account, ...change });
      }
      case 'mail-code':
        return this.issue('mail-activation-code', act.other ? serviceDesk : caller, { account });
      case 'couple':
      case 'couple-wrongly':
        return this.couple(act, account);
      case 'couple-again':
        return this.issue('couple-means-again', application, { means: meansOf(`means ${act.value}`) });
      case 'decouple':
        return this.issue('decouple-means', caller, { account, reason: 'wrong-account' });
      case 'end':
        return this.issue('end-account', caller, { account, confirmed: true, noLongerWorksHere: true });
      case 'change-address': {
        const change = { emailAddress: addressOf(act) };
        return this.issue('change-contact-data', act.other ? serviceDesk : caller, { account, change });
      }
      case 'authorise':
      case 'narrow': {
        const authorisations = [{ ...requestAt(at, act.role), organisation: at }];
        const command = `${act.kind === 'authorise' ? 'grant' : 'withdraw'}-administrator-authorisations`;
        return this.issue(command as 'grant-administrator-authorisations', serviceDesk, {
          account: caller.id,
          form,
          authorisations,
        });
      }
      case 'give-mandate':
        return this.issue('give-mandate', serviceDesk, {
          givingOrganisation: organisation,
          receivingOrganisation: otherOrganisation,
          roles: [act.role],
          form,
        });
      case 'end-mandate':
        return this.issue('end-mandate', serviceDesk, { mandate, form });
      case 'wait':
        return this.portal.outside.later(minutes[act.value] ?? 0);
    }
  }

  private async create(act: Act, caller: Caller, at: string): Promise<void> {
    const { signInMethod, ...rest } = holder('', { organisation: at, signInMethod: act.method });
    const username = act.method === 'token' ? { username: usernames[act.value] ?? '' } : {};
    await this.issue('create-user', caller, {
      holder: { ...rest, signInMethod, emailAddress: addressOf(act), ...username },
      roles: [requestAt(at, act.role)],
    });
  }

  /** With the newest code, or the one before. */
  private async couple(act: Act, account: string): Promise<void> {
    const facts = await this.factsOf(account);
    const codes = facts.filter(({ type }) => type === 'account.activation-code-made');
    const code = act.kind === 'couple' ? codes.at(act.other ? -2 : -1)?.data : undefined;
    await this.issue('couple-means', application, {
      means: meansOf(`means ${act.value}`),
      hasUsernameAndCode: true,
      acceptedPrivacyStatement: '2026-01',
      acceptedTermsOfUse: '2026-01',
      username: String(facts[0]?.data.username),
      activationCode: typeof code?.code === 'string' ? code.code : '0000-0000-0000-0000',
    });
  }

  private async issue<N extends CommandName>(name: N, caller: Caller, body: BodyOf<N>): Promise<void> {
    const idempotencyKey = idFor(`act ${this.outcomes.length}`);
    const receipt = await this.portal.desk.issue(name, { idempotencyKey, caller, origin, body });
    this.outcomes.push(`${name} ${outcomeOf(receipt)}`);
    if (name === 'create-user' && receipt.outcome === 'applied') this.accounts.push(accountIn(receipt));
  }

  private async factsOf(account: string): Promise<readonly Fact[]> {
    return (await this.portal.journal.read(`account-${account}`)).map(factOf);
  }

  private async homeOf(account: string): Promise<string> {
    return String((await this.factsOf(account))[0]?.data.organisation);
  }
}

/** The same ones in other letters too: uniqueness doesn't look at case. */
const usernames = ['Drenth99ED', 'drenth99ed', 'Drenth98ED', 'DRENTH98ED'];
const addresses = ['anna', 'Anna', 'bert', 'BERT'].map((name) => `${name}@voorbeeldschool.nl`);
const addressOf = ({ value }: Act): string => addresses[value] ?? '';
