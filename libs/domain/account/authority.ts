import { type Mandates } from '../mandate/mandate.js';
import { type Kenmerk, sameKenmerk } from '../role/role.js';
import { type Violation } from '../rules.js';
import { type AdministratorAuthorisation } from './held-roles.js';
import { type AccountState } from './state.js';

/** On whose authority an act on an account is done, as read from events at that moment (ADM-07). */
export type Authority =
  | ({ readonly kind: 'administrator'; readonly account: string } & AdministratorJudged)
  | { readonly kind: 'service-desk' };

/** An administrator's account, and the mandates that their own organisation holds (ADM-05). */
export interface AdministratorJudged {
  readonly state: AccountState;
  readonly mandates: Mandates;
}

/** ADM-02: one answer for an account that doesn't exist and for one that is out of reach. */
export const outOfReach: Violation = {
  rule: 'ADM-02',
  message: 'There is no such account or organisation within your reach.',
};

/** ADM-02. The service desk acts on written and telephoned requests for every organisation. */
export const reaches = (authority: Authority, organisation: string): boolean =>
  authority.kind === 'service-desk' || reachOf(authority).has(organisation);

/** ADM-03: whether the role with this kenmerk is inside the administrator's own authorisations. */
export const mayHandOut = (
  authority: Authority,
  organisation: string,
  role: string,
  kenmerk: Kenmerk,
): boolean =>
  authority.kind === 'administrator' &&
  authorisationsInForce(authority).some(
    (one) =>
      one.organisation === organisation &&
      one.role === role &&
      one.kenmerken.some((own) => sameKenmerk(own, kenmerk)),
  );

/** ADM-02: organisations whose accounts an administrator manages. */
export const reachOf = (judged: AdministratorJudged): ReadonlySet<string> =>
  new Set(authorisationsInForce(judged).map(({ organisation }) => organisation));

/**
 * ADM-05: for another organisation both hold: its mandate naming the role, and the own organisation's registration. Who
 * is blocked may do nothing.
 */
const authorisationsInForce = ({
  state,
  mandates,
}: AdministratorJudged): readonly AdministratorAuthorisation[] =>
  state.state === 'living' && state.blocked === undefined
    ? state.authorisations.filter(
        ({ organisation, role }) =>
          organisation === state.organisation || mandates.get(organisation)?.has(role) === true,
      )
    : [];

/** Other organisations that an account has authorisations at: a mandate of theirs decides whether those hold. */
export const actsFor = (state: AccountState): readonly string[] =>
  state.state === 'living'
    ? [...new Set(state.authorisations.map(({ organisation }) => organisation))].filter(
        (organisation) => organisation !== state.organisation,
      )
    : [];
