import { type Fact, type Finding, found } from './facts.js';

const proposing = /\.(administrator-)?proposed$/;
const confirming = /^(account\.administrator-(created|appointed)|policy\.set)$/;

/** ADM-11: who proposes isn't who confirms. */
export function brokenPairs(facts: readonly Fact[]): Finding[] {
  const proposers = new Map<string, string>();
  return facts.flatMap((fact) => {
    if (proposing.test(fact.type)) proposers.set(fact.stream, fact.by.id);
    return confirming.test(fact.type) && proposers.get(fact.stream) === fact.by.id
      ? [found('ADM-11', fact)]
      : [];
  });
}
