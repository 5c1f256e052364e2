import { type AccountEvent, accountEvents } from '#libs/domain/account/events';
import { type OrganisationEvent, organisationEvents } from '#libs/domain/organisation/events';
import { type RecordedEvent } from '#libs/journal/journal';
import { type Projection } from '../engine/projection.js';
import { type AccountSearchTables, tables } from './tables.js';
import { takeAccountEvent } from './take-account-event.js';
import { takeOrganisationEvent } from './take-organisation-event.js';

const ofAccounts: ReadonlySet<string> = new Set(accountEvents.map(({ type }) => type));
const ofOrganisations: ReadonlySet<string> = new Set(organisationEvents.map(({ type }) => type));

/** Accounts, found by words and by organisation (USR-01), with the organisations and parts that they belong to. */
export const accountSearch: Projection = {
  name: 'account-search',
  version: 7,
  tables,
  takes: new Set([...ofAccounts, ...ofOrganisations]),
  apply: async (rows, recorded) => {
    const db = rows.withTables<AccountSearchTables>();
    if (ofAccounts.has(recorded.event.type))
      await takeAccountEvent(db, recorded as RecordedEvent<AccountEvent>);
    else await takeOrganisationEvent(db, recorded as RecordedEvent<OrganisationEvent>);
  },
};
