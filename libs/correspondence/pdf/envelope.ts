import { type LetterContent } from '../letter.js';
import { paper, type } from './paper.js';
import { decorate, draw, type Element, type Sheet } from './sheet.js';

/** What the post and whoever folds it need: sender, return address, address in the window, fold marks. */
export function drawEnvelopeParts(
  sheet: Sheet,
  root: Element,
  { sender, addressLines }: LetterContent,
): void {
  drawFolds(sheet);
  draw(sheet, root, 'P', () =>
    sheet
      .font('bold')
      .fontSize(type.sender)
      .text(sender.name, paper.left, paper.sender, { lineBreak: false }),
  );
  sheet.font('regular');
  draw(sheet, root, 'P', () => drawReturnAddress(sheet, sender.address));
  draw(sheet, root, 'P', () => drawAddress(sheet, addressLines));
  sheet.fontSize(type.body);
}

function drawFolds(sheet: Sheet): void {
  decorate(sheet, 'Layout', () => {
    sheet.lineWidth(0.4).strokeColor('#999999');
    for (const fold of paper.folds) sheet.moveTo(10, fold).lineTo(20, fold).stroke();
  });
}

function drawReturnAddress(sheet: Sheet, address: readonly string[]): void {
  const { largest, smallest } = type.returnAddress;
  const line = `Retouradres: ${address.join(', ')}`;
  let size: number = largest;
  while (size > smallest && !fits(sheet.fontSize(size), line)) size -= 0.5;
  sheet.fontSize(size).text(line, paper.left, paper.returnAddress, { lineBreak: false });
}

/** In the largest type in which it is seen whole. */
function drawAddress(sheet: Sheet, lines: readonly string[]): void {
  const { sizes, lineHeight } = type.address;
  const height = paper.window.bottom - paper.address;
  const isSeen = (size: number): boolean =>
    broken(sheet.fontSize(size), lines).length * size * lineHeight <= height;
  const size = sizes.find(isSeen) ?? Math.min(...sizes);
  let y: number = paper.address;
  for (const line of broken(sheet.fontSize(size), lines)) {
    // The space is for who hears it: without it, two lines are one word.
    sheet.text(`${line} `, paper.left, y, { lineBreak: false });
    y += size * lineHeight;
  }
}

const fits = (sheet: Sheet, text: string): boolean => sheet.widthOfString(text) <= paper.addressWidth;

/** Each line in as many as it takes. */
const broken = (sheet: Sheet, lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => {
    const rows: string[] = [];
    for (const word of line.split(/(?<= )(?! )/)) {
      const longer = `${rows.at(-1) ?? ''}${word}`;
      if (fits(sheet, longer.trimEnd())) rows.splice(-1, 1, longer);
      else rows.push(...inPieces(sheet, word));
    }
    return rows.map((row) => row.trimEnd()).filter((row) => row !== '');
  });

/** A word that is wider than the window breaks wherever it must. */
function inPieces(sheet: Sheet, word: string): readonly string[] {
  const pieces: string[] = [];
  for (const character of word) {
    const longer = `${pieces.at(-1) ?? ''}${character}`;
    if (pieces.length > 0 && fits(sheet, longer.trimEnd())) pieces.splice(-1, 1, longer);
    else pieces.push(character);
  }
  return pieces;
}
