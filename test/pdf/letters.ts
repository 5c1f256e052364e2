import { composeLetter, type Composed, type OnRecord } from '#libs/correspondence/compose-letter';
import { type LetterSender } from '#libs/correspondence/letter';
import { administratorCreated } from '#libs/domain/account/administrator-events';
import { type AccountEvent, accountEnded, userCreated } from '#libs/domain/account/events';
import { evolveAccount } from '#libs/domain/account/evolve';
import { passwordChanged, passwordIssued } from '#libs/domain/account/password-events';
import { type AccountState, noAccount } from '#libs/domain/account/state';
import { type GeneratorProblem, tokenProblemReported } from '#libs/domain/account/token-events';
import { event } from '#libs/domain/catalogue';
import { type LetterKind } from '#libs/domain/letter/events';
import { type AskedFor } from '#libs/domain/letter/letter';
import { departureCompleted, organisationRegistered } from '#libs/domain/organisation/events';
import { type Address, type OrganisationType } from '#libs/domain/organisation/organisation';
import { evolveOrganisation, noOrganisation, type OrganisationState } from '#libs/domain/organisation/state';

/** Each letter that there is, about made-up people of a made-up school board. */

export const sender: LetterSender = {
  name: 'Security Service Desk',
  address: ['Security Service Desk', 'Antwoordnummer 1', '9700 VB  GRONINGEN'],
  contact: 'Bel 050-1234567, op werkdagen van 9 tot 17 uur.',
};
export const madeAt = new Date('2026-11-23T23:30:00.000Z');
export const secret = 'bkmt2749fwrd8365';

export interface Person {
  readonly surname: string;
  readonly initials: string;
  readonly prefix?: string;
}
/** With letters that not every font has. */
const withAccents: Person = { surname: 'Şahinoğlu-Kovačević', initials: 'Ő.Ğ.', prefix: 'van der' };

type Later = 'ended' | 'lost' | 'broken' | 'chosen' | 'new-password';

export const holderOf = (
  person: Person,
  created: typeof userCreated | typeof administratorCreated = userCreated,
  ...later: readonly Later[]
): NonNullable<OnRecord['account']> => {
  const history: AccountEvent[] = [
    event(created, {
      organisation: 'board-99901',
      signInMethod: 'token',
      username: 'Drenth99ED',
      ...person,
      telephone: '0612345678',
      emailAddress: 'e.drenth@voorbeeldschool.nl',
      reservations: [],
    }),
    passwordByLetter('delivery-1'),
    ...later.map((what) => happened[what]()),
  ];
  return { state: stateAfter(history), history };
};
const goodUntil = '2027-02-22T20:55:00.000Z';
const passwordByLetter = (delivery: string) =>
  event(passwordIssued, {
    digest: 'argon2id',
    way: 'letter',
    goodUntil,
    delivery,
    password: secret,
  });
const reported = (problem: GeneratorProblem) =>
  event(tokenProblemReported, {
    generator: 'SN-1',
    serialNumber: '26-1234567-8',
    problem,
    discoveredAt: '2026-11-23T20:00:00.000Z',
    reportedAt: '2026-11-23T20:55:00.000Z',
    inTime: true,
  });
const happened: Readonly<Record<Later, () => AccountEvent>> = {
  ended: () => event(accountEnded, { reservations: [] }),
  lost: () => reported('lost'),
  broken: () => reported('broken'),
  chosen: () => event(passwordChanged, { digest: 'argon2id of their own', goodUntil }),
  'new-password': () => passwordByLetter('delivery-2'),
};
const stateAfter = (history: readonly AccountEvent[]): AccountState =>
  history.reduce(evolveAccount, noAccount);

export const organisationWith = (
  name: string,
  postalAddress?: Address,
  type: OrganisationType = 'board',
): OrganisationState =>
  evolveOrganisation(
    noOrganisation,
    event(organisationRegistered, {
      type,
      code: '99901',
      name,
      sectors: ['po'],
      ...(postalAddress === undefined ? {} : { postalAddress }),
    }),
  );
const address = { street: 'Modelplein', houseNumber: '27-A', postalCode: '1234AB', city: 'Voorbeeldstad' };
const board = organisationWith('Stichting Voorbeeldonderwijs', address);
/** ORG-05. */
const left = (organisation: OrganisationState): OrganisationState =>
  evolveOrganisation(organisation, event(departureCompleted, { accounts: 1, mandates: 0, generators: 1 }));

const askedFor = (kind: LetterKind, more: Partial<AskedFor> = {}): AskedFor => ({
  kind,
  channel: 'ordinary-post',
  organisation: 'board-99901',
  ...more,
});
const generator = { account: 'account-1', generator: 'SN-1', serialNumber: '26-1234567-8' };
export const passwordLetter = askedFor('password', { account: 'account-1', delivery: 'delivery-1' });
const drenth: Person = { surname: 'Drenth', initials: 'E.D.' };

const username = askedFor('username', { account: 'account-1' });
const calledBack = askedFor('generator-called-back', generator);
const at = (account: OnRecord['account'], organisation = board): OnRecord =>
  account === undefined
    ? { organisation, leastLevel: 'loa3' }
    : { organisation, leastLevel: 'loa3', account };

/** Name, and what is asked for with what is on record; users' usernames are not printed from the queue (USR-09). */
export const letters: Readonly<Record<string, readonly [AskedFor, OnRecord, 'no number'?]>> = {
  username: [username, at(holderOf(withAccents, administratorCreated))],
  'username-of-user': [username, at(holderOf(drenth)), 'no number'],
  password: [passwordLetter, at(holderOf(drenth))],
  'password-without-username': [
    askedFor('password', { account: 'account-1', delivery: 'delivery-2' }),
    at(holderOf(drenth, userCreated, 'chosen', 'new-password')),
  ],
  generator: [askedFor('generator', generator), at(holderOf(drenth))],
  'generator-to-hand-over': [
    askedFor('generator', { ...generator, deliveredTo: 'account-2' }),
    { ...at(holderOf(drenth)), deliveredTo: holderOf(withAccents).state },
  ],
  'generator-called-back': [calledBack, at(holderOf(drenth, userCreated, 'ended'))],
  'generator-called-back-from-user': [calledBack, at(holderOf(drenth))],
  'generator-called-back-from-administrator': [calledBack, at(holderOf(drenth, administratorCreated))],
  'generator-called-back-though-lost': [calledBack, at(holderOf(drenth, userCreated, 'lost'))],
  'generator-called-back-though-broken': [calledBack, at(holderOf(drenth, administratorCreated, 'broken'))],
  'generator-called-back-from-who-left': [
    calledBack,
    at(holderOf(drenth, userCreated, 'ended'), left(board)),
  ],
  'organisation-left': [askedFor('organisation-left'), at(undefined, left(board))],
  'municipality-left': [
    askedFor('organisation-left'),
    at(undefined, left(organisationWith('Gemeente Voorbeeldstad', address, 'municipality'))),
  ],
  'move-announced': [askedFor('move-announced', { movesOn: '2040-01-01' }), at(undefined)],
  'without-address': [
    askedFor('move-announced', { movesOn: '2040-01-01' }),
    at(undefined, organisationWith('Stichting Voorbeeldonderwijs')),
  ],
};

/** @throws Error when what must stand in it was erased */
export function composed(asked: AskedFor, onRecord: OnRecord, number?: 'no number'): Composed {
  const letter = composeLetter(
    number === undefined ? '2026-000123' : undefined,
    asked,
    onRecord,
    sender,
    madeAt,
  );
  if (letter === 'unreadable') throw new Error('It can’t be composed.');
  return letter;
}
