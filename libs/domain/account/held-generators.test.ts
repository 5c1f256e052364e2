import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import { callBack } from './call-back.js';
import {
  evolveGenerators,
  type HeldGenerators,
  isUsable,
  noGenerators,
  type TokenEvent,
} from './held-generators.js';
import {
  tokenCalledBack,
  tokenDeactivated,
  tokenHandedOver,
  tokenIssued,
  tokenProblemReported,
  tokenReturned,
} from './token-events.js';

const which = (serialNumber: string) => ({ generator: serialNumber, serialNumber });
const issued = (serialNumber: string): TokenEvent =>
  event(tokenIssued, { ...which(serialNumber), seedId: `seed of ${serialNumber}`, delivery: 'courier' });
const handedOver = (serialNumber: string): TokenEvent => event(tokenHandedOver, which(serialNumber));
const deactivated = (serialNumber: string): TokenEvent => event(tokenDeactivated, which(serialNumber));
const calledBack = (serialNumber: string): TokenEvent =>
  event(tokenCalledBack, { ...which(serialNumber), reason: 'deactivated' });
const returned = (serialNumber: string): TokenEvent => event(tokenReturned, which(serialNumber));
const reported = (serialNumber: string): TokenEvent =>
  event(tokenProblemReported, {
    ...which(serialNumber),
    problem: 'lost',
    discoveredAt: '2026-11-20T09:00:00.000Z',
    reportedAt: '2026-11-20T09:00:00.000Z',
    inTime: true,
  });
const after = (...events: readonly TokenEvent[]): HeldGenerators =>
  events.reduce(evolveGenerators, noGenerators);

describe('the token generators that are out with an account', () => {
  it('TOK-04 each goes its own way until it is back', () => {
    const out = after(
      issued('26-1'),
      issued('26-2'),
      handedOver('26-1'),
      deactivated('26-1'),
      calledBack('26-1'),
    );
    expect([...out.values()]).toEqual([
      {
        serialNumber: '26-1',
        seedId: 'seed of 26-1',
        state: 'deactivated',
        calledBack: true,
        delivery: 'courier',
      },
      {
        serialNumber: '26-2',
        seedId: 'seed of 26-2',
        state: 'issued',
        calledBack: false,
        delivery: 'courier',
      },
    ]);
    expect([...evolveGenerators(out, returned('26-1')).keys()]).toEqual(['26-2']);
  });

  it('TOK-01 what is told of a generator that the account does not have changes nothing', () => {
    const out = after(issued('26-1'));
    for (const said of [handedOver, deactivated, calledBack, returned, reported])
      expect(evolveGenerators(out, said('26-9'))).toEqual(out);
    expect(evolveGenerators(out, reported('26-1'))).toEqual(out);
  });

  it('TOK-01 one is in use until it is deactivated or called back', () => {
    const usable = (...events: readonly TokenEvent[]) =>
      [...after(issued('26-1'), ...events).values()].map(isUsable);
    expect(usable()).toEqual([true]);
    expect(usable(handedOver('26-1'))).toEqual([true]);
    expect(usable(handedOver('26-1'), deactivated('26-1'))).toEqual([false]);
    expect(usable(handedOver('26-1'), calledBack('26-1'))).toEqual([false]);
  });

  it('TOK-04 calling back calls each back once', () => {
    expect(callBack(after(issued('26-1'), issued('26-2'), calledBack('26-1')), 'no-longer-used')).toEqual([
      {
        type: 'account.token-called-back',
        rule: 'TOK-04',
        data: { ...which('26-2'), reason: 'no-longer-used' },
      },
    ]);
  });
});
