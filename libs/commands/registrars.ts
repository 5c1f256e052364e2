import { type AccountEvent } from '#libs/domain/account/events';
import { accountStreams } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { type Judged } from './judged.js';

/** What would hold again with the mandate between two organisations. */
export interface Between {
  readonly givingOrganisation: string;
  readonly receivingOrganisation: string;
}

/**
 * ADM-11: by role, pseudonyms of who let administrators of the one organisation act for the other, on a form after their
 * appointment.
 *
 * @param candidates ids of the accounts that may have such an authorisation
 */
export async function registrars(
  judged: Judged,
  { givingOrganisation, receivingOrganisation }: Between,
  candidates: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const byRole = new Map<string, Set<string>>();
  for (const candidate of candidates) {
    const { state, events } = await judged.fold(accountStreams, candidate);
    if (state.state !== 'living' || state.organisation !== receivingOrganisation) continue;
    for (const { role, by } of registered(events, givingOrganisation))
      byRole.set(role, (byRole.get(role) ?? new Set()).add(by));
  }
  return byRole;
}

interface Registered {
  readonly role: string;
  readonly by: string;
}

/** What a form added to the authorisations at the organisation, and still stands. */
function registered(
  events: readonly RecordedEvent<AccountEvent>[],
  organisation: string,
): Iterable<Registered> {
  const standing = new Map<string, Registered>();
  const forms = new Set<string>();
  for (const { event, envelope } of events) {
    if (event.type === 'account.administrator-form-recorded') forms.add(envelope.command.id);
    if (event.type === 'account.administrator-stepped-down') standing.clear();
    if (
      event.type !== 'account.administrator-authorisation-granted' &&
      event.type !== 'account.administrator-authorisation-withdrawn'
    )
      continue;
    const { role, kenmerken } = event.data;
    if (event.data.organisation !== organisation || !forms.has(envelope.command.id)) continue;
    for (const { type, value } of kenmerken)
      if (event.type === 'account.administrator-authorisation-withdrawn')
        standing.delete(`${role} ${type} ${value}`);
      else standing.set(`${role} ${type} ${value}`, { role, by: envelope.actor.id });
  }
  return standing.values();
}
