import { type DataOf } from '../catalogue.js';
import { type organisationEntryChanged, type OrganisationEvent, type partOpened } from './events.js';
import { addressesOf, type OrganisationEntry, type Part, withoutSector, withSector } from './organisation.js';

/** `handed-over`: another board has it now. What the part was stays readable. */
export type KnownPart = { readonly part: Part } & (
  | { readonly standing: 'open' }
  | { readonly standing: 'closed' }
  | { readonly standing: 'handed-over'; readonly to: string }
);

export interface Organisation extends OrganisationEntry {
  /** As the register has it. */
  readonly state: 'open' | 'closed';
  /** ORG-05: it no longer uses the portal. */
  readonly departure?: 'begun' | 'completed';
  /** ORG-06: the date of its move that it was told last; calendar date in Europe/Amsterdam. */
  readonly moveAnnounced?: string;
  /** Every part it has or had, by id. */
  readonly parts: ReadonlyMap<string, KnownPart>;
}

export type OrganisationState = { readonly state: 'none' } | Organisation;

export const noOrganisation: OrganisationState = { state: 'none' };

export function evolveOrganisation(state: OrganisationState, event: OrganisationEvent): OrganisationState {
  if (event.type === 'organisation.registered') return registered(event.data);
  return state.state === 'none' ? state : evolveRegistered(state, event);
}

type LaterEvent = Exclude<OrganisationEvent, { type: 'organisation.registered' }>;

function evolveRegistered(organisation: Organisation, event: LaterEvent): Organisation {
  switch (event.type) {
    case 'organisation.entry-changed':
      return withEntry(organisation, event.data);
    case 'organisation.sector-joined':
      return { ...organisation, sectors: withSector(organisation.sectors, event.data.sector) };
    case 'organisation.sector-left':
      return { ...organisation, sectors: withoutSector(organisation.sectors, event.data.sector) };
    case 'organisation.closed':
      return { ...organisation, state: 'closed' };
    case 'organisation.reopened':
      return { ...organisation, state: 'open' };
    case 'organisation.part-opened':
    case 'organisation.part-taken-over':
      return withPart(organisation, { part: partIn(event.data), standing: 'open' });
    case 'organisation.part-closed':
      return changed(organisation, event.data.part, ({ part }) => ({ part, standing: 'closed' }));
    case 'organisation.part-sector-left':
      return changed(organisation, event.data.part, (known) => ({
        ...known,
        part: { ...known.part, sectors: withoutSector(known.part.sectors, event.data.sector) },
      }));
    case 'organisation.part-renamed':
      return changed(organisation, event.data.part, (known) => ({
        ...known,
        part: { ...known.part, name: event.data.name },
      }));
    case 'organisation.part-moved':
      return changed(organisation, event.data.part, (known) => ({
        ...known,
        part: { ...withoutAddresses(known.part), ...addressesOf(event.data) },
      }));
    case 'organisation.part-handed-over':
      return changed(organisation, event.data.part, ({ part }) => ({
        part,
        standing: 'handed-over',
        to: event.data.to,
      }));
    case 'organisation.left':
      return { ...organisation, departure: 'begun' };
    case 'organisation.departure-completed':
      return { ...organisation, departure: 'completed' };
    case 'organisation.move-announced':
      return { ...organisation, moveAnnounced: event.data.date };
    case 'organisation.move-withdrawn': {
      const { moveAnnounced: _withdrawn, ...untold } = organisation;
      return untold;
    }
    default:
      return event satisfies never;
  }
}

const registered = (entry: OrganisationEntry): Organisation => ({
  type: entry.type,
  code: entry.code,
  ...(entry.name === undefined ? {} : { name: entry.name }),
  ...addressesOf(entry),
  sectors: entry.sectors,
  ...(entry.rmcRegion === undefined ? {} : { rmcRegion: entry.rmcRegion }),
  state: 'open',
  parts: new Map(),
});

const withEntry = (
  { visitingAddress: _visiting, postalAddress: _postal, rmcRegion: _region, ...organisation }: Organisation,
  entry: DataOf<(typeof organisationEntryChanged)['fields']>,
): Organisation => ({
  ...organisation,
  name: entry.name,
  ...addressesOf(entry),
  ...(entry.rmcRegion === undefined ? {} : { rmcRegion: entry.rmcRegion }),
});

const partIn = (data: DataOf<(typeof partOpened)['fields']>): Part => ({
  id: data.part,
  type: data.partType,
  name: data.name,
  ...(data.institution === undefined ? {} : { institution: data.institution }),
  ...addressesOf(data),
  sectors: data.sectors,
});

const withoutAddresses = ({ id, type, name, institution, sectors }: Part): Part => ({
  id,
  type,
  name,
  ...(institution === undefined ? {} : { institution }),
  sectors,
});

const withPart = (organisation: Organisation, known: KnownPart): Organisation => ({
  ...organisation,
  parts: new Map(organisation.parts).set(known.part.id, known),
});

function changed(
  organisation: Organisation,
  id: string,
  change: (known: KnownPart) => KnownPart,
): Organisation {
  const known = organisation.parts.get(id);
  return known === undefined ? organisation : withPart(organisation, change(known));
}

/** Every part that the organisation has or had. */
export const knownPartsOf = (state: OrganisationState): readonly KnownPart[] =>
  state.state === 'none' ? [] : [...state.parts.values()];

/** The parts that are open at the organisation. */
export const openParts = (state: OrganisationState): readonly Part[] =>
  knownPartsOf(state).flatMap(({ part, standing }) => (standing === 'open' ? [part] : []));

/** The part, where it is open at the organisation. */
export function openPartOf(state: OrganisationState, id: string): Part | undefined {
  const known = state.state === 'none' ? undefined : state.parts.get(id);
  return known?.standing === 'open' ? known.part : undefined;
}

/** Whether things can be created, appointed and granted there: it exists, and has not left (ORG-05). */
export const isOpen = (state: OrganisationState): state is Organisation =>
  state.state === 'open' && state.departure === undefined;
