import {
  administratorAppointed,
  administratorAuthorisationGranted,
} from '#libs/domain/account/administrator-events';
import { event } from '#libs/domain/catalogue';

/** What makes the account of somebody at `board-99901` an administrator's, who hands out one role for one institution. */
export const appointed = [
  event(administratorAppointed, {
    formReference: 'F-1',
    dateReceived: '2026-11-20',
    signatoryId: 'signatory-1',
    signatory: 'B. Bestuurder',
  }),
  event(administratorAuthorisationGranted, {
    organisation: 'board-99901',
    role: 'registreren',
    kenmerken: [{ type: 'BRIN', value: '99KG' }],
  }),
] as const;
