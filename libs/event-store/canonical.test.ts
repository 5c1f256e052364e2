import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalBytes } from './canonical.js';

const canonical = (value: unknown): string => Buffer.from(canonicalBytes(value)).toString('utf8');

/** An IEEE 754 double from its bits, as RFC 8785 appendix B lists them. */
const double = (bits: string): number => Buffer.from(bits, 'hex').readDoubleBE();

describe('canonical bytes (RFC 8785)', () => {
  it('AVG-04 the example of section 3.2.2 gets the bytes of section 3.2.4', () => {
    const example: unknown = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    expect(canonical(example)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('AVG-04 names are ordered by UTF-16 code units, as in section 3.2.3', () => {
    const example: unknown = JSON.parse(String.raw`{
      "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis"
    }`);
    expect(Object.values(JSON.parse(canonical(example)) as object)[0]).toBe('One');
    expect(canonical(example)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis",' +
        '"€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af6', '1e+23'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
  ])('AVG-04 the number with bits %s is written %s, as in appendix B', (bits, text) => {
    expect(canonical(double(bits))).toBe(text);
  });

  it('AVG-04 the same content in another order, or read back, has the same bytes', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (value) => {
        const bytes = canonical(value);
        expect(canonical(Object.fromEntries(Object.entries(value).reverse()))).toBe(bytes);
        expect(canonical(JSON.parse(bytes))).toBe(bytes);
      }),
    );
  });

  it('a field that is absent and a field that is undefined are the same', () => {
    expect(canonical({ a: 1, b: undefined })).toBe('{"a":1}');
  });

  it.each<[string, unknown]>([
    ['a lone high surrogate', { a: '\ud83d' }],
    ['a lone low surrogate', ['\ude00']],
    ['a lone surrogate in a name', { '\ud83d': 1 }],
    ['no number', { a: NaN }],
    ['infinity', [Infinity]],
    ['a big integer', { a: 1n }],
    ['nothing', undefined],
    ['nothing in a list', [undefined]],
    ['a hole in a list', Array(1)],
    ['a function', { a: () => 1 }],
    ['a symbol', { a: Symbol('a') }],
    ['a date', { a: new Date(0) }],
    ['bytes', { a: new Uint8Array([1]) }],
    ['a Map', { a: new Map([[1, 2]]) }],
    ['a Set', [new Set([1])]],
    ['something with a JSON form of its own', { a: { toJSON: () => 1 } }],
  ])('%s is refused, not quietly left out', (_, value) => {
    expect(() => canonicalBytes(value)).toThrow();
  });

  it('a circle is refused', () => {
    const circle: unknown[] = [];
    circle.push({ circle });
    expect(() => canonicalBytes(circle)).toThrow('Circular');
  });

  it('AVG-03 a refusal does not repeat the value', () => {
    expect(() => canonicalBytes({ password: 'hunter2\ud83d' })).not.toThrow(/hunter2/);
    expect(() => canonicalBytes({ password: 'hunter2\ud83d' })).toThrow();
  });
});
