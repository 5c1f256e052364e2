import { foldText } from './fold-text.js';

/**
 * Words under which a text is found by their beginnings: what stands between spaces, whole and in the parts that
 * hyphens, dots and the like divide it into. `O'Neill-Smit` is found as itself and by `neill` and `smit`.
 */
export function wordsOf(text: string): string[] {
  return typedWords(text).flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)]);
}

/** What somebody typed to search by: words without the punctuation around them. */
export const typedWords = (text: string): string[] =>
  foldText(text)
    .split(/\s+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word !== '');

/** Above every code point: in byte order every word that begins with `prefix` is below `prefix` + this. */
export const aboveAll = '\u{10FFFF}';
