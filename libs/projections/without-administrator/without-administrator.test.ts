import { describe, expect, it } from '@jest/globals';
import {
  administratorAuthorisationGranted,
  administratorAuthorisationWithdrawn,
  administratorCreated,
  administratorSteppedDown,
} from '#libs/domain/account/administrator-events';
import { accountBlocked, accountEnded, accountUnblocked, userCreated } from '#libs/domain/account/events';
import { event } from '#libs/domain/catalogue';
import { mandateEnded, mandateGiven, mandateLapsed } from '#libs/domain/mandate/mandate';
import {
  organisationClosed,
  organisationLeft,
  organisationEntryChanged,
  organisationRegistered,
  organisationReopened,
} from '#libs/domain/organisation/events';
import { BadCursor, encodeCursor } from '../engine/cursor.js';
import { readModelOf } from '../read-model-of.test-data.js';
import { listOrganisations } from './list-organisations.js';
import { possibleAdministrators } from './possible-administrators.js';
import { withoutAdministrator } from './without-administrator.js';

const history = readModelOf(withoutAdministrator);

const listed = async (page: { limit?: number; cursor?: string } = {}) =>
  listOrganisations(await history.upToDate(), page);
const ids = async () => (await listed()).organisations.map(({ id }) => id);

const board = (code: string) =>
  history.record(`organisation-board-${code}`, [
    event(organisationRegistered, { type: 'board', code, sectors: ['po'] }),
  ]);
const holder = {
  organisation: 'board-1',
  signInMethod: 'token',
  username: 'Drenth99ED',
  surname: 'Jansen',
  initials: 'P.',
  telephone: '0612345678',
  emailAddress: 'p.jansen@school.example',
  reservations: [],
} as const;
const right = (organisation: string, ...values: string[]) => ({
  organisation,
  role: 'registreren',
  kenmerken: values.map((value) => ({ type: 'BRIN' as const, value })),
});
const administrator = (id: string, organisation: string, at = organisation) =>
  history.record(`account-${id}`, [
    event(administratorCreated, { ...holder, organisation }),
    event(administratorAuthorisationGranted, right(at, '99AA', '99AB')),
  ]);
const form = {
  formReference: 'F-1',
  dateReceived: '2026-01-20',
  signatoryId: '01890000-0000-7000-8000-000000000009',
  signatory: 'M. de Boer',
};
const between = { givingOrganisation: 'board-1', receivingOrganisation: 'board-2' };

describe('the report of organisations without an administrator', () => {
  it('ORG-04 an organisation is on it until it has an administrator, and says how many accounts keep working', async () => {
    await board('1');
    await board('2');
    await history.record('account-user', [event(userCreated, holder)]);
    expect((await listed()).organisations).toEqual([
      { id: 'board-1', type: 'board', code: '1', name: null, accounts: 1 },
      { id: 'board-2', type: 'board', code: '2', name: null, accounts: 0 },
    ]);
    await administrator('a', 'board-1');
    expect(await ids()).toEqual(['board-2']);
  });

  it('ORG-04 it comes back when the last administrator’s account ends, or their last authorisation is withdrawn', async () => {
    await board('1');
    await administrator('a', 'board-1');
    await administrator('b', 'board-1');
    await history.record('account-a', [event(accountEnded, { reservations: [] })]);
    expect(await ids()).toEqual([]);
    const withdrawn = (value: string) =>
      history.record('account-b', [event(administratorAuthorisationWithdrawn, right('board-1', value))]);
    await withdrawn('99AA');
    expect(await ids()).toEqual([]);
    await withdrawn('99AB');
    expect(await ids()).toEqual(['board-1']);
  });

  it('ORG-04 ADM-06 it comes back when the last administrator steps down, and their account keeps counting', async () => {
    await board('1');
    await administrator('a', 'board-1');
    const steppedDown = event(administratorSteppedDown, { ...form, afterwards: 'stays-on-as-user' });
    await history.record('account-a', [steppedDown]);
    expect((await listed()).organisations).toEqual([
      { id: 'board-1', type: 'board', code: '1', name: null, accounts: 1 },
    ]);
  });

  it('ORG-04 it is on it while all its administrators are blocked, for whatever reason, and not when one is no more', async () => {
    await board('1');
    await administrator('a', 'board-1');
    await administrator('b', 'board-1');
    await history.record('account-a', [event(accountBlocked, { reason: 'on-request' })]);
    expect(await ids()).toEqual([]);
    await history.record('account-b', [event(accountBlocked, { reason: 'generator-reported' })]);
    expect((await listed()).organisations).toMatchObject([{ id: 'board-1', accounts: 2 }]);
    await history.record('account-b', [event(accountUnblocked, {})]);
    expect(await ids()).toEqual([]);
  });

  it('ORG-04 ADM-08 who is blocked is still one who may get a generator handed over, if the account says so', async () => {
    await administrator('a', 'board-1');
    await history.record('account-a', [event(accountBlocked, { reason: 'on-request' })]);
    expect(await possibleAdministrators(await history.upToDate(), 'board-1')).toEqual(['a']);
  });

  it('ORG-04 ADM-05 somebody of another organisation counts as long as the mandate names their role', async () => {
    await board('1');
    await administrator('other', 'board-2', 'board-1');
    expect(await ids()).toEqual(['board-1']);
    const given = (role: string) =>
      history.record('mandate-m', [event(mandateGiven, { ...between, ...form, roles: [role] })]);
    await given('examens');
    expect(await ids()).toEqual(['board-1']);
    await given('registreren');
    expect(await ids()).toEqual([]);
    await history.record('mandate-m', [event(mandateEnded, { ...between, ...form })]);
    expect(await ids()).toEqual(['board-1']);
  });

  it('ORG-04 a closed organisation is not on it, one that exists again is', async () => {
    await board('1');
    await history.record('organisation-board-1', [event(organisationClosed, {})]);
    expect(await ids()).toEqual([]);
    await history.record('organisation-board-1', [event(organisationReopened, {})]);
    expect(await ids()).toEqual(['board-1']);
  });

  it('ORG-04 ORG-01 it is on it under the name that it has now', async () => {
    await board('1');
    await history.record('organisation-board-1', [event(organisationEntryChanged, { name: 'Nieuw' })]);
    expect((await listed()).organisations).toMatchObject([{ id: 'board-1', name: 'Nieuw' }]);
  });

  it('ORG-04 ORG-05 one that has left is not on it, whatever the register says of it later', async () => {
    await board('1');
    await history.record('organisation-board-1', [event(organisationLeft, form)]);
    expect(await ids()).toEqual([]);
    await history.record('organisation-board-1', [
      event(organisationClosed, {}),
      event(organisationReopened, {}),
    ]);
    expect(await ids()).toEqual([]);
  });

  it('ORG-04 ORG-05 it comes back when the mandate that somebody acted by has lapsed', async () => {
    await board('1');
    await administrator('other', 'board-2', 'board-1');
    await history.record('mandate-m', [event(mandateGiven, { ...between, ...form, roles: ['registreren'] })]);
    expect(await ids()).toEqual([]);
    await history.record('mandate-m', [event(mandateLapsed, { ...between, left: 'board-2' })]);
    expect(await ids()).toEqual(['board-1']);
  });

  it('ORG-04 is read in pages that follow on each other', async () => {
    for (const code of ['3', '1', '2']) await board(code);
    const first = await listed({ limit: 2 });
    expect(first.organisations.map(({ id }) => id)).toEqual(['board-1', 'board-2']);
    const second = await listed({ limit: 2, cursor: first.next ?? '' });
    expect(second.organisations.map(({ id }) => id)).toEqual(['board-3']);
    expect(second.next).toBeUndefined();
    expect((await listed({ limit: 3 })).next).toBeUndefined();
  });

  it('ORG-04 a cursor that it did not give is refused', async () => {
    for (const cursor of ['', 'board-1', encodeCursor(''), encodeCursor('two words')])
      await expect(listed({ cursor })).rejects.toThrow(BadCursor);
  });
});
