import { event } from '../catalogue.js';
import {
  type OrganisationEvent,
  organisationRegistered,
  organisationReopened,
  organisationSectorJoined,
  organisationSectorLeft,
} from './events.js';
import { type OrganisationEntry } from './organisation.js';
import { by } from './source.js';
import { type OrganisationState } from './state.js';

/**
 * ORG-01: the organisation exists, in the sectors of the entry. Known already, it joins the sectors that it was not in;
 * where it was closed it is opened again, in those of the entry alone. @param source as in `po 2026-04`
 */
export function registerOrganisation(
  entry: OrganisationEntry,
  state: OrganisationState,
  source?: string,
): readonly OrganisationEvent[] {
  if (state.state === 'none') return [event(organisationRegistered, { ...entry, ...by(source) }, 'ORG-01')];
  const joined = entry.sectors
    .filter((sector) => !state.sectors.includes(sector))
    .map((sector) => event(organisationSectorJoined, { sector, ...by(source) }, 'ORG-01'));
  if (state.state === 'open') return joined;
  const left = state.sectors
    .filter((sector) => !entry.sectors.includes(sector))
    .map((sector) => event(organisationSectorLeft, { sector, ...by(source) }, 'ORG-02'));
  return [event(organisationReopened, by(source), 'ORG-02'), ...joined, ...left];
}
