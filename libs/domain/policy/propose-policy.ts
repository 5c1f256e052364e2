import { event } from '../catalogue.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { expectedOf, fits, isPolicyName, policyForms } from './policy-forms.js';
import { type PolicyChanges, type PolicyName, type PolicyValues } from './policy-values.js';
import { policyAt, type PolicyEvent, policyProposed, type PolicyState } from './policy.js';

export interface ProposePolicy {
  readonly proposal: string;
  /** Pseudonym of who proposes. */
  readonly by: string;
  /** RFC 3339 in UTC with milliseconds. */
  readonly inForceFrom: string;
  /** By name; as they were asked for. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly now: string;
}

/** ADM-11, architecture 16: one of the operator proposes values from a moment on; nothing holds yet. */
export function proposePolicy(command: ProposePolicy, state: PolicyState): Decision<PolicyEvent> {
  const { proposal, by, inForceFrom, values, now } = command;
  const violations = [...momentViolations(inForceFrom, now), ...valueViolations(values)];
  if (violations.length > 0) return refused(...violations);
  const changed = changesOf(values, policyAt(state, inForceFrom));
  if (Object.keys(changed).length === 0) return decided();
  return decided<PolicyEvent>(
    event(policyProposed, { proposal, proposedBy: by, inForceFrom, values: changed }, 'ADM-11'),
  );
}

/** What was decided in the past was judged by the policy of then, and stays so. */
export const momentViolations = (inForceFrom: string, now: string): Violation[] =>
  inForceFrom < now
    ? [
        {
          rule: 'ADM-11',
          field: 'inForceFrom',
          message: 'A policy version is in force from now or later, never from a moment in the past.',
        },
      ]
    : [];

function valueViolations(values: ProposePolicy['values']): Violation[] {
  const names = Object.keys(values);
  if (names.length === 0)
    return [{ rule: 'ADM-11', field: 'values', message: 'A proposal names at least one value.' }];
  const unknown: Violation[] = names.every(isPolicyName)
    ? []
    : [
        {
          rule: 'ADM-11',
          field: 'values',
          message: `There is a name that is no policy value; those are ${Object.keys(policyForms).join(', ')}.`,
        },
      ];
  return [...unknown, ...names.filter(isPolicyName).flatMap((name) => violationOf(name, values[name]))];
}

function violationOf(name: PolicyName, value: unknown): Violation[] {
  const { rule, form } = policyForms[name];
  return fits(form, value)
    ? []
    : [{ rule, field: `values.${name}`, message: `${name} must be ${expectedOf(form)}.` }];
}

/** USR-06: only what would be otherwise. */
const changesOf = (values: ProposePolicy['values'], current: PolicyValues): PolicyChanges =>
  Object.fromEntries(
    Object.entries(values).filter(([name, value]) => isPolicyName(name) && !isSame(value, current[name])),
  );

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
