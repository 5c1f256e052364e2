import { type BoardForm, inEvent, receivedAfter } from '../board-form.js';
import { event } from '../catalogue.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { mandateEnded, type MandateEvent, type MandateState } from './mandate.js';

export interface EndMandate {
  readonly form: BoardForm;
  /** Calendar date in Europe/Amsterdam. */
  readonly today: string;
}

export const noSuchMandate: Violation = { rule: 'ADM-05', message: 'There is no such mandate.' };

/** ADM-05: from now on nobody acts for the organisation by this mandate; what was done stays (ADM-07). */
export function endMandate({ form, today }: EndMandate, state: MandateState): Decision<MandateEvent> {
  if (state === undefined) return refused(noSuchMandate);
  const violations = receivedAfter(today, form, 'ADM-05');
  if (violations.length > 0) return refused(...violations);
  if (state.roles.size === 0) return decided();
  const { givingOrganisation, receivingOrganisation } = state;
  const ended = { givingOrganisation, receivingOrganisation, ...inEvent(form) };
  return decided<MandateEvent>(event(mandateEnded, ended, 'ADM-05'));
}
