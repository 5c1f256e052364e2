import { expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import { signInFailed } from './events.js';
import { evolveSignIn, firstUnused, isLocked, noSignIn } from './state.js';

const until = '2026-11-23T09:15:00.000Z';

it('LOG-02 the last event says all: what it doesn’t carry isn’t there any more', () => {
  const all = { failures: 2, lockedUntil: until, seedId: 'seed-1', factor: 7, lastSuccessAt: until };
  expect(evolveSignIn(noSignIn, event(signInFailed, all))).toStrictEqual(all);
  expect(evolveSignIn(all, event(signInFailed, { failures: 3 }))).toStrictEqual({ failures: 3 });
});

it('LOG-02 a lock ends at its moment', () => {
  expect(isLocked({ failures: 5, lockedUntil: until }, '2026-11-23T09:14:59.999Z')).toBe(true);
  expect(isLocked({ failures: 5, lockedUntil: until }, until)).toBe(false);
  expect(isLocked({ failures: 5 }, until)).toBe(false);
});

it('TOK-06 a counter generator goes on after the last code that was accepted, of this seed alone', () => {
  expect(firstUnused({ failures: 0, seedId: 'seed-1', factor: 6 }, 'seed-1')).toBe(7);
  expect(firstUnused({ failures: 0, seedId: 'seed-1', factor: 6 }, 'seed-2')).toBeUndefined();
  expect(firstUnused({ failures: 0 }, 'seed-1')).toBeUndefined();
  expect(firstUnused({ failures: 0, seedId: 'seed-1' }, 'seed-1')).toBeUndefined();
});
