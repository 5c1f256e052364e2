import { event } from '../catalogue.js';
import {
  type OrganisationEvent,
  organisationRegistered,
  organisationReopened,
  organisationSectorJoined,
} from './events.js';
import { type OrganisationEntry } from './organisation.js';
import { type OrganisationState } from './state.js';

/**
 * ORG-01: the organisation exists, in the sectors of the entry. Known already: it is opened again where it was
 * closed, and joins the sectors that it was not in. @param source as in `po 2026-04`
 */
export function registerOrganisation(
  entry: OrganisationEntry,
  state: OrganisationState,
  source?: string,
): readonly OrganisationEvent[] {
  const by = source === undefined ? {} : { source };
  if (state.state === 'none') return [event(organisationRegistered, { ...entry, ...by }, 'ORG-01')];
  return [
    ...(state.state === 'closed' ? [event(organisationReopened, by, 'ORG-02')] : []),
    ...entry.sectors
      .filter((sector) => !state.sectors.includes(sector))
      .map((sector) => event(organisationSectorJoined, { sector, ...by }, 'ORG-01')),
  ];
}
