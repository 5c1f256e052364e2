import { type DataOf, type Erased } from '../catalogue.js';
import { type Kenmerk, sameKenmerk } from '../role/role.js';
import {
  type accountEnded,
  type AccountEvent,
  type administratorProposed,
  type BlockReason,
  type contactDataChanged,
  type emailAddressChanged,
  type meansCoupled,
  type SignInMethod,
  type userCreated,
  type VoidReason,
} from './events.js';
import { evolveGenerators, type HeldGenerators, noGenerators } from './held-generators.js';

export type Personal = string | Erased;

/** Name and contact data of the holder, readable until they are forgotten. */
export interface Holder {
  readonly username: Personal;
  readonly surname: Personal;
  readonly initials: Personal;
  readonly prefix?: Personal;
  readonly telephone: Personal;
  readonly emailAddress: Personal;
  readonly function?: Personal;
}

/** ADM-01: which role an administrator may hand out, where, and for which kenmerken. */
export interface AdministratorAuthorisation {
  readonly organisation: string;
  readonly role: string;
  readonly kenmerken: readonly Kenmerk[];
}

export interface ActivationCode {
  readonly id: string;
  /** Keyed hash of the code. */
  readonly digest: string;
  readonly expiresAt: string;
  readonly wrongTries: number;
  readonly mail: 'waiting' | 'left' | 'failed';
  readonly void?: VoidReason;
}

/** What a token account signs in with besides its generator. */
export interface Password {
  /** Argon2id in PHC form. */
  readonly digest: Personal;
  /** PWD-05. */
  readonly previous?: Personal;
  /** PWD-06: somebody else issued it; it must be changed right after the first sign-in with it. */
  readonly issued: boolean;
  /** PWD-07. RFC 3339, UTC. */
  readonly goodUntil: string;
}

/** One means at most (EHK-04). After a decoupling by EHK-07 the previous one stays reserved (EHK-08). */
export type Coupling =
  | { readonly state: 'none' }
  | {
      readonly state: 'coupled';
      readonly means: string;
      /** EHK-05. RFC 3339, UTC. Absent in what was coupled before that rule was kept. */
      readonly lapsesAt?: string;
    }
  | {
      readonly state: 'decoupled';
      readonly previousMeans: string;
      /** EHK-05, as it was while coupled: the right to couple again (EHK-08) doesn't outlive it. */
      readonly lapsesAt?: string;
    };

export interface Account {
  readonly state: 'living';
  readonly kind: 'user' | 'administrator';
  readonly organisation: string;
  readonly signInMethod: SignInMethod;
  readonly holder: Holder;
  /** Kenmerken by role. */
  readonly roles: ReadonlyMap<string, readonly Kenmerk[]>;
  readonly authorisations: readonly AdministratorAuthorisation[];
  readonly activationCode?: ActivationCode;
  readonly coupling: Coupling;
  readonly password?: Password;
  /** Out with the account, until their return is recorded (TOK-04). */
  readonly generators: HeldGenerators;
  /** TOK-05: ids of the seeds that generators were ever issued with to this account. */
  readonly issuedSeeds: ReadonlySet<string>;
  readonly blocked?: BlockReason;
  /** CNV-04: being converted; the token sign-in works until the coupling is complete. */
  readonly converting: boolean;
  /** CNV-01: of an administration office's staff; needn't be converted. */
  readonly officeStaff: boolean;
  /** Architecture 4: a session that started with a lower number is over. */
  readonly accessEpoch: number;
  /** Streams of the reservations that the account stands on. */
  readonly reservations: ReadonlySet<string>;
}

/** END-02: what is left of an account that ended. */
export interface EndedAccount extends Pick<
  Account,
  'kind' | 'organisation' | 'holder' | 'reservations' | 'generators' | 'issuedSeeds'
> {
  readonly state: 'ended';
}

/** ADM-11: no account yet; nobody signs in with it, finds it or writes to it. */
export interface ProposedAdministrator extends Pick<Account, 'reservations'> {
  readonly state: 'proposed';
  readonly proposal: DataOf<(typeof administratorProposed)['fields']>;
}

/** `rejected`: it was proposed and turned down. `abandoned`: its creation stopped halfway and was swept up; the stream can't be used any more. */
export type AccountState =
  | { readonly state: 'none' }
  | { readonly state: 'abandoned' }
  | ProposedAdministrator
  | { readonly state: 'rejected' }
  | Account
  | EndedAccount;

export const noAccount: AccountState = { state: 'none' };

export function evolveAccount(state: AccountState, event: AccountEvent): AccountState {
  // END-02: an ended account stays ended; only its generators come back.
  if (state.state === 'ended')
    return event.type === 'account.token-returned'
      ? { ...state, generators: evolveGenerators(state.generators, event) }
      : state;
  switch (event.type) {
    case 'account.user-created':
      return created('user', event.data);
    case 'account.administrator-proposed':
      return state.state === 'none' ? proposed(event.data) : state;
    case 'account.administrator-proposal-rejected':
      return state.state === 'proposed' ? { state: 'rejected' } : state;
    case 'account.administrator-created':
      return created('administrator', event.data);
    case 'account.ended':
      return state.state === 'living' ? ended(state, event.data) : state;
    case 'account.reservation-abandoned':
      return state.state === 'none' ? { state: 'abandoned' } : state;
    default:
      return state.state === 'living' ? evolveLiving(state, event) : state;
  }
}

type LifeEvent = Exclude<
  AccountEvent,
  {
    type:
      | 'account.user-created'
      | 'account.administrator-proposed'
      | 'account.administrator-proposal-rejected'
      | 'account.administrator-created'
      | 'account.ended'
      | 'account.reservation-abandoned';
  }
>;

function evolveLiving(account: Account, event: LifeEvent): Account {
  switch (event.type) {
    case 'account.administrator-appointed':
      return { ...account, kind: 'administrator' };
    case 'account.administrator-stepped-down':
      return { ...account, kind: 'user', authorisations: [] };
    case 'account.administrator-authorisation-granted':
      return { ...account, authorisations: [...account.authorisations, event.data] };
    case 'account.administrator-authorisation-withdrawn':
      return { ...account, authorisations: withoutAuthorisation(account.authorisations, event.data) };
    case 'account.administrator-form-recorded':
      return account;
    case 'account.role-granted':
      return { ...account, roles: withKenmerken(account.roles, event.data) };
    case 'account.role-withdrawn':
      return { ...account, roles: withoutKenmerken(account.roles, event.data) };
    case 'account.activation-code-made': {
      const { codeId, digest, expiresAt } = event.data;
      return {
        ...account,
        activationCode: { id: codeId, digest, expiresAt, wrongTries: 0, mail: 'waiting' },
      };
    }
    case 'account.activation-code-voided':
      return withCode(account, event.data.codeId, { void: event.data.reason });
    case 'account.activation-code-mailed':
      return withCode(account, event.data.codeId, { mail: 'left' });
    case 'account.activation-code-mail-failed':
      return withCode(account, event.data.codeId, { mail: 'failed' });
    case 'account.coupling-tried-wrongly':
      return withCode(account, event.data.codeId, { wrongTries: event.data.tries });
    case 'account.coupled':
      return coupled(account, event.data);
    case 'account.coupled-again':
      return { ...account, coupling: coupledWith(event.data) };
    case 'account.decoupled':
      return raised({ ...account, coupling: decoupledFrom(event.data.means, account.coupling) });
    case 'account.password-issued':
      return raised({ ...account, password: withPassword(account, event.data, true) });
    case 'account.password-changed':
      return raised({ ...account, password: withPassword(account, event.data, false) });
    case 'account.token-deactivated':
      return raised({ ...account, generators: evolveGenerators(account.generators, event) });
    case 'account.token-issued':
      return {
        ...account,
        generators: evolveGenerators(account.generators, event),
        issuedSeeds: new Set(account.issuedSeeds).add(event.data.seedId),
      };
    case 'account.token-handed-over':
    case 'account.token-problem-reported':
    case 'account.token-called-back':
    case 'account.token-returned':
      return { ...account, generators: evolveGenerators(account.generators, event) };
    case 'account.blocked':
      return raised({ ...account, blocked: event.data.reason });
    case 'account.unblocked': {
      const { blocked: _lifted, ...unblocked } = account;
      return unblocked;
    }
    case 'account.conversion-begun':
      return { ...account, converting: true };
    case 'account.marked-office-staff':
      return { ...account, officeStaff: true };
    case 'account.unmarked-office-staff':
      return { ...account, officeStaff: false };
    case 'account.means-problem-reported':
      return account;
    case 'account.coupling-lapsed':
      return raised(withoutReservation({ ...account, coupling: { state: 'none' } }, event.data.reservation));
    case 'account.contact-data-changed':
      return { ...account, holder: withContactData(account.holder, event.data) };
    case 'account.email-address-changed':
      return withEmailAddress(account, event.data);
    case 'account.username-letter-printed':
    case 'account.old-address-told':
    case 'account.old-address-not-told':
      return account;
    case 'account.previous-means-released':
      return withoutReservation(
        account.coupling.state === 'decoupled' ? { ...account, coupling: { state: 'none' } } : account,
        event.data.reservation,
      );
    default:
      return event satisfies never;
  }
}

const proposed = (proposal: ProposedAdministrator['proposal']): ProposedAdministrator => ({
  state: 'proposed',
  proposal,
  reservations: new Set(proposal.reservations),
});

function created(kind: Account['kind'], data: DataOf<(typeof userCreated)['fields']>): Account {
  const { organisation, signInMethod, reservations, holdsRightMeans: _word, ...holder } = data;
  return {
    state: 'living',
    kind,
    organisation,
    signInMethod,
    holder,
    roles: new Map(),
    authorisations: [],
    coupling: { state: 'none' },
    generators: noGenerators,
    issuedSeeds: new Set(),
    converting: false,
    officeStaff: false,
    accessEpoch: 0,
    reservations: new Set(reservations),
  };
}

/** Architecture 4: sessions that run end. */
const raised = (account: Account): Account => ({ ...account, accessEpoch: account.accessEpoch + 1 });

const withPassword = (
  { password: before }: Account,
  { digest, goodUntil }: { readonly digest: Personal; readonly goodUntil: string },
  issued: boolean,
): Password => ({
  digest,
  ...(before === undefined ? {} : { previous: before.digest }),
  issued,
  goodUntil,
});

const withContactData = (
  { function: before, ...holder }: Holder,
  { telephone, function: occupation, functionEmptied }: DataOf<(typeof contactDataChanged)['fields']>,
): Holder => {
  const after = functionEmptied === true ? undefined : (occupation ?? before);
  return {
    ...holder,
    ...(telephone === undefined ? {} : { telephone }),
    ...(after === undefined ? {} : { function: after }),
  };
};

const withEmailAddress = (
  account: Account,
  { emailAddress, reservation, released }: DataOf<(typeof emailAddressChanged)['fields']>,
): Account => ({
  ...account,
  holder: { ...account.holder, emailAddress },
  reservations: new Set(
    [...account.reservations].filter((one) => !released.includes(one)).concat(reservation),
  ),
});

const ended = (
  { kind, organisation, holder, reservations, generators, issuedSeeds }: Account,
  released: DataOf<(typeof accountEnded)['fields']>,
): EndedAccount => ({
  state: 'ended',
  kind,
  organisation,
  holder,
  generators,
  issuedSeeds,
  reservations: new Set([...reservations].filter((one) => !released.reservations.includes(one))),
});

function withKenmerken(
  roles: Account['roles'],
  { role, kenmerken }: { role: string; kenmerken: readonly Kenmerk[] },
): Account['roles'] {
  const held = roles.get(role) ?? [];
  const added = kenmerken.filter((kenmerk) => !held.some((one) => sameKenmerk(one, kenmerk)));
  return new Map(roles).set(role, [...held, ...added]);
}

const withoutAuthorisation = (
  authorisations: Account['authorisations'],
  { organisation, role, kenmerken }: AdministratorAuthorisation,
): Account['authorisations'] =>
  authorisations
    .map((one) =>
      one.organisation === organisation && one.role === role
        ? {
            ...one,
            kenmerken: one.kenmerken.filter((own) => !kenmerken.some((gone) => sameKenmerk(own, gone))),
          }
        : one,
    )
    .filter((one) => one.kenmerken.length > 0);

function withoutKenmerken(
  roles: Account['roles'],
  { role, kenmerken }: { role: string; kenmerken: readonly Kenmerk[] },
): Account['roles'] {
  const left = (roles.get(role) ?? []).filter(
    (one) => !kenmerken.some((kenmerk) => sameKenmerk(one, kenmerk)),
  );
  const next = new Map(roles);
  if (left.length > 0) next.set(role, left);
  else next.delete(role);
  return next;
}

const coupledWith = ({
  means,
  lapsesAt,
}: {
  readonly means: string;
  readonly lapsesAt?: string;
}): Coupling => ({ state: 'coupled', means, ...(lapsesAt === undefined ? {} : { lapsesAt }) });

const decoupledFrom = (previousMeans: string, before: Coupling): Coupling => ({
  state: 'decoupled',
  previousMeans,
  ...('lapsesAt' in before ? { lapsesAt: before.lapsesAt } : {}),
});

const coupled = (account: Account, data: DataOf<(typeof meansCoupled)['fields']>): Account =>
  withCode(
    {
      ...account,
      // EHK-03, CNV-04: from here on this is how the account signs in, and there is no way back.
      signInMethod: 'eherkenning',
      converting: false,
      coupling: coupledWith(data),
      reservations: new Set(account.reservations).add(data.reservation),
    },
    data.codeId,
    { void: 'coupled' },
  );

const withoutReservation = (account: Account, reservation: string): Account => ({
  ...account,
  reservations: new Set([...account.reservations].filter((one) => one !== reservation)),
});

const withCode = (account: Account, codeId: string, change: Partial<ActivationCode>): Account =>
  account.activationCode?.id === codeId
    ? { ...account, activationCode: { ...account.activationCode, ...change } }
    : account;

/** ACT-01, ACT-02, ACT-03: whether the code can still couple. */
export const isValid = (code: ActivationCode | undefined, now: string): code is ActivationCode =>
  code !== undefined && code.void === undefined && now < code.expiresAt;

/** Put on and lifted by the service desk: until then its holder may do nothing (TOK-07). */
export const isBlocked = (state: AccountState): boolean =>
  state.state === 'living' && state.blocked !== undefined;

/** Whether the account, proposed, living or ended, holds the reservation (USR-03). */
export const standsOn = (state: AccountState, reservation: string): boolean =>
  'reservations' in state && state.reservations.has(reservation);
