import { accountIn, type Fact, type Finding, found, isCreation, text, together } from './facts.js';

/** What only an account that signs in with a token has. */
const ofTokens = /^account\.(token-(issued|handed-over)|password-|conversion-begun)/;
/** What may still happen to an account that has ended. */
const afterTheEnd = /^account\.token-returned$/;

/** EHK-07, CNV-02, END-01, END-02: what is over stays over. */
export function brokenEndings(facts: readonly Fact[]): Finding[] {
  const methods = new Map<string, string>();
  const converting = new Set<string>();
  const ended = new Set<string>();
  return facts.flatMap((fact) => {
    const account = accountIn(fact);
    if (account === undefined) return [];
    const findings: Finding[] = [];
    if (ended.has(account) && !afterTheEnd.test(fact.type)) findings.push(found('END-02', fact));
    if (isCreation(fact)) methods.set(account, text(fact, 'signInMethod'));
    if (fact.type === 'account.coupled') methods.set(account, 'eherkenning');
    if (fact.type === 'account.ended') ended.add(account);
    if (ofTokens.test(fact.type) && methods.get(account) === 'eherkenning')
      findings.push(found('EHK-07', fact));
    if (fact.type === 'account.conversion-begun') {
      if (converting.has(account)) findings.push(found('CNV-02', fact));
      converting.add(account);
    }
    if (fact.type === 'account.activation-code-made' && methods.get(account) === 'token')
      if (!converting.has(account)) findings.push(found('ACT-05', fact));
    return findings;
  });
}

/** TOK-01, TOK-04, TOK-05, EHK-03, END-01: who has which generator, and when it is called back. */
export function brokenCustody(facts: readonly Fact[]): Finding[] {
  /** By generator: who holds it, and whether it was called back. */
  const out = new Map<string, { readonly account: string; calledBack: boolean }>();
  const seeds = new Set<string>();
  const findings: Finding[] = [];
  for (const group of together(facts)) {
    for (const fact of group) {
      const account = accountIn(fact);
      const generator = fact.data.generator;
      if (account === undefined || typeof generator !== 'string') continue;
      const holder = out.get(generator);
      if (fact.type === 'account.token-issued') {
        if (holder !== undefined) findings.push(found('TOK-01', fact));
        if (seeds.has(text(fact, 'seedId'))) findings.push(found('TOK-05', fact));
        seeds.add(text(fact, 'seedId'));
        out.set(generator, { account, calledBack: false });
      } else if (holder?.account !== account) findings.push(found('TOK-01', fact));
      else if (fact.type === 'account.token-called-back') holder.calledBack = true;
      else if (fact.type === 'account.token-returned') out.delete(generator);
    }
    findings.push(...notCalledBack(group, [...out.values()]));
  }
  return findings;
}

const callsBack = new Map([
  ['account.coupled', 'EHK-03'],
  ['account.ended', 'END-01'],
]);

const notCalledBack = (
  group: readonly Fact[],
  out: readonly { readonly account: string; readonly calledBack: boolean }[],
): Finding[] =>
  group.flatMap((fact) => {
    const rule = callsBack.get(fact.type);
    const left = out.some(({ account, calledBack }) => account === accountIn(fact) && !calledBack);
    return rule !== undefined && left ? [found(rule, fact)] : [];
  });
