import { type Kenmerk, sameKenmerk } from '../role/role.js';
import { type Violation } from '../rules.js';
import { type AccountState, type AdministratorAuthorisation, reachOf } from './state.js';

/** On whose authority an act on an account is done, as read from events at that moment (ADM-07). */
export type Authority =
  | { readonly kind: 'administrator'; readonly account: string; readonly state: AccountState }
  | { readonly kind: 'service-desk' };

/** ADM-02: one answer for an account that doesn't exist and for one that is out of reach. */
export const outOfReach: Violation = {
  rule: 'ADM-02',
  message: 'There is no such account or organisation within your reach.',
};

/** ADM-02. The service desk acts on written and telephoned requests for every organisation. */
export const reaches = (authority: Authority, organisation: string): boolean =>
  authority.kind === 'service-desk' || reachOf(authority.state).has(organisation);

/** ADM-03: whether the role with this kenmerk is inside the administrator's own authorisations. */
export const mayHandOut = (
  authority: Authority,
  organisation: string,
  role: string,
  kenmerk: Kenmerk,
): boolean =>
  authority.kind === 'administrator' &&
  authorisationsOf(authority.state).some(
    (one) =>
      one.organisation === organisation &&
      one.role === role &&
      one.kenmerken.some((own) => sameKenmerk(own, kenmerk)),
  );

const authorisationsOf = (state: AccountState): readonly AdministratorAuthorisation[] =>
  state.state === 'living' ? state.authorisations : [];
