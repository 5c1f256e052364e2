import { describe, expect, it } from '@jest/globals';
import { RecentlyUsed } from './recently-used.js';

const holding = (...keys: string[]): RecentlyUsed<string, string> => {
  const entries = new RecentlyUsed<string, string>(2);
  for (const key of keys) entries.set(key, `value of ${key}`);
  return entries;
};

describe('recently used entries', () => {
  it('entries that were used last are kept, those used long ago go', () => {
    const entries = holding('a', 'b', 'c', 'd', 'e');
    expect(['a', 'b'].map((key) => entries.get(key))).toEqual([undefined, undefined]);
    expect(['e', 'd'].map((key) => entries.get(key))).toEqual(['value of e', 'value of d']);
  });

  it('an entry that is used stays, however many others come', () => {
    const entries = holding('a');
    for (let n = 0; n < 100; n += 1) {
      entries.set(`other ${n}`, 'value');
      expect(entries.get('a')).toBe('value of a');
    }
    expect(entries.get('other 1')).toBeUndefined();
  });

  it('putting an entry in again gives the new value and takes no place of another', () => {
    const entries = holding('a', 'b');
    for (let n = 0; n < 10; n += 1) entries.set('b', `value ${n}`);
    expect([entries.get('a'), entries.get('b')]).toEqual(['value of a', 'value 9']);
  });

  it('AVG-06 what is taken out is gone, however long it was there', () => {
    const entries = holding('a', 'b', 'c');
    for (const key of ['a', 'b', 'c']) entries.delete(key);
    expect(['a', 'b', 'c'].map((key) => entries.get(key))).toEqual([undefined, undefined, undefined]);
    const cleared = holding('a', 'b', 'c');
    cleared.clear();
    expect(['a', 'b', 'c'].map((key) => cleared.get(key))).toEqual([undefined, undefined, undefined]);
  });
});
