import { type LetterContent, type LetterPart } from '../letter.js';
import { drawEnvelopeParts } from './envelope.js';
import { paper, space, type } from './paper.js';
import { drawParts } from './parts.js';
import {
  bytesOf,
  decorate,
  draw,
  type Element,
  heightOf,
  makeRoom,
  newSheet,
  numberPages,
  type Sheet,
  width,
  within,
  write,
} from './sheet.js';

/**
 * The letter on paper, as PDF/UA-1 (ISO 14289): tagged for screen readers, in the order in which it is read, with its
 * fonts in it. The same letter gives the same bytes.
 */
export async function letterPdf(letter: LetterContent): Promise<Buffer> {
  const sheet = await newSheet(letter);
  const bytes = bytesOf(sheet);
  const root = sheet.struct('Document');
  sheet.addStructure(root);
  drawEnvelopeParts(sheet, root, letter);
  drawDateAndNumber(sheet, root, letter);
  drawParts(sheet, root, letter.dutch);
  drawEnglish(sheet, root, letter.english);
  numberPages(sheet, letter.number);
  root.end();
  sheet.end();
  return bytes;
}

const labelWidth = 75;

/** Date, number, and the subject as the heading of the letter. */
function drawDateAndNumber(sheet: Sheet, root: Element, { date, number, subject }: LetterContent): void {
  sheet.y = paper.dateAndNumber;
  draw(sheet, root, 'P', () => drawLabelled(sheet, 'Datum', date));
  if (number !== undefined) draw(sheet, root, 'P', () => drawLabelled(sheet, 'Ons nummer', number));
  draw(sheet, root, 'H1', () => drawLabelled(sheet, 'Betreft', subject, 'bold'));
  sheet.font('regular').y += space.part * 2;
}

function drawLabelled(sheet: Sheet, name: string, value: string, font = 'regular'): void {
  const { y } = sheet;
  sheet.text(`${name}: `, paper.left, y, { lineBreak: false });
  write(sheet.font(font), value, paper.left + labelWidth, width - labelWidth, y);
}

/** Screen readers change to an English voice; people see where it begins. */
function drawEnglish(sheet: Sheet, root: Element, parts: readonly LetterPart[]): void {
  sheet.fontSize(type.english);
  const all: readonly LetterPart[] = [{ kind: 'heading', text: 'In English' }, ...parts];
  // Together where it can be: it is short.
  makeRoom(
    sheet,
    all.reduce(
      (height, part) => height + ('text' in part ? heightOf(sheet, part.text, width) : 0) + space.part,
      0,
    ),
  );
  decorate(sheet, 'Layout', () =>
    sheet
      .lineWidth(0.5)
      .strokeColor('#999999')
      .moveTo(paper.left, sheet.y)
      .lineTo(paper.right, sheet.y)
      .stroke(),
  );
  sheet.y += space.part;
  drawParts(sheet, within(sheet, root, 'Sect', { lang: 'en-GB' }), all);
}
