import { type BoardForm, inEvent, receivedAfter } from '../board-form.js';
import { event } from '../catalogue.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { departureCompleted, type OrganisationEvent, organisationLeft } from './events.js';
import { type OrganisationState } from './state.js';

export interface LeaveOrganisation {
  readonly form: BoardForm;
  /** Calendar date in Europe/Amsterdam. */
  readonly today: string;
}

export const noSuchOrganisation: Violation = { rule: 'ORG-05', message: 'There is no such organisation.' };

/** §6.3, ORG-05: the organisation leaves on a written request, one that the register has closed too. No reason is asked. */
export function leaveOrganisation(
  { form, today }: LeaveOrganisation,
  state: OrganisationState,
): Decision<OrganisationEvent> {
  if (state.state === 'none') return refused(noSuchOrganisation);
  const violations = receivedAfter(today, form, 'ORG-05');
  if (violations.length > 0) return refused(...violations);
  return state.departure === undefined
    ? decided<OrganisationEvent>(event(organisationLeft, inEvent(form), 'ORG-05'))
    : decided();
}

/** What was done because the organisation left. */
export interface DepartureCounts {
  readonly accounts: number;
  readonly mandates: number;
  readonly generators: number;
}

/** ORG-05: recorded once, when all is done. */
export const completeDeparture = (
  { accounts, mandates, generators }: DepartureCounts,
  state: OrganisationState,
): Decision<OrganisationEvent> =>
  state.state !== 'none' && state.departure === 'begun'
    ? decided<OrganisationEvent>(event(departureCompleted, { accounts, mandates, generators }, 'ORG-05'))
    : decided();
