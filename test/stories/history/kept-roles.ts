import { accountIn, type Fact, type Finding, found } from './facts.js';
import { rights } from './reach.js';

/** USR-05: whatever is granted and withdrawn, a living user keeps a role with a kenmerk. */
export function brokenRoles(facts: readonly Fact[]): Finding[] {
  const roles = new Map<string, Set<string>>();
  const last = new Map<string, Fact>();
  for (const fact of facts) last.set(`${fact.command} ${fact.stream}`, fact);
  return facts.flatMap((fact) => {
    const account = accountIn(fact);
    if (account === undefined) return [];
    if (fact.type === 'account.user-created') roles.set(account, new Set());
    const held = roles.get(account);
    if (held === undefined) return [];
    if (fact.type === 'account.role-granted') for (const right of rights('', fact)) held.add(right);
    if (fact.type === 'account.role-withdrawn') for (const right of rights('', fact)) held.delete(right);
    const isLast = last.get(`${fact.command} ${fact.stream}`) === fact;
    return isLast && held.size === 0 ? [found('USR-05', fact)] : [];
  });
}
