import { accountIn, type Fact, type Finding, found, isCreation, text } from './facts.js';

const untied = /^account\.(decoupled|coupling-lapsed|ended)$/;
/** After these no previous means couples again without a code (EHK-08). */
const overForGood = /^account\.(coupled|coupled-again|previous-means-released|coupling-lapsed|ended)$/;

/** USR-03, USR-04, EHK-04, EHK-08: usernames for ever, e-mail addresses among the living, means among the coupled. */
export function brokenUniqueness(facts: readonly Fact[]): Finding[] {
  const usernames = new Set<string>();
  const addresses = new Map<string, string>();
  const means = new Map<string, string>();
  /** By account: the means that it may couple again. */
  const previous = new Map<string, string>();
  const findings: Finding[] = [];
  for (const fact of facts) {
    const account = accountIn(fact);
    if (account === undefined) continue;
    if (isCreation(fact)) {
      const username = text(fact, 'username').toLowerCase();
      if (usernames.has(username)) findings.push(found('USR-03', fact));
      usernames.add(username);
    }
    if (isCreation(fact) || fact.type === 'account.email-address-changed') {
      const address = text(fact, 'emailAddress').toLowerCase();
      if ([...addresses].some(([other, one]) => other !== account && one === address))
        findings.push(found('USR-04', fact));
      addresses.set(account, address);
    }
    if (fact.type === 'account.coupled' || fact.type === 'account.coupled-again') {
      const key = text(fact, 'means');
      if (means.has(account) || [...means.values()].includes(key)) findings.push(found('EHK-04', fact));
      means.set(account, key);
    }
    if (fact.type === 'account.coupled-again' && previous.get(account) !== text(fact, 'means'))
      findings.push(found('EHK-08', fact));
    if (overForGood.test(fact.type)) previous.delete(account);
    if (fact.type === 'account.decoupled') previous.set(account, text(fact, 'means'));
    if (untied.test(fact.type)) means.delete(account);
    if (fact.type === 'account.ended') addresses.delete(account);
  }
  return findings;
}
