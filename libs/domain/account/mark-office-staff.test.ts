import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import {
  administrator,
  anAdministrator,
  aUser,
  given,
  strangeAdministrator,
  withToken,
} from './account.test-data.js';
import { accountEnded } from './events.js';
import { markOfficeStaff } from './mark-office-staff.js';
import { markedOfficeStaff, unmarkedOfficeStaff } from './office-staff-events.js';

const authority = administrator();
const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });
const marked = event(markedOfficeStaff, {});

describe('marking an account as that of an administration office’s staff', () => {
  it('CNV-01 an administrator marks it, and takes that back', () => {
    const user = given(aUser(withToken));
    expect(user.account).toMatchObject({ officeStaff: false });
    const { events, account } = user.when(markOfficeStaff, { officeStaff: true, authority });
    expect(events).toEqual([{ type: 'account.marked-office-staff', rule: 'CNV-01', data: {} }]);
    expect(account).toMatchObject({ officeStaff: true });
    const back = given(aUser(withToken), marked).when(markOfficeStaff, { officeStaff: false, authority });
    expect(back.events).toEqual([{ type: 'account.unmarked-office-staff', rule: 'CNV-01', data: {} }]);
    expect(back.account).toMatchObject({ officeStaff: false });
  });

  it('USR-06 what is so already records nothing', () => {
    const nothing = { recorded: [], broken: [] };
    expect(given(aUser(), marked).when(markOfficeStaff, { officeStaff: true, authority })).toMatchObject(
      nothing,
    );
    const unmarked = given(aUser(), marked, event(unmarkedOfficeStaff, {}));
    expect(unmarked.when(markOfficeStaff, { officeStaff: false, authority })).toMatchObject(nothing);
  });

  it('CNV-01 only users, not administrators', () => {
    const command = { officeStaff: true, authority };
    expect(given(...anAdministrator()).when(markOfficeStaff, command)).toMatchObject(refusedAs('CNV-01'));
  });

  it('ADM-02 END-02 not out of reach, and not once the account has ended', () => {
    const strange = { officeStaff: true, authority: strangeAdministrator() };
    expect(given(aUser()).when(markOfficeStaff, strange)).toMatchObject(refusedAs('ADM-02'));
    const ended = given(aUser(), event(accountEnded, { reservations: [] }));
    expect(ended.when(markOfficeStaff, { officeStaff: true, authority })).toMatchObject(refusedAs('END-02'));
  });
});
