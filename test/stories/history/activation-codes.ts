import { accountIn, type Fact, type Finding, found, text, together } from './facts.js';

interface Code {
  readonly id: string;
  readonly expiresAt: string;
  tries: number;
  over: boolean;
}

const day = 24 * 3_600_000;

/** ACT-01, ACT-02, ACT-03, USR-08, END-01: when a code is good, and what ends it. */
export function brokenCodes(facts: readonly Fact[]): Finding[] {
  const codes = new Map<string, Code[]>();
  const findings: Finding[] = [];
  for (const group of together(facts)) {
    for (const fact of group) {
      const account = accountIn(fact);
      if (account === undefined) continue;
      const own = codes.get(account) ?? [];
      codes.set(account, own);
      findings.push(...follow(fact, own));
    }
    findings.push(...stillGood(group, codes));
  }
  return findings;
}

function follow(fact: Fact, own: Code[]): Finding[] {
  const code = own.find(({ id }) => id === fact.data.codeId);
  switch (fact.type) {
    case 'account.activation-code-made': {
      const made = { id: text(fact, 'codeId'), expiresAt: text(fact, 'expiresAt'), tries: 0, over: false };
      const isWrong = Date.parse(made.expiresAt) - Date.parse(fact.at) !== day;
      const findings = own.some((one) => isGood(one, fact)) ? [found('ACT-02', fact)] : [];
      own.push(made);
      return isWrong ? [...findings, found('ACT-01', fact)] : findings;
    }
    case 'account.activation-code-voided':
      if (code !== undefined) code.over = true;
      return [];
    case 'account.coupling-tried-wrongly':
      return countWrong(code, fact);
    case 'account.coupled': {
      const wasGood = code !== undefined && isGood(code, fact);
      if (code !== undefined) code.over = true;
      return wasGood ? [] : [found('ACT-01', fact)];
    }
    default:
      return [];
  }
}

function countWrong(code: Code | undefined, fact: Fact): Finding[] {
  if (code === undefined || !isGood(code, fact)) return [found('ACT-03', fact)];
  code.tries += 1;
  return fact.data.tries === code.tries && code.tries <= 5 ? [] : [found('ACT-03', fact)];
}

/** What a command must not leave behind: a good code of an account whose access or address it ended. */
function stillGood(group: readonly Fact[], codes: ReadonlyMap<string, readonly Code[]>): Finding[] {
  return group.flatMap((fact) => {
    const good = (codes.get(accountIn(fact) ?? '') ?? []).filter((code) => isGood(code, fact));
    if (fact.type === 'account.email-address-changed' && good.length > 0) return [found('USR-08', fact)];
    if (fact.type === 'account.ended' && good.length > 0) return [found('END-01', fact)];
    if (fact.type === 'account.coupled-again' && good.length > 0) return [found('EHK-08', fact)];
    if (fact.type === 'account.coupling-tried-wrongly' && good.some(({ tries }) => tries >= 5))
      return [found('ACT-03', fact)];
    return [];
  });
}

const isGood = ({ over, expiresAt }: Code, { at }: Fact): boolean => !over && at < expiresAt;
