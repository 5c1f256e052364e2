import { accountIn, type Fact, type Finding, found, isCreation, text } from './facts.js';

type Kenmerken = readonly { readonly type: string; readonly value: string }[];

/** One right to hand out: organisation, role, kenmerk. */
export const rights = (organisation: string, { data }: Fact): string[] =>
  (data.kenmerken as Kenmerken).map(
    ({ type, value }) => `${organisation} ${String(data.role)} ${type} ${value}`,
  );

/** ADM-10: what administrators don't do to each other. */
const notToFellows =
  /^account\.(decoupled|ended|activation-code-made|password-issued|blocked|unblocked|conversion-begun|email-address-changed|contact-data-changed)$/;
/** ADM-01, ADM-04: what is only recorded on the board's form, by the service desk. */
const onForm = /^account\.administrator-/;

/** ADM-02, ADM-03, ADM-04, ADM-05, ADM-10: nobody does more than they may at that moment. */
export class Reach {
  private readonly homes = new Map<string, string>();
  private readonly administrators = new Set<string>();
  private readonly ended = new Set<string>();
  private readonly authorisations = new Map<string, Set<string>>();
  /** `giving receiving role` */
  private readonly mandates = new Set<string>();

  /** What the fact breaks; then it is remembered. */
  follow(fact: Fact): Finding[] {
    const account = accountIn(fact);
    if (account === undefined) {
      this.followMandate(fact);
      return [];
    }
    if (isCreation(fact)) this.homes.set(account, text(fact, 'organisation'));
    const findings = fact.by.kind === 'person' ? this.beyond(fact.by.id, account, fact) : [];
    this.followAccount(account, fact);
    return findings;
  }

  private beyond(actor: string, account: string, fact: Fact): Finding[] {
    const home = this.homes.get(account) ?? '';
    const inForce = this.inForce(actor);
    const findings: Finding[] = [];
    if (onForm.test(fact.type)) findings.push(found('ADM-04', fact));
    if (actor !== account && ![...inForce].some((right) => right.startsWith(`${home} `)))
      findings.push(found('ADM-02', fact));
    if (actor !== account && this.administrators.has(account) && notToFellows.test(fact.type))
      findings.push(found('ADM-10', fact));
    if (fact.type === 'account.role-granted' || fact.type === 'account.role-withdrawn')
      if (!rights(home, fact).every((right) => inForce.has(right))) findings.push(found('ADM-03', fact));
    if (this.ended.has(actor)) findings.push(found('END-02', fact));
    return findings;
  }

  /** ADM-05: at another organisation both hold, the authorisation and the mandate. */
  private inForce(actor: string): ReadonlySet<string> {
    const home = this.homes.get(actor) ?? '';
    const own = [...(this.authorisations.get(actor) ?? [])];
    return new Set(
      own.filter((right) => {
        const [organisation = '', role = ''] = right.split(' ');
        return organisation === home || this.mandates.has(`${organisation} ${home} ${role}`);
      }),
    );
  }

  private followAccount(account: string, fact: Fact): void {
    const held = this.authorisations.get(account) ?? new Set<string>();
    this.authorisations.set(account, held);
    switch (fact.type) {
      case 'account.administrator-appointed':
        this.administrators.add(account);
        break;
      case 'account.administrator-authorisation-granted':
        for (const right of rights(text(fact, 'organisation'), fact)) held.add(right);
        break;
      case 'account.administrator-authorisation-withdrawn':
        for (const right of rights(text(fact, 'organisation'), fact)) held.delete(right);
        break;
      case 'account.administrator-stepped-down':
        this.administrators.delete(account);
        held.clear();
        break;
      case 'account.ended':
        this.ended.add(account);
        held.clear();
        break;
    }
  }

  private followMandate(fact: Fact): void {
    if (!/^mandate\.(given|ended|lapsed)$/.test(fact.type)) return;
    const between = `${text(fact, 'givingOrganisation')} ${text(fact, 'receivingOrganisation')} `;
    if (fact.type === 'mandate.given')
      for (const role of fact.data.roles as readonly string[]) this.mandates.add(between + role);
    else for (const one of [...this.mandates]) if (one.startsWith(between)) this.mandates.delete(one);
  }
}

export function brokenReach(facts: readonly Fact[]): Finding[] {
  const reach = new Reach();
  return facts.flatMap((fact) => reach.follow(fact));
}
