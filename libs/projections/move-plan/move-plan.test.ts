import { beforeEach, describe, expect, it } from '@jest/globals';
import { couplingLapsed } from '#libs/domain/account/coupling-events';
import { administratorCreated } from '#libs/domain/account/administrator-events';
import {
  conversionBegun,
  meansCoupled,
  meansCoupledAgain,
  meansDecoupled,
} from '#libs/domain/account/coupling-events';
import { accountEnded, userCreated } from '#libs/domain/account/events';
import { markedOfficeStaff, unmarkedOfficeStaff } from '#libs/domain/account/office-staff-events';
import { type AnyEvent, type EventDefinition, event } from '#libs/domain/catalogue';
import {
  moveAnnounced,
  organisationClosed,
  organisationEntryChanged,
  organisationLeft,
  organisationRegistered,
  organisationReopened,
  organisationSectorJoined,
  organisationSectorLeft,
} from '#libs/domain/organisation/events';
import { type Sector } from '#libs/domain/organisation/organisation';
import { moveDropped, movePlanned } from '#libs/domain/plan/events';
import { type Mover, planId } from '#libs/domain/plan/plan';
import { BadCursor, encodeCursor } from '../engine/cursor.js';
import { readModelOf } from '../read-model-of.test-data.js';
import { listMoves, type MovesAsked } from './list-moves.js';
import { movePlan } from './move-plan.js';

const history = readModelOf(movePlan);

const shown = async (asked: MovesAsked = {}) => {
  return listMoves(await history.upToDate(), asked);
};
const dates = async (asked: MovesAsked = {}) =>
  Object.fromEntries((await shown(asked)).moves.map(({ id, date }) => [id, date]));

const about = (code: string, ...events: readonly AnyEvent[]) =>
  history.record(`organisation-board-${code}`, events);
const board = (code: string, ...sectors: readonly [Sector, ...Sector[]]) =>
  about(code, event(organisationRegistered, { type: 'board', code, sectors }));
const plan = (mover: Mover, date: string) =>
  history.record(`plan-${planId(mover)}`, [event(movePlanned, { ...mover, date })]);
const drop = (mover: Mover) => history.record(`plan-${planId(mover)}`, [event(moveDropped, mover)]);
const of = (id: string, ...events: readonly AnyEvent[]) => history.record(`account-${id}`, events);
const account = (id: string, signInMethod: 'token' | 'eherkenning', by: EventDefinition = userCreated) =>
  of(
    id,
    event(by as typeof userCreated, {
      organisation: 'board-1',
      signInMethod,
      username: `Drenth${id}`,
      surname: 'Jansen',
      initials: 'P.',
      telephone: '0612345678',
      emailAddress: `${id}@school.example`,
      reservations: [],
    }),
  );
const coupled = event(meansCoupled, {
  means: 'key',
  pseudonym: 'p',
  legalSubject: 'KvK:1',
  level: 'loa3',
  codeId: 'c',
  privacyStatement: '1',
  termsOfUse: '1',
  reservation: 'r',
});
const counts = async () => {
  const [{ toConvert, converting, coupled: withMeans, notYetCoupled } = none] = (await shown()).moves;
  return [toConvert, converting, withMeans, notYetCoupled];
};
const none = { toConvert: -1, converting: -1, coupled: -1, notYetCoupled: -1 };

describe('the dates in the plan', () => {
  it('ORG-06 an organisation moves with the earliest of its sectors, or on its own date; the others are not in the plan', async () => {
    await board('1', 'po', 'vo');
    await board('2', 'vo');
    await board('3', 'mbo');
    expect(await dates()).toEqual({});
    await plan({ sector: 'po' }, '2027-06-01');
    await plan({ sector: 'vo' }, '2027-03-01');
    expect(await dates()).toEqual({ 'board-1': '2027-03-01', 'board-2': '2027-03-01' });
    await plan({ organisation: 'board-2' }, '2028-01-01');
    await plan({ sector: 'vo' }, '2027-09-01');
    expect(await dates()).toEqual({ 'board-1': '2027-06-01', 'board-2': '2028-01-01' });
    await drop({ organisation: 'board-2' });
    await drop({ sector: 'po' });
    expect(await dates()).toEqual({ 'board-1': '2027-09-01', 'board-2': '2027-09-01' });
  });

  it('ORG-06 one that joins a sector moves with it', async () => {
    await board('1', 'mbo');
    await plan({ sector: 'po' }, '2027-06-01');
    await about('1', event(organisationSectorJoined, { sector: 'po' }));
    await about('1', event(organisationSectorJoined, { sector: 'po' }));
    expect(await dates()).toEqual({ 'board-1': '2027-06-01' });
    expect(await dates({ sector: 'po' })).toEqual({ 'board-1': '2027-06-01' });
  });

  it('ORG-06 ORG-02 one that leaves a sector moves with those that it is still in', async () => {
    await board('1', 'po', 'vo');
    await plan({ sector: 'po' }, '2027-06-01');
    await plan({ sector: 'vo' }, '2027-08-01');
    await about('1', event(organisationSectorLeft, { sector: 'po' }));
    expect(await dates()).toEqual({ 'board-1': '2027-08-01' });
    expect(await dates({ sector: 'po' })).toEqual({});
  });

  it('ORG-06 one sector can be asked for', async () => {
    await board('1', 'po');
    await board('2', 'vo');
    await plan({ sector: 'po' }, '2027-06-01');
    await plan({ organisation: 'board-2' }, '2027-06-01');
    expect(await dates({ sector: 'po' })).toEqual({ 'board-1': '2027-06-01' });
    expect(await dates({ sector: 'vo' })).toEqual({ 'board-2': '2027-06-01' });
    expect(await dates({ sector: 'ho' })).toEqual({});
  });

  it('ORG-06 ORG-05 one that has closed is in it when it exists again; one that has left never', async () => {
    await board('1', 'po');
    await board('2', 'po');
    await plan({ sector: 'po' }, '2027-06-01');
    await about('1', event(organisationClosed, {}));
    const form = { formReference: 'F', dateReceived: '2026-01-01', signatory: 'B', signatoryId: 's' };
    await about('2', event(organisationLeft, form));
    expect(await dates()).toEqual({});
    for (const code of ['1', '2']) await about(code, event(organisationReopened, {}));
    expect(await dates()).toEqual({ 'board-1': '2027-06-01' });
  });

  it('ORG-06 it shows when the organisation was told of this date, and its name', async () => {
    await board('1', 'po');
    await plan({ sector: 'po' }, '2027-06-01');
    expect((await shown()).moves).toMatchObject([{ name: null, announcedAt: null }]);
    await about(
      '1',
      event(moveAnnounced, { date: '2027-06-01' }),
      event(organisationEntryChanged, { name: 'Nieuw' }),
    );
    const [told] = (await shown()).moves;
    expect(told).toMatchObject({ name: 'Nieuw', announcedAt: expect.stringMatching(/^2026-01-01T/) });
    await plan({ sector: 'po' }, '2027-07-01');
    expect((await shown()).moves).toMatchObject([{ announcedAt: null }]);
  });
});

describe('how far an organisation is', () => {
  beforeEach(async () => {
    await board('1', 'po');
    await plan({ sector: 'po' }, '2027-06-01');
  });

  it('ORG-06 CNV-04 an account goes from token by conversion to a coupled means', async () => {
    await account('a', 'token');
    await account('b', 'token', administratorCreated);
    expect(await counts()).toEqual([2, 0, 0, 0]);
    await of('a', event(conversionBegun, { holdsRightMeans: true }));
    expect(await counts()).toEqual([1, 1, 0, 0]);
    await of('a', coupled);
    expect(await counts()).toEqual([1, 0, 1, 0]);
  });

  it('ORG-06 EHK-05 EHK-07 EHK-08 one with eHerkenning is coupled or not', async () => {
    await account('a', 'eherkenning');
    expect(await counts()).toEqual([0, 0, 0, 1]);
    await of('a', coupled);
    expect(await counts()).toEqual([0, 0, 1, 0]);
    await of('a', event(meansDecoupled, { means: 'key', reason: 'wrong-account' }));
    expect(await counts()).toEqual([0, 0, 0, 1]);
    await of('a', event(meansCoupledAgain, { means: 'key', level: 'loa3' }));
    expect(await counts()).toEqual([0, 0, 1, 0]);
    await of(
      'a',
      event(couplingLapsed, { means: 'key', reservation: 'r', since: '2026-01-01T00:00:00.000Z' }),
    );
    expect(await counts()).toEqual([0, 0, 0, 1]);
  });

  it('ORG-06 CNV-01 an administration office’s staff is left out of the counts', async () => {
    await account('a', 'token');
    await of('a', event(markedOfficeStaff, {}));
    expect(await counts()).toEqual([0, 0, 0, 0]);
    await of('a', event(unmarkedOfficeStaff, {}));
    expect(await counts()).toEqual([1, 0, 0, 0]);
  });

  it('ORG-06 END-01 an account that has ended is not counted', async () => {
    await account('a', 'token');
    await of('a', event(accountEnded, { reservations: [] }));
    expect(await counts()).toEqual([0, 0, 0, 0]);
  });
});

describe('the pages of the plan', () => {
  it('ORG-06 follow on each other', async () => {
    for (const code of ['3', '1', '2']) await board(code, 'po');
    await board('11', 'vo');
    await plan({ sector: 'po' }, '2027-06-01');
    const first = await shown({ limit: 2 });
    expect(first.moves.map(({ id }) => id)).toEqual(['board-1', 'board-2']);
    const second = await shown({ limit: 2, cursor: first.next ?? '' });
    expect(second.moves.map(({ id }) => id)).toEqual(['board-3']);
    expect(second.next).toBeUndefined();
    expect((await shown({ limit: 3 })).next).toBeUndefined();
  });

  it('ORG-06 a cursor that it did not give is refused', async () => {
    for (const cursor of ['', 'board-1', encodeCursor(''), encodeCursor('two words')])
      await expect(shown({ cursor })).rejects.toThrow(BadCursor);
  });
});
