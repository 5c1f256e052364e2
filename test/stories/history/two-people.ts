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

/** An appointment has two people of its own; a form afterwards has one. */
function onOwnMandate(facts: readonly Fact[]): Finding[] {
  /** `giving receiving role` */
  const recorders = new Map<string, string>();
  const homes = new Map<string, string>();
  const formsAfterwards = new Set<string>();
  return facts.flatMap((fact) => {
    const account = accountIn(fact) ?? '';
    if (fact.type === 'mandate.given')
      for (const role of fact.data.roles as readonly string[])
        recorders.set(`${between(fact)} ${role}`, fact.by.id);
    if (fact.type === 'account.administrator-created') homes.set(account, text(fact, 'organisation'));
    if (fact.type === 'account.administrator-form-recorded') formsAfterwards.add(fact.command);
    if (fact.type !== 'account.administrator-authorisation-granted' || !formsAfterwards.has(fact.command))
      return [];
    const key = `${text(fact, 'organisation')} ${homes.get(account)} ${text(fact, 'role')}`;
    return recorders.get(key) === fact.by.id ? [found('ADM-11', fact)] : [];
  });
}

const between = (fact: Fact): string =>
  `${text(fact, 'givingOrganisation')} ${text(fact, 'receivingOrganisation')}`;
