import { v5 } from 'uuid';
import { actsFor } from '#libs/domain/account/authority';
import { type AccountState } from '#libs/domain/account/state';
import { type Mandates } from '#libs/domain/mandate/mandate';
import { mandateStreams } from '#libs/domain/streams';
import { type Journal } from '#libs/journal/journal';

/** Namespace of the ids of mandates (RFC 9562, version 5). */
const namespace = '0195e6a0-7b1c-7d5e-8a3f-6d616e646174';

/** The id of all that one organisation mandates to another: the ids of organisations hold no space. */
export const mandateId = (givingOrganisation: string, receivingOrganisation: string): string =>
  v5(`${givingOrganisation} ${receivingOrganisation}`, namespace);

/** ADM-05: the mandates that the account's own organisation has from those it has authorisations at, at this moment. */
export async function mandatesFor(read: Pick<Journal, 'fold'>, account: AccountState): Promise<Mandates> {
  const mandates = new Map<string, ReadonlySet<string>>();
  if (account.state !== 'living') return mandates;
  for (const giving of actsFor(account)) {
    const { state } = await read.fold(mandateStreams, mandateId(giving, account.organisation));
    if (state !== undefined) mandates.set(giving, state.roles);
  }
  return mandates;
}
