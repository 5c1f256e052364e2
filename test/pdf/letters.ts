import { composeLetter, type Composed, type OnRecord } from '#libs/correspondence/compose-letter';
import { type LetterSender } from '#libs/correspondence/letter';
import { type AccountEvent, accountEnded, userCreated } from '#libs/domain/account/events';
import { evolveAccount } from '#libs/domain/account/evolve';
import { passwordIssued } from '#libs/domain/account/password-events';
import { type AccountState, noAccount } from '#libs/domain/account/state';
import { event } from '#libs/domain/catalogue';
import { type LetterKind } from '#libs/domain/letter/events';
import { type AskedFor } from '#libs/domain/letter/letter';
import { organisationRegistered } from '#libs/domain/organisation/events';
import { type Address } from '#libs/domain/organisation/organisation';
import { evolveOrganisation, noOrganisation, type OrganisationState } from '#libs/domain/organisation/state';

/** One letter of each kind, about made-up people of a made-up school board. */

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

export const holderOf = (person: Person, kind: 'user' | 'ended' = 'user'): OnRecord['account'] => {
  const history: AccountEvent[] = [
    event(userCreated, {
      organisation: 'board-99901',
      signInMethod: 'token',
      username: 'Drenth99ED',
      ...person,
      telephone: '0612345678',
      emailAddress: 'e.drenth@voorbeeldschool.nl',
      reservations: [],
    }),
    event(passwordIssued, {
      digest: 'argon2id',
      way: 'letter',
      goodUntil: '2027-02-22T20:55:00.000Z',
      delivery: 'delivery-1',
      password: secret,
    }),
    ...(kind === 'ended' ? [event(accountEnded, { reservations: [] })] : []),
  ];
  return { state: stateAfter(history), history };
};
const stateAfter = (history: readonly AccountEvent[]): AccountState =>
  history.reduce(evolveAccount, noAccount);

export const organisationWith = (name: string, postalAddress?: Address): OrganisationState =>
  evolveOrganisation(
    noOrganisation,
    event(organisationRegistered, {
      type: 'board',
      code: '99901',
      name,
      sectors: ['po'],
      ...(postalAddress === undefined ? {} : { postalAddress }),
    }),
  );
export const board = organisationWith('Stichting Voorbeeldonderwijs', {
  street: 'Modelplein',
  houseNumber: '27-A',
  postalCode: '1234AB',
  city: 'Voorbeeldstad',
});

const onRecord = { organisation: board, leastLevel: 'loa3' } as const;

const askedFor = (kind: LetterKind, more: Partial<AskedFor> = {}): AskedFor => ({
  kind,
  channel: 'ordinary-post',
  organisation: 'board-99901',
  ...more,
});
const generator = { account: 'account-1', generator: 'SN-1', serialNumber: '26-1234567-8' };
export const passwordLetter = askedFor('password', { account: 'account-1', delivery: 'delivery-1' });
const drenth: Person = { surname: 'Drenth', initials: 'E.D.' };

/** Name, and what is asked for with what is on record. */
export const letters: Readonly<Record<string, readonly [AskedFor, OnRecord]>> = {
  username: [
    askedFor('username', { account: 'account-1' }),
    { ...onRecord, ...about(holderOf(withAccents)) },
  ],
  password: [passwordLetter, { ...onRecord, ...about(holderOf(drenth)) }],
  generator: [askedFor('generator', generator), { ...onRecord, ...about(holderOf(drenth)) }],
  'generator-to-hand-over': [
    askedFor('generator', { ...generator, deliveredTo: 'account-2' }),
    { ...onRecord, ...about(holderOf(drenth)), deliveredTo: holderOf(withAccents)!.state },
  ],
  'generator-called-back': [
    askedFor('generator-called-back', generator),
    { ...onRecord, ...about(holderOf(drenth, 'ended')) },
  ],
  'organisation-left': [askedFor('organisation-left'), onRecord],
  'move-announced': [askedFor('move-announced', { movesOn: '2040-01-01' }), onRecord],
};

function about(account: OnRecord['account']): Pick<OnRecord, 'account'> {
  return account === undefined ? {} : { account };
}

/** @throws Error when what must stand in it was erased */
export function composed(asked: AskedFor, onRecord: OnRecord): Composed {
  const letter = composeLetter('2026-000123', asked, onRecord, sender, madeAt);
  if (letter === 'unreadable') throw new Error('It can’t be composed.');
  return letter;
}
