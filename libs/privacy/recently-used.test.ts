import { describe, expect, it } from '@jest/globals';
import { RecentlyUsed } from './recently-used.js';

describe('recently used entries', () => {
  it('beyond the most, the entry that was used longest ago goes', () => {
    const entries = new RecentlyUsed<string, number>(2);
    entries.set('a', 1);
    entries.set('b', 2);
    entries.get('a');
    entries.set('c', 3);
    expect([entries.get('a'), entries.get('b'), entries.get('c')]).toEqual([1, undefined, 3]);
  });

  it('putting an entry in again takes no place of another', () => {
    const entries = new RecentlyUsed<string, number>(2);
    entries.set('a', 1);
    entries.set('b', 2);
    entries.set('b', 3);
    expect([entries.get('a'), entries.get('b')]).toEqual([1, 3]);
  });
});
