import { expect, it } from '@jest/globals';
import { firstUnused } from './state.js';

it('TOK-06 a counter generator goes on after the last code that was accepted, of this seed alone', () => {
  expect(firstUnused({ failures: 0, seedId: 'seed-1', factor: 6 }, 'seed-1')).toBe(7);
  expect(firstUnused({ failures: 0, seedId: 'seed-1', factor: 6 }, 'seed-2')).toBeUndefined();
  expect(firstUnused({ failures: 0 }, 'seed-1')).toBeUndefined();
  expect(firstUnused({ failures: 0, seedId: 'seed-1' }, 'seed-1')).toBeUndefined();
});
