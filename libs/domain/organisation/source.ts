import { type RuleId } from '../rules.js';

/** What an event of a part says of where it comes from: a register file (ORG-02), or the operator itself (ORG-01). */
export const by = (source: string | undefined): { readonly source?: string } =>
  source === undefined ? {} : { source };

export const ruleOf = (source: string | undefined): RuleId => (source === undefined ? 'ORG-01' : 'ORG-02');
