import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Kenmerk, sameKenmerk } from '../role/role.js';
import {
  aCatalogue,
  administrator,
  aHolder,
  aRole,
  aUser,
  board,
  brin,
  given,
  givenAccount,
  granted,
  mayGrant,
  policy,
} from './account.test-data.js';
import { changeRoles } from './change-roles.js';
import { createUser } from './create-user.js';
import { merged, type RoleRequest } from './role-requests.js';
import { type AccountState } from './state.js';

const codes = ['registreren', 'bezien', 'wijzigen'] as const;
const parts = ['00AA', '00AB', '00AC', '00AD'] as const;
const kenmerk = fc.constantFrom(...parts).map(brin);
const request: fc.Arbitrary<RoleRequest> = fc.record({
  role: fc.constantFrom(...codes),
  kenmerken: fc.array(kenmerk, { maxLength: 5 }),
});
const requests = fc.array(request, { maxLength: 5 });

const catalogue = aCatalogue({
  organisation: { id: board, code: '99901', sectors: ['po'], openParts: new Set(parts) },
  roles: new Map(codes.map((code) => [code, aRole({ code })])),
});
const mayAll = administrator(...codes.map((role) => mayGrant(role, ...parts.map(brin))));

/** `role value` of everything that is asked for or held. */
const pairs = (all: Iterable<RoleRequest>): readonly string[] =>
  [
    ...new Set([...all].flatMap(({ role, kenmerken }) => kenmerken.map(({ value }) => `${role} ${value}`))),
  ].sort();
const heldBy = (state: AccountState): readonly string[] =>
  state.state === 'living' ? pairs([...state.roles].map(([role, kenmerken]) => ({ role, kenmerken }))) : [];

const userWith = (held: readonly RoleRequest[]) =>
  given(
    aUser(),
    ...held
      .filter(({ kenmerken }) => kenmerken.length > 0)
      .map(({ role, kenmerken }) => granted(role, ...kenmerken)),
  );

describe('kenmerken', () => {
  it('USR-05 requests put together name each role and each kenmerk once, and lose none', () => {
    fc.assert(
      fc.property(requests, (all) => {
        const once = merged(all);
        expect(merged(once)).toEqual(once);
        expect(pairs(once)).toEqual(pairs(all));
        expect(new Set(once.map(({ role }) => role)).size).toBe(once.length);
        for (const { kenmerken } of once)
          expect(new Set(kenmerken.map(({ value }) => value)).size).toBe(kenmerken.length);
      }),
    );
  });

  it('USR-05 two kenmerken are the same when type and value are', () => {
    const any: fc.Arbitrary<Kenmerk> = fc.record({
      type: fc.constantFrom('gemeentecode' as const, 'bestuursnummer' as const),
      value: fc.constantFrom('0014', '0015'),
    });
    fc.assert(
      fc.property(any, any, (one, other) => {
        expect(sameKenmerk(one, other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });

  it('USR-06 what is granted and then withdrawn leaves the account as it was', () => {
    fc.assert(
      fc.property(requests, requests, (before, wanted) => {
        const user = userWith([{ role: 'registreren', kenmerken: [brin('00AA')] }, ...before]);
        const held = heldBy(user.account);
        const grant = merged(wanted)
          .map(({ role, kenmerken }) => ({
            role,
            kenmerken: kenmerken.filter(({ value }) => !held.includes(`${role} ${value}`)),
          }))
          .filter(({ kenmerken }) => kenmerken.length > 0);
        const wider = user.when(changeRoles, { grant, withdraw: [], authority: mayAll, catalogue });
        expect(wider.broken).toEqual([]);
        expect(heldBy(wider.account)).toEqual([...held, ...pairs(grant)].sort());
        const back = givenAccount(wider.account).when(changeRoles, {
          grant: [],
          withdraw: grant,
          authority: mayAll,
          catalogue,
        });
        expect(back.broken).toEqual([]);
        expect(heldBy(back.account)).toEqual(held);
      }),
    );
  });

  it('USR-06 a change that was made already changes nothing when it is asked for again', () => {
    fc.assert(
      fc.property(requests, requests, requests, (before, grant, withdraw) => {
        const change = { grant, withdraw, authority: mayAll, catalogue };
        const once = userWith([{ role: 'bezien', kenmerken: [brin('00AD')] }, ...before]).when(
          changeRoles,
          change,
        );
        fc.pre(once.broken.length === 0);
        expect(givenAccount(once.account).when(changeRoles, change)).toMatchObject({
          recorded: [],
          broken: [],
        });
      }),
    );
  });

  it('USR-05 whatever is granted and withdrawn, a user is left with a role and every role with a kenmerk', () => {
    fc.assert(
      fc.property(requests, fc.array(fc.tuple(requests, requests), { maxLength: 6 }), (before, changes) => {
        let { account } = userWith([{ role: 'bezien', kenmerken: [brin('00AD')] }, ...before]);
        for (const [grant, withdraw] of changes)
          ({ account } = givenAccount(account).when(changeRoles, {
            grant,
            withdraw,
            authority: mayAll,
            catalogue,
          }));
        const roles = account.state === 'living' ? [...account.roles.values()] : [];
        expect(roles.length).toBeGreaterThan(0);
        expect(roles.every((kenmerken) => kenmerken.length > 0)).toBe(true);
      }),
    );
  });

  it('ADM-03 no grant is ever wider than what its granter may hand out', () => {
    fc.assert(
      fc.property(requests, requests, (mayHandOut, wanted) => {
        const authority = administrator(
          ...mayHandOut.map(({ role, kenmerken }) => mayGrant(role, ...kenmerken)),
        );
        const may = pairs([...mayHandOut, { role: 'registreren', kenmerken: [brin('99KG'), brin('99KH')] }]);
        const changed = userWith([]).when(changeRoles, { grant: wanted, withdraw: [], authority, catalogue });
        const created = given().when(createUser, {
          holder: aHolder(),
          roles: wanted,
          holdsRightMeans: true,
          username: '067wtvpm',
          reservations: [],
          taken: { emailAddress: false, username: false },
          authority,
          catalogue,
          policy,
        });
        for (const { account, broken } of [changed, created]) {
          expect(heldBy(account).filter((one) => !may.includes(one))).toEqual([]);
          const inside = pairs(wanted).every((one) => may.includes(one));
          expect(broken.some((one) => one.startsWith('ADM-03'))).toBe(!inside);
        }
      }),
    );
  });
});
