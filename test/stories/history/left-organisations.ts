import { accountIn, type Fact, type Finding, found, isCreation, text } from './facts.js';

/** ORG-05: nothing new at an organisation that has left, and in the end none of its accounts or proposals is left either. */
export function brokenDepartures(facts: readonly Fact[]): Finding[] {
  const left = new Set<string>();
  /** By account: its organisation, and what happened to it last. */
  const living = new Map<string, { readonly home: string; readonly last: Fact }>();
  const findings: Finding[] = [];
  for (const fact of facts) {
    if (fact.type === 'organisation.left') left.add(fact.stream.slice('organisation-'.length));
    const account = accountIn(fact);
    if (account === undefined) continue;
    const isProposal = fact.type === 'account.administrator-proposed';
    const home =
      isCreation(fact) || isProposal ? text(fact, 'organisation') : (living.get(account)?.home ?? '');
    const isNew = isCreation(fact) || fact.type === 'account.role-granted';
    if (isNew && left.has(home)) findings.push(found('ORG-05', fact));
    if (fact.type === 'account.ended' || fact.type === 'account.administrator-proposal-rejected')
      living.delete(account);
    else if (isCreation(fact) || isProposal || living.has(account)) living.set(account, { home, last: fact });
  }
  const staying = [...living.values()].filter(({ home }) => left.has(home));
  return [...findings, ...staying.map(({ last }) => found('ORG-05', last))];
}
