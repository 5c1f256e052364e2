import { type AnyEvent, type DataOf, event } from '../catalogue.js';
import { type Means } from '../means/means.js';
import { firstPolicy } from '../policy/first-policy.js';
import { type Calendar } from '../policy/period.js';
import { type Policy } from '../policy/policy.js';
import { type Kenmerk, type Role } from '../role/role.js';
import { type Decision } from '../rules.js';
import { type Authority } from './authority.js';
import { type CouplingVisit } from './couple-means.js';
import { activationCodeMade } from './activation-code-events.js';
import {
  administratorAppointed,
  administratorAuthorisationGranted,
  administratorCreated,
  administratorProposed,
} from './administrator-events.js';
import { conversionBegun, meansCoupled, meansDecoupled } from './coupling-events.js';
import { type AccountEvent, roleGranted, userCreated } from './events.js';
import { type NewHolder } from './new-holder.js';
import { type Catalogue } from './role-requests.js';
import { evolveAccount } from './evolve.js';
import { type AccountState, noAccount } from './state.js';
import { tokenIssued } from './token-events.js';

/** A made-up board with its people, roles and means, for given/when/then. */

export const now = '2026-11-23T09:00:00.000Z';
export const tomorrow = '2026-11-24T09:00:00.000Z';
export const service = 'urn:etoegang:DV:example:services:1';
export const policy: Policy = { ...firstPolicy(service), version: '1' };

/** Only months, in UTC. */
export const calendar: Calendar = {
  after: (moment, period) => monthsOn(moment, Number(/^P(\d+)M$/.exec(period)?.[1])),
  before: (moment, period) => monthsOn(moment, -Number(/^P(\d+)M$/.exec(period)?.[1])),
};
const monthsOn = (moment: string, months: number): string => {
  const then = new Date(moment);
  then.setUTCMonth(then.getUTCMonth() + months);
  return then.toISOString();
};
/** EHK-05: 18 months after `now`. */
export const lapsesAt = '2028-05-23T09:00:00.000Z';

export const board = 'board-99901';
export const otherBoard = 'board-99902';
export const brin = (value: string): Kenmerk => ({ type: 'BRIN', value });

/** What came of a decision, in plain values. */
export interface Outcome {
  readonly events: readonly AnyEvent[];
  /** Type names of the events. */
  readonly recorded: readonly string[];
  /** Rule and field of each violation, as in `USR-03 username`. */
  readonly broken: readonly string[];
  /** The account afterwards. */
  readonly account: AccountState;
}

/** Given what happened to the account, when this is decided, then … */
export const given = (...history: readonly AccountEvent[]) =>
  givenAccount(history.reduce(evolveAccount, noAccount));

export const givenAccount = (account: AccountState) => ({
  account,
  when: <Command>(
    decide: (command: Command, state: AccountState) => Decision<AccountEvent>,
    command: Command,
  ): Outcome => {
    const { events, refused = [] } = decide(command, account);
    return {
      events,
      // Named, because Jest takes a list of undefined for an empty one.
      recorded: events.map(({ type = 'no event' }: Partial<AnyEvent>) => type),
      broken: refused.map(({ rule, field }) => (field === undefined ? rule : `${rule} ${field}`)),
      account: events.reduce(evolveAccount, account),
    };
  },
});

const person = {
  surname: 'Groningen',
  initials: 'SR',
  telephone: '0612345678',
  emailAddress: 'sr.groningen@voorbeeldschool.example',
};

export const aHolder = (change: Partial<NewHolder> = {}): NewHolder => ({
  organisation: board,
  signInMethod: 'eherkenning',
  ...person,
  ...change,
});

export const aUser = (change: Partial<NewHolder> = {}): AccountEvent =>
  event(userCreated, {
    ...aHolder(change),
    username: change.username ?? '067wtvpm',
    reservations: ['reservation-email-address-1-a', 'reservation-username-1-b'],
  });

/** Signs in with a token. */
export const withToken = { signInMethod: 'token', username: 'Drenth99ED' } as const;

/** Proposed by desk-1: what `anAdministrator` is once it is confirmed. */
export const aProposal = (
  change: Partial<DataOf<(typeof administratorProposed)['fields']>> = {},
): AccountEvent =>
  event(administratorProposed, {
    ...aHolder(),
    username: '112bcdfg',
    reservations: ['reservation-email-address-1-c', 'reservation-username-1-d'],
    formReference: 'F-1',
    dateReceived: '2026-11-20',
    signatoryId: 's-1',
    signatory: 'M. de Bestuurder',
    authorisations: [{ organisation: board, role: 'registreren', kenmerken: [brin('99KG'), brin('99KH')] }],
    proposedBy: 'desk-1',
    ...change,
  });

export const anAdministrator = (change: Partial<NewHolder> = {}): readonly AccountEvent[] => [
  event(administratorCreated, {
    ...aHolder(change),
    username: change.username ?? '112bcdfg',
    reservations: ['reservation-email-address-1-c', 'reservation-username-1-d'],
  }),
  event(administratorAppointed, {
    formReference: 'F-1',
    dateReceived: '2026-11-20',
    signatoryId: 's-1',
    signatory: 'M. de Bestuurder',
  }),
  mayGrant('registreren', brin('99KG'), brin('99KH')),
];

export const mayGrant = (role: string, ...kenmerken: readonly Kenmerk[]): AccountEvent =>
  event(administratorAuthorisationGranted, { organisation: board, role, kenmerken });

export const granted = (role: string, ...kenmerken: readonly Kenmerk[]): AccountEvent =>
  event(roleGranted, { role, kenmerken });

/** An administrator with these authorisations at the board. */
export const administrator = (...authorisations: readonly AccountEvent[]): Authority => ({
  kind: 'administrator',
  account: 'administrator-1',
  state: given(...anAdministrator(), ...authorisations).account,
  mandates: new Map(),
});

/** An administrator whose authorisations are all at another board. */
export const strangeAdministrator = (): Authority => ({
  kind: 'administrator',
  account: 'administrator-2',
  state: given(
    ...anAdministrator().slice(0, 2),
    event(administratorAuthorisationGranted, {
      organisation: otherBoard,
      role: 'registreren',
      kenmerken: [brin('99KG')],
    }),
  ).account,
  mandates: new Map([[otherBoard, new Set(['registreren'])]]),
});

export const serviceDesk: Authority = { kind: 'service-desk' };

export const aRole = (change: Partial<Role> = {}): Role => ({
  code: 'registreren',
  name: 'Registreren',
  explanation: 'Inschrijvingen doorgeven',
  kenmerkType: 'BRIN',
  sectors: ['po'],
  incompatibleWith: [],
  keptFromGranters: false,
  inForceFrom: '2026-01-01',
  ...change,
});

export const aCatalogue = (change: Partial<Catalogue> = {}): Catalogue => ({
  organisation: {
    id: board,
    code: '99901',
    sectors: ['po'],
    openParts: new Set(['99KG', '99KH', '99KG00']),
  },
  roles: new Map([
    ['registreren', aRole()],
    ['examens', aRole({ code: 'examens', kenmerkType: 'vestiging' })],
    ['bestuur', aRole({ code: 'bestuur', kenmerkType: 'bestuursnummer' })],
  ]),
  today: '2026-11-23',
  ...change,
});

export const aMeans = (change: Partial<Means> = {}): Means => ({
  level: 'loa3',
  serviceMandates: [service],
  key: 'means-one',
  pseudonym: 'pseudonym-one',
  legalSubject: 'KvK:12345678',
  ...change,
});

export const aVisit = (change: Partial<CouplingVisit> = {}): CouplingVisit => ({
  means: aMeans(),
  hasUsernameAndCode: true,
  acceptedPrivacyStatement: policy['texts.privacyStatement'],
  acceptedTermsOfUse: policy['texts.termsOfUse'],
  ...change,
});

export const converting: AccountEvent = event(conversionBegun, { holdsRightMeans: true });

/** A token generator that was sent to the account. */
export const aGenerator = (generator: string): AccountEvent =>
  event(tokenIssued, {
    generator,
    seedId: `seed of ${generator}`,
    serialNumber: `serial ${generator}`,
    delivery: 'registered-post',
  });

/** A code made at `now`, good until tomorrow. */
export const aCode = (name: string): AccountEvent =>
  event(activationCodeMade, {
    codeId: name,
    digest: `digest of ${name}`,
    expiresAt: tomorrow,
    code: '7K2M-D9XT-QB4C-0WZE',
  });

export const newCode = (name: string) => ({
  id: name,
  code: '0123-4567-89AB-CDEF',
  digest: `digest of ${name}`,
});

export const reservationOf = (meansKey: string): string => `reservation-means-1-${meansKey}`;

export const coupledTo = (means: string, codeId: string, until?: string): AccountEvent =>
  event(meansCoupled, {
    means,
    pseudonym: 'pseudonym-one',
    legalSubject: 'KvK:12345678',
    level: 'loa3',
    codeId,
    privacyStatement: '2026-01',
    termsOfUse: '2026-01',
    reservation: reservationOf(means),
    ...(until === undefined ? {} : { lapsesAt: until }),
  });

export const decoupledFrom = (means: string): AccountEvent =>
  event(meansDecoupled, { means, reason: 'new-supplier' });
