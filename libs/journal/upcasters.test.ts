import { describe, expect, it } from '@jest/globals';
import { NoUpcaster, upcast, type Upcaster } from './upcasters.js';

const steps: readonly Upcaster[] = [
  { type: 'thing.done', from: 1, lift: ({ a, ...rest }) => ({ ...rest, b: a }) },
  { type: 'thing.done', from: 2, lift: ({ b, ...rest }) => ({ ...rest, c: [b] }) },
  { type: 'other.done', from: 3, lift: () => ({ wrong: true }) },
];

describe('lifting older versions', () => {
  it('AVG-05 step by step to the version that the program knows', () => {
    expect(upcast('thing.done', 1, { a: 1, d: 2 }, 3, steps)).toEqual({ c: [1], d: 2 });
    expect(upcast('thing.done', 2, { b: 1 }, 3, steps)).toEqual({ c: [1] });
    expect(upcast('thing.done', 3, { c: [1] }, 3, steps)).toEqual({ c: [1] });
  });

  it('AVG-05 a missing step, or a version of the future, stops the reader', () => {
    expect(() => upcast('thing.done', 1, {}, 4, steps)).toThrow(NoUpcaster);
    expect(() => upcast('thing.done', 4, {}, 3, steps)).toThrow(NoUpcaster);
    expect(() => upcast('unheard-of.done', 1, {}, 2, steps)).toThrow(
      'unheard-of.done is stored in version 1, the program knows version 2, and nothing lifts it there.',
    );
  });

  it('AVG-05 what is stored stays as it is', () => {
    const stored = Object.freeze({ a: 1 });
    upcast('thing.done', 1, stored, 3, steps);
    expect(stored).toEqual({ a: 1 });
  });
});
