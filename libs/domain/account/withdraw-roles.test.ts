import { describe, expect, it } from '@jest/globals';
import { aCatalogue, administrator, aUser, brin, given, granted } from './account.test-data.js';
import { changeRoles } from './change-roles.js';

describe('withdrawing roles', () => {
  it('USR-05 a role to withdraw names its kenmerken: nothing is guessed', () => {
    const user = given(aUser(), granted('registreren', brin('99KG'), brin('99KH')));
    const withdraw = [{ role: 'registreren', kenmerken: [] }];
    expect(
      user.when(changeRoles, { grant: [], withdraw, authority: administrator(), catalogue: aCatalogue() }),
    ).toMatchObject({ recorded: [], broken: ['USR-05 withdraw[0].kenmerken'] });
  });
});
