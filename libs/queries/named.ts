import { type AccountRow, findAccount } from '#libs/projections/account-search/account-rows';
import { accountSearch } from '#libs/projections/account-search/account-search';
import { type Reading } from './reading.js';

/** Who a row of a report is about; `null` where that is not known, or not any more. */
export type Named = Record<
  keyof Pick<AccountRow, 'username' | 'surname' | 'initials' | 'prefix'>,
  string | null
>;

/** @throws ReadModelBehind, ReadModelStopped */
export async function nameOf(
  reading: Reading,
  account: string,
  position: bigint | undefined,
): Promise<Named> {
  const found = await findAccount(await reading.model(accountSearch.name, position), account);
  const { username = null, surname = null, initials = null, prefix = null } = found ?? {};
  return { username, surname, initials, prefix };
}
