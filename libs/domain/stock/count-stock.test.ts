import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import { countStock, type CountStock } from './count-stock.js';
import { evolveStock, stockCounted, type StockEvent } from './stock.js';

const counting = (change: Partial<CountStock> = {}): CountStock => ({
  countedAt: '2026-11-24T10:00:00.000Z',
  report: 'T-2026-11',
  serialNumbers: ['26-2', '26-1'],
  now: '2026-11-24T11:00:00.000Z',
  ...change,
});
const counted = (number: number, countedAt: string): StockEvent =>
  event(stockCounted, { number, countedAt, report: 'T', serialNumbers: [] });
const after = (...history: readonly StockEvent[]) =>
  history.reduce<ReturnType<typeof evolveStock>>(evolveStock, undefined);
const broken = (command: CountStock, ...history: readonly StockEvent[]) =>
  (countStock(command, after(...history)).refused ?? []).map(({ rule, field }) => `${rule} ${field}`);

describe('a count of the stock', () => {
  it('TOK-10 says what lay there, when, and by which report', () => {
    expect(countStock(counting(), undefined).events).toEqual([
      {
        type: 'stock.counted',
        rule: 'TOK-10',
        data: {
          number: 1,
          countedAt: '2026-11-24T10:00:00.000Z',
          report: 'T-2026-11',
          serialNumbers: ['26-1', '26-2'],
        },
      },
    ]);
    expect(countStock(counting({ serialNumbers: [] }), undefined).events).toHaveLength(1);
  });

  it('TOK-10 is numbered, and comes after the one before', () => {
    const before = [counted(1, '2026-10-01T10:00:00.000Z'), counted(2, '2026-11-24T09:59:59.999Z')];
    expect(countStock(counting(), after(...before)).events).toMatchObject([{ data: { number: 3 } }]);
    expect(broken(counting(), counted(1, '2026-11-24T10:00:00.000Z'))).toEqual(['TOK-10 countedAt']);
    expect(broken(counting(), counted(1, '2026-11-24T10:00:00.001Z'))).toEqual(['TOK-10 countedAt']);
  });

  it('TOK-10 isn’t in the future, and counts no generator twice', () => {
    expect(broken(counting({ now: '2026-11-24T10:00:00.000Z' }))).toEqual([]);
    expect(broken(counting({ now: '2026-11-24T09:59:59.999Z' }))).toEqual(['TOK-10 countedAt']);
    expect(broken(counting({ serialNumbers: ['26-1', '26-2', '26-1'] }))).toEqual([
      'TOK-10 serialNumbers[2]',
    ]);
  });
});
