import { type DataOf } from '../catalogue.js';
import { type contactDataChanged, type emailAddressChanged } from './contact-data-events.js';
import { type meansCoupled } from './coupling-events.js';
import { coupledWith, decoupledFrom } from './coupling.js';
import { type accountEnded, type AccountEvent, type userCreated } from './events.js';
import { evolveGenerators, noGenerators } from './held-generators.js';
import { withKenmerken, withoutAuthorisation, withoutKenmerken } from './held-roles.js';
import {
  type Account,
  type AccountState,
  type ActivationCode,
  type EndedAccount,
  type Holder,
  type Password,
  type Personal,
  type ProposedAdministrator,
} from './state.js';

/** What an account is after each event of its life. */
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
    case 'account.request-received':
    case 'account.form-received':
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
    case 'account.activation-code-expired':
      return withCode(account, event.data.codeId, { void: 'expired' });
    case 'account.activation-code-mailed':
      return withCode(account, event.data.codeId, { mail: 'left' });
    case 'account.activation-code-mail-failed':
      return withCode(account, event.data.codeId, {
        mail: event.data.failure === 'unknown' ? 'unknown' : 'failed',
      });
    case 'account.coupling-tried-wrongly':
      return withCode(account, event.data.codeId, { wrongTries: event.data.tries });
    case 'account.coupled':
      return coupled(account, event.data);
    case 'account.coupled-again':
      return { ...account, coupling: coupledWith(event.data) };
    case 'account.decoupled':
      return raised({ ...account, coupling: decoupledFrom(event.data.means, account.coupling) });
    case 'account.password-issued':
      return raised({
        ...account,
        password: { ...withPassword(account, event.data, true), delivery: event.data.delivery },
      });
    case 'account.password-changed':
      return raised({ ...account, password: withPassword(account, event.data, false) });
    case 'account.password-voided':
      return account.password?.delivery === event.data.delivery
        ? raised({ ...account, password: { ...account.password, void: true } })
        : account;
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
    case 'account.reminder-due':
      return { ...account, reminded: { ...account.reminded, [event.data.of]: event.data.deadline } };
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
    reminded: {},
  };
}

/** Architecture 4: sessions that run end. */
const raised = (account: Account): Account => ({ ...account, accessEpoch: account.accessEpoch + 1 });

const withPassword = (
  { password: before }: Account,
  { digest, goodUntil }: { readonly digest: Personal; readonly goodUntil: string },
  issued: boolean,
): Password => {
  const previous = previousOf(before, issued);
  return { digest, ...(previous === undefined ? {} : { previous }), issued, goodUntil };
};

/** PWD-05: an issued password that the holder never changed takes no place; the one that they chose before it stays. */
const previousOf = (before: Password | undefined, issued: boolean): Personal | undefined =>
  issued && before?.issued === true ? before.previous : before?.digest;

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

const coupled = (account: Account, data: DataOf<(typeof meansCoupled)['fields']>): Account =>
  withCode(
    {
      ...withoutToken(account),
      coupling: coupledWith(data),
      reservations: new Set(account.reservations).add(data.reservation),
    },
    data.codeId,
    { void: 'coupled' },
  );

/** EHK-03, CNV-04: from here on it signs in with its means alone; sessions that began with the token end too (LOG-03). */
const withoutToken = (account: Account): Account =>
  account.signInMethod === 'token'
    ? raised({ ...account, signInMethod: 'eherkenning', converting: false })
    : account;

const withoutReservation = (account: Account, reservation: string): Account => ({
  ...account,
  reservations: new Set([...account.reservations].filter((one) => one !== reservation)),
});

const withCode = (account: Account, codeId: string, change: Partial<ActivationCode>): Account =>
  account.activationCode?.id === codeId
    ? { ...account, activationCode: { ...account.activationCode, ...change } }
    : account;
