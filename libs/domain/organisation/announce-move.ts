import { event } from '../catalogue.js';
import { decided, type Decision } from '../rules.js';
import { moveAnnounced, moveWithdrawn, type OrganisationEvent } from './events.js';
import { isOpen, type OrganisationState } from './state.js';

/**
 * ORG-06: the organisation is told, by letter, when it moves to eHerkenning; once for each date. Where nothing is planned
 * any more, what it was told is withdrawn. One that has closed or left is not told.
 *
 * @param date calendar date in Europe/Amsterdam; `undefined` where nothing is planned
 */
export function announceMove(
  date: string | undefined,
  state: OrganisationState,
): Decision<OrganisationEvent> {
  const told = state.state === 'none' ? undefined : state.moveAnnounced;
  if (date === told) return decided();
  if (date !== undefined)
    return isOpen(state) ? decided<OrganisationEvent>(event(moveAnnounced, { date }, 'ORG-06')) : decided();
  return told === undefined
    ? decided()
    : decided<OrganisationEvent>(event(moveWithdrawn, { date: told }, 'ORG-06'));
}
