import { beforeEach, describe, expect, it } from '@jest/globals';
import { accountEnded, userCreated } from '#libs/domain/account/events';
import {
  type CallBackReason,
  tokenCalledBack,
  tokenDeactivated,
  tokenHandedOver,
  tokenIssued,
  tokenReturned,
} from '#libs/domain/account/token-events';
import { event } from '#libs/domain/catalogue';
import { BadCursor, encodeCursor } from '../engine/cursor.js';
import { readModelOf } from '../read-model-of.test-data.js';
import { heldGenerators } from './held-generators.js';
import { type GeneratorsAsked, listGenerators } from './list-generators.js';

const history = readModelOf(heldGenerators);
beforeEach(async () => {
  await createUser('anna');
  await createUser('bert', 'board-2');
});

const createUser = (account: string, organisation = 'board-1') =>
  history.record(`account-${account}`, [
    event(userCreated, {
      organisation,
      signInMethod: 'token',
      username: 'Drenth99ED',
      surname: 'Jansen',
      initials: 'P.',
      telephone: '0612345678',
      emailAddress: 'p.jansen@school.example',
      reservations: [],
    }),
  ]);
const which = (serialNumber: string) => ({ generator: serialNumber, serialNumber });
const issue = (account: string, serialNumber: string) =>
  history.record(`account-${account}`, [
    event(tokenIssued, { ...which(serialNumber), seedId: 'seed', delivery: 'registered-post' }),
  ]);
const callBack = (account: string, serialNumber: string, reason: CallBackReason = 'no-longer-used') =>
  history.record(`account-${account}`, [event(tokenCalledBack, { ...which(serialNumber), reason })]);

const listed = async (asked: Partial<GeneratorsAsked> = {}) => {
  return listGenerators(await history.upToDate(), {
    which: 'outstanding',
    organisations: 'all',
    ...asked,
  });
};
const numbers = async (asked: Partial<GeneratorsAsked> = {}) =>
  (await listed(asked)).generators.map(({ serialNumber }) => serialNumber);

describe('the list of token generators that are out', () => {
  it('TOK-04 says whose a generator is, since when it is asked back, and why', async () => {
    await issue('anna', '26-1');
    await history.record('account-anna', [event(tokenHandedOver, which('26-1'))]);
    expect(await listed()).toEqual({ generators: [] });
    const out = {
      serialNumber: '26-1',
      account: 'anna',
      accountState: 'living',
      organisation: 'board-1',
      state: 'handed-over',
      issuedAt: '2026-01-01T00:03:00.000Z',
      calledBackAt: null,
      reason: null,
    };
    expect(await listed({ which: 'held' })).toEqual({ generators: [out] });
    await history.record('account-anna', [event(tokenDeactivated, which('26-1'))]);
    await callBack('anna', '26-1', 'deactivated');
    expect(await listed()).toEqual({
      generators: [
        {
          ...out,
          state: 'deactivated',
          calledBackAt: '2026-01-01T00:06:00.000Z',
          reason: 'deactivated',
        },
      ],
    });
  });

  it('TOK-04 a generator stays on it, also when the account has ended, until its return is recorded', async () => {
    await issue('anna', '26-1');
    await callBack('anna', '26-1', 'account-ended');
    await history.record('account-anna', [event(accountEnded, { reservations: [] })]);
    expect((await listed()).generators).toMatchObject([{ accountState: 'ended', reason: 'account-ended' }]);
    await history.record('account-anna', [event(tokenReturned, which('26-1'))]);
    expect(await numbers()).toEqual([]);
    expect(await numbers({ which: 'held' })).toEqual([]);
  });

  it('TOK-04 one that came back and is issued to the same account again is not asked back', async () => {
    await issue('anna', '26-1');
    await callBack('anna', '26-1');
    await history.record('account-anna', [event(tokenReturned, which('26-1'))]);
    await issue('anna', '26-1');
    expect(await numbers()).toEqual([]);
    expect((await listed({ which: 'held' })).generators).toMatchObject([
      { state: 'issued', calledBackAt: null, reason: null },
    ]);
  });

  it('ADM-02 an administrator sees those of the organisations in reach', async () => {
    await issue('anna', '26-1');
    await issue('bert', '26-2');
    await callBack('anna', '26-1');
    await callBack('bert', '26-2');
    expect(await numbers()).toEqual(['26-1', '26-2']);
    expect(await numbers({ organisations: new Set(['board-2']) })).toEqual(['26-2']);
    expect(await numbers({ organisations: new Set() })).toEqual([]);
    expect(await numbers({ account: 'anna' })).toEqual(['26-1']);
    expect(await numbers({ account: 'anna', organisations: new Set(['board-2']) })).toEqual([]);
  });

  it('TOK-04 those that are out longest come first, page after page', async () => {
    for (const number of ['26-3', '26-1', '26-2']) await issue('anna', number);
    for (const number of ['26-2', '26-3', '26-1']) await callBack('anna', number);
    const first = await listed({ limit: 2 });
    expect(first.generators.map(({ serialNumber }) => serialNumber)).toEqual(['26-2', '26-3']);
    const second = await listed({ limit: 2, cursor: first.next ?? '' });
    expect(second.generators.map(({ serialNumber }) => serialNumber)).toEqual(['26-1']);
    expect(second.next).toBeUndefined();
    expect((await listed({ limit: 3 })).next).toBeUndefined();
    expect(await numbers({ which: 'held' })).toEqual(['26-2', '26-3', '26-1']);
  });

  it('TOK-04 those that went out in one act follow on each other too', async () => {
    await history.record('account-anna', [
      event(tokenIssued, { ...which('26-2'), seedId: 'seed', delivery: 'courier' }),
      event(tokenIssued, { ...which('26-1'), seedId: 'seed', delivery: 'courier' }),
    ]);
    const first = await listed({ which: 'held', limit: 1 });
    const second = await listed({ which: 'held', limit: 1, cursor: first.next ?? '' });
    expect([...first.generators, ...second.generators].map(({ serialNumber }) => serialNumber)).toEqual([
      '26-1',
      '26-2',
    ]);
  });

  it('TOK-04 a cursor that it did not give is refused', async () => {
    for (const cursor of ['', 'x', encodeCursor('26-1'), encodeCursor('2026-01-01T00:00:00.000Z a')])
      await expect(listed({ cursor })).rejects.toThrow(BadCursor);
  });
});
