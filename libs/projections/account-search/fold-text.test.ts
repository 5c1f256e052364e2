import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldText } from './fold-text.js';
import { typedWords, wordsOf } from './words-of.js';

/** Letters of names: Latin with everything that Europe puts on it, Greek, Cyrillic. */
const letter = fc.oneof(
  fc.integer({ min: 0x41, max: 0x24f }),
  fc.integer({ min: 0x1e00, max: 0x1eff }),
  fc.integer({ min: 0x391, max: 0x3c9 }),
  fc.integer({ min: 0x400, max: 0x45f }),
);
const name = fc
  .array(letter, { minLength: 1, maxLength: 12 })
  .map((codes) => String.fromCodePoint(...codes))
  .filter((text) => /^\p{L}+$/u.test(text));

describe('folding text to search by', () => {
  it.each([
    ['Müller', 'muller'],
    ['Groß', 'gross'],
    ['GROẞ', 'gross'],
    ['Sørensen', 'sorensen'],
    ['Æbelø', 'aebelo'],
    ['Œuvre', 'oeuvre'],
    ['Łukasz', 'lukasz'],
    ['Đorđević', 'dordevic'],
    ['Ħal Far', 'hal far'],
    ['Yıldız', 'yildiz'],
    ['İpek', 'ipek'],
    ['Þór', 'thor'],
    ['Brontë', 'bronte'],
    ['O’Neill', "o'neill"],
    ['ĳsbrand', 'ijsbrand'],
    ['ﬁets', 'fiets'],
  ])('%s is found as %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('folding what is folded changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('a name is the same in capitals, in small letters, and however its accents are encoded', () => {
    fc.assert(
      fc.property(name, (text) => {
        const same = [text.toUpperCase(), text.toLowerCase(), text.normalize('NFD'), text.normalize('NFC')];
        for (const other of same) expect(foldText(other)).toBe(foldText(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('USR-01 every beginning of every word of a name finds it, in any case', () => {
    fc.assert(
      fc.property(name, name, fc.nat(), fc.boolean(), (first, second, length, capitals) => {
        const words = wordsOf(`${first} ${second}`);
        const folded = [...foldText(second)];
        const beginning = folded.slice(0, (length % folded.length) + 1).join('');
        for (const typed of typedWords(capitals ? beginning.toUpperCase() : beginning))
          expect(words.some((word) => word.startsWith(typed))).toBe(true);
      }),
    );
  });
});

describe('words to search by', () => {
  it('takes a double name whole and in its parts', () => {
    expect(wordsOf("O'Neill-Smit")).toEqual(["o'neill-smit", 'o', 'neill', 'smit']);
  });

  it('leaves out the punctuation that somebody types around words', () => {
    expect(typedWords(' Jansen,  (Piet) - ')).toEqual(['jansen', 'piet']);
  });
});
