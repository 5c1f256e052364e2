import { accountIn, type Fact, type Finding, found, text } from './facts.js';

const proposing = /\.(administrator-)?proposed$/;
const confirming = /^(account\.administrator-(created|appointed)|policy\.set)$/;

/** ADM-11: who proposes isn't who confirms, and who records a mandate isn't who lets an administrator act on it. */
export const brokenPairs = (facts: readonly Fact[]): Finding[] => [
  ...confirmedByProposer(facts),
  ...onOwnMandate(facts),
];

function confirmedByProposer(facts: readonly Fact[]): Finding[] {
  const proposers = new Map<string, string>();
  return facts.flatMap((fact) => {
    if (proposing.test(fact.type)) proposers.set(fact.stream, fact.by.id);
    return confirming.test(fact.type) && proposers.get(fact.stream) === fact.by.id
      ? [found('ADM-11', fact)]
      : [];
  });
}

/**
 * An appointment has two people of its own; a form afterwards has one. Whenever both mandate and authorisation hold, two
 * people are behind them, whichever of the two came last.
 */
function onOwnMandate(facts: readonly Fact[]): Finding[] {
  /** Who recorded that the mandate names the role: by `giving receiving role`. */
  const recorders = new Map<string, string>();
  const homes = new Map<string, string>();
  const formsAfterwards = new Set<string>();
  /** Who recorded it on a form: by account, and then by `giving receiving role kenmerk`. */
  const registrars = new Map<string, Map<string, string>>();
  return facts.flatMap((fact) => {
    const account = accountIn(fact) ?? '';
    const own = registrars.get(account) ?? new Map<string, string>();
    registrars.set(account, own);
    const keys = () => {
      const kenmerken = fact.data.kenmerken as readonly { readonly value: string }[];
      const key = `${text(fact, 'organisation')} ${homes.get(account)} ${text(fact, 'role')}`;
      return kenmerken.map(({ value }) => ({ key, full: `${key} ${value}` }));
    };
    switch (fact.type) {
      case 'mandate.given': {
        const given = (fact.data.roles as readonly string[]).map((role) => `${between(fact)} ${role}`);
        for (const key of given) recorders.set(key, fact.by.id);
        const standing = [...registrars.values()].flatMap((registered) => [...registered]);
        return given.some((key) =>
          standing.some(([full, by]) => full.startsWith(`${key} `) && by === fact.by.id),
        )
          ? [found('ADM-11', fact)]
          : [];
      }
      case 'account.administrator-created':
        homes.set(account, text(fact, 'organisation'));
        return [];
      case 'account.administrator-form-recorded':
        formsAfterwards.add(fact.command);
        return [];
      case 'account.administrator-authorisation-granted':
        if (!formsAfterwards.has(fact.command)) return [];
        for (const { full } of keys()) own.set(full, fact.by.id);
        return keys().some(({ key }) => recorders.get(key) === fact.by.id) ? [found('ADM-11', fact)] : [];
      case 'account.administrator-authorisation-withdrawn':
        for (const { full } of keys()) own.delete(full);
        return [];
      case 'account.administrator-stepped-down':
      case 'account.ended':
        own.clear();
        return [];
      default:
        return [];
    }
  });
}

const between = (fact: Fact): string =>
  `${text(fact, 'givingOrganisation')} ${text(fact, 'receivingOrganisation')}`;
