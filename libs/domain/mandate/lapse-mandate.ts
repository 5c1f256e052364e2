import { event } from '../catalogue.js';
import { decided, type Decision } from '../rules.js';
import { type MandateEvent, mandateLapsed, type MandateState } from './mandate.js';

/** ORG-05: one of the two organisations has left, so that nobody acts by the mandate any more. @param left its id */
export function lapseMandate(
  { left }: { readonly left: string },
  state: MandateState,
): Decision<MandateEvent> {
  if (state === undefined || state.roles.size === 0) return decided();
  const { givingOrganisation, receivingOrganisation } = state;
  return decided<MandateEvent>(
    event(mandateLapsed, { givingOrganisation, receivingOrganisation, left }, 'ORG-05'),
  );
}
