import { describe, expect, it } from '@jest/globals';
import { canonicalBytes } from './canonical.js';

const text = (value: unknown) => Buffer.from(canonicalBytes(value)).toString('utf8');

describe('canonical bytes', () => {
  it('are the same whatever the order in which the fields were written', () => {
    expect(text({ b: [1, { d: null, c: 'é' }], a: true })).toBe('{"a":true,"b":[1,{"c":"é","d":null}]}');
    expect(canonicalBytes({ a: 1, b: 2 })).toEqual(canonicalBytes({ b: 2, a: 1 }));
  });

  it('write numbers as RFC 8785, appendix B, does', () => {
    expect(text([333333333.33333329, 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    );
  });

  it.each([undefined, NaN, Infinity, () => 1])('are refused for what is no JSON: %p', (value) => {
    expect(() => canonicalBytes(value)).toThrow();
  });
});
