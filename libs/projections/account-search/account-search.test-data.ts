import { type meansCoupled } from '#libs/domain/account/coupling-events';
import { roleGranted, userCreated } from '#libs/domain/account/events';
import { type AnyEvent, type DataOf, event } from '#libs/domain/catalogue';
import { organisationRegistered, partOpened } from '#libs/domain/organisation/events';
import { type Kenmerk } from '#libs/domain/role/role';
import { readModelOf } from '../read-model-of.test-data.js';
import { findAccount } from './account-rows.js';
import { accountSearch } from './account-search.js';
import { type AccountQuery, searchAccounts } from './search-accounts.js';

/** Accounts and organisations as they stand in histories that are searched. */

export const board = 'board-32073';
export const otherBoard = 'board-20091';

export const aHolder: DataOf<(typeof userCreated)['fields']> = {
  organisation: board,
  signInMethod: 'token',
  username: 'Drenth99ED',
  surname: 'Jansen',
  initials: 'P.',
  telephone: '0612345678',
  emailAddress: 'p.jansen@wegwijzer.example',
  reservations: [],
};
export const aUser = (given: Partial<typeof aHolder> = {}) => event(userCreated, { ...aHolder, ...given });
export const coupling: DataOf<(typeof meansCoupled)['fields']> = {
  means: 'm',
  pseudonym: 'p',
  legalSubject: 'KvK:1',
  level: 'loa3',
  codeId: 'c',
  privacyStatement: '1',
  termsOfUse: '1',
  reservation: 'r',
};
export const granted = (...kenmerken: Kenmerk[]) => event(roleGranted, { role: 'registreren', kenmerken });
export const brin = (value: string): Kenmerk => ({ type: 'BRIN', value });
export const registered = (code: string, name: string) =>
  event(organisationRegistered, { type: 'board', code, name, sectors: ['po'] });
export const opened = (part: string, name: string) =>
  event(partOpened, { part, partType: 'institution', name, sectors: ['po'] });

/** A read model of a history of its own, for each test. To be called where the tests stand: it sets it up and clears it away. */
export function searchedHistory() {
  const history = readModelOf(accountSearch);
  /** Lets the read model come to the end of what was recorded. */
  const search = async (query: Partial<AccountQuery> = {}) =>
    searchAccounts(await history.upToDate(), { words: '', organisations: 'all', ...query });
  return {
    history,
    search,
    found: async (words: string) => (await search({ words })).accounts.map(({ id }) => id),
    shown: async (id: string) => findAccount(await history.upToDate(), id),
    account: (id: string, ...events: AnyEvent[]) => history.record(`account-${id}`, events),
    organisation: (id: string, ...events: AnyEvent[]) => history.record(`organisation-${id}`, events),
  };
}
