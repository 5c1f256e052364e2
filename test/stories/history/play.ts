import {
  givenAdministrator,
  givenBoard,
  idFor,
  accountIn,
  origin,
  outcomeOf,
  person,
} from '../given/people.js';
import { Portal } from '../given/portal.js';
import { type Act } from './acts.js';
import { asked, type Scene } from './asked.js';
import { type Fact, factOf, isCreation } from './facts.js';

const minutes = [30, 60, 23 * 60, 24 * 60 - 2, 24 * 60 - 1, 24 * 60];

/** Acts that only mean something where another one came before, and which. */
const after: Partial<Record<Act['kind'], RegExp>> = {
  'change-address': /^account\.user-created$/,
  'mail-code': /^account\.user-created$/,
  convert: /^account\.user-created$/,
  'issue-token': /^account\.user-created$/,
  grant: /^account\.user-created$/,
  withdraw: /^account\.role-granted$/,
  couple: /^account\.activation-code-made$/,
  'step-down': /^account\.administrator-created$/,
  'report-means': /^account\.coupled(-again)?$/,
  'couple-again': /^account\.decoupled$/,
  decouple: /^account\.coupled(-again)?$/,
  'report-token': /^account\.token-issued$/,
  'return-token': /^account\.token-issued$/,
};

/** Two boards with three administrators and four users, and what is done there, one act after another. */
export class Play {
  /** How each act came out: `couple-means applied`, `couple-means ACT-03`. */
  private readonly outcomes: string[] = [];
  private readonly accounts: string[] = [];
  /** By type: the accounts to which it happened. */
  private readonly happened = new Map<string, string[]>();

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

  /** The first two manage the first board, one of them a role less; the third manages the other one, and acts for the first. */
  private async begin(): Promise<void> {
    for (const who of ['een', 'twee']) this.accounts.push((await givenAdministrator(this.portal, who)).id);
    await givenBoard(this.portal, '20092', '03WV');
    const usual = { by: 0, account: 0, role: 'registreren' } as const;
    for (const act of [
      { kind: 'propose', value: 6, other: true },
      { kind: 'confirm', value: 0, other: false },
      { kind: 'narrow', value: 0, by: 1, role: 'examens', other: false },
      { kind: 'give-mandate', value: 0, other: false },
      { kind: 'authorise', value: 0, by: 2, other: false },
      { kind: 'create-with-token', value: 0, other: false },
      { kind: 'create-with-token', value: 1, other: false },
      { kind: 'create', value: 2, other: false },
      { kind: 'seed', value: 0, other: false },
      { kind: 'seed', value: 1, other: false },
    ] as const)
      await this.take({ ...usual, ...act });
  }

  private async take(act: Act): Promise<void> {
    this.portal.outside.later(act.kind === 'wait' ? (minutes[act.value] ?? 0) : 1);
    const command = asked(act, await this.scene(act));
    if (command === undefined) return;
    const { name, caller, body } = command;
    const idempotencyKey = idFor(`act ${this.outcomes.length}`);
    const receipt = await this.portal.desk.issue(name, {
      idempotencyKey,
      caller,
      origin,
      body: body,
    });
    this.outcomes.push(`${name} ${outcomeOf(receipt)}`);
    if (receipt.outcome !== 'applied' || !receipt.stream.startsWith('account-')) return;
    const account = accountIn(receipt);
    if (!this.accounts.includes(account)) this.accounts.push(account);
    for (const { type } of receipt.events) {
      const name = type.replace(/\.v\d+$/, '');
      this.happened.set(name, [...(this.happened.get(name) ?? []), account]);
    }
  }

  private async scene(act: Act): Promise<Scene> {
    const account = this.choose(act);
    const facts = (await this.portal.journal.read(`account-${account}`)).map(factOf);
    const holder = facts.find(isCreation)?.data ?? facts[0]?.data;
    const codes = facts.filter(({ type }) => type === 'account.activation-code-made');
    const code = codes.at(act.other ? -2 : -1)?.data.code;
    const administrator = this.accounts[act.by] ?? '';
    return {
      account,
      caller: person(administrator),
      home: String(holder?.organisation),
      username: String(holder?.username),
      code: typeof code === 'string' ? code : undefined,
      previous: facts.findLast(({ type }) => type === 'account.decoupled')?.data.means,
      administrator,
      newest: this.accounts.at(-1) ?? '',
      now: this.portal.outside.now().toISOString(),
      nth: this.outcomes.length,
    };
  }

  /** Mostly one of the last for which the act means something, now and then any. */
  private choose({ kind, account, other }: Act): string {
    const wanted = after[kind];
    const fitting = [...this.happened].flatMap(([type, accounts]) => (wanted?.test(type) ? accounts : []));
    const from = other || fitting.length === 0 ? this.accounts : fitting.slice(-4);
    return from[account % from.length] ?? '';
  }
}
