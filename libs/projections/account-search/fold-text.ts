/** Letters that Unicode doesn't take apart, as people type them who haven't got them on their keyboard. */
const asTyped: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  þ: 'th',
  ŋ: 'n',
  ĸ: 'k',
  ə: 'e',
  ς: 'σ',
  '’': "'",
  '‘': "'",
  ʼ: "'",
};
const inNeedOfTyping = new RegExp(`[${Object.keys(asTyped).join('')}]`, 'gu');

/**
 * Text as it is compared and sorted, the same on every database engine: without case, diacritics and ligatures.
 * Folding what is folded changes nothing.
 */
export const foldText = (text: string): string =>
  withoutMarks(withoutMarks(text).toUpperCase().toLowerCase()).replace(
    inNeedOfTyping,
    (letter) => asTyped[letter] ?? letter,
  );

/** NFKD (Unicode Standard Annex 15), then the marks that came loose are dropped. */
const withoutMarks = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '');
