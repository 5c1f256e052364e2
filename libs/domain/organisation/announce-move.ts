import { event } from '../catalogue.js';
import { decided, type Decision } from '../rules.js';
import { moveAnnounced, type OrganisationEvent } from './events.js';
import { isOpen, type OrganisationState } from './state.js';

/**
 * ORG-06: the organisation is told, by letter, when it moves to eHerkenning; once for each date. One that has closed or
 * left is not told. @param date calendar date in Europe/Amsterdam; `undefined` where nothing is planned
 */
export const announceMove = (
  date: string | undefined,
  state: OrganisationState,
): Decision<OrganisationEvent> =>
  date === undefined || !isOpen(state) || state.moveAnnounced === date
    ? decided()
    : decided<OrganisationEvent>(event(moveAnnounced, { date }, 'ORG-06'));
