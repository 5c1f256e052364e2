import { type LetterPart } from '../letter.js';
import { paper, space, type } from './paper.js';
import { draw, type Element, heightOf, makeRoom, type Sheet, width, within, write } from './sheet.js';

/** How far lists, codes and addresses stand in. */
const indent = 18;
const nameWidth = 80;

/** Parts of a letter below each other. A heading is never alone at the foot of a page. */
export function drawParts(sheet: Sheet, parent: Element, parts: readonly LetterPart[]): void {
  parts.forEach((part, index) => {
    const next = parts[index + 1];
    if (part.kind === 'heading' && next !== undefined)
      makeRoom(sheet, type.heading * 2 + space.part + firstHeight(sheet, next));
    drawPart(sheet, parent, part);
    sheet.y += part.kind === 'heading' ? space.part / 2 : space.part;
  });
}

/** Height of what stays together at the beginning of a part. */
const firstHeight = (sheet: Sheet, part: LetterPart): number =>
  heightOf(
    sheet,
    part.kind === 'steps' ? (part.steps[0] ?? '') : 'text' in part ? part.text : '',
    width - indent,
  );

function drawPart(sheet: Sheet, parent: Element, part: LetterPart): void {
  switch (part.kind) {
    case 'text':
      return drawText(sheet, parent, part.text);
    case 'heading':
      return drawHeading(sheet, parent, part.text);
    case 'code':
      return drawCode(sheet, parent, part.text);
    case 'steps':
      return drawSteps(sheet, parent, part.steps);
    case 'lines':
      return drawLines(sheet, parent, part.lines, indent);
    case 'closing':
      return drawLines(sheet, parent, part.lines, 0);
    case 'facts':
      return drawFacts(sheet, parent, part.facts);
  }
}

function drawText(sheet: Sheet, parent: Element, text: string): void {
  makeRoom(sheet, heightOf(sheet, text, width));
  draw(sheet, parent, 'P', () => write(sheet, text, paper.left, width));
}

function drawHeading(sheet: Sheet, parent: Element, text: string): void {
  asIs(sheet, () => {
    sheet.font('bold').fontSize(type.heading);
    draw(sheet, parent, 'H2', () => write(sheet, text, paper.left, width));
  });
}

/** Large and apart, so that it is typed over without mistakes. */
function drawCode(sheet: Sheet, parent: Element, text: string): void {
  asIs(sheet, () => {
    sheet.font('bold').fontSize(type.code);
    makeRoom(sheet, heightOf(sheet, text, width - indent));
    draw(sheet, parent, 'P', () => write(sheet, text, paper.left + indent, width - indent));
  });
}

function drawSteps(sheet: Sheet, parent: Element, steps: readonly string[]): void {
  const list = within(sheet, parent, 'L');
  steps.forEach((step, index) => {
    if (index > 0) sheet.y += space.step;
    makeRoom(sheet, heightOf(sheet, step, width - indent));
    const { y } = sheet;
    const item = within(sheet, list, 'LI');
    draw(sheet, item, 'Lbl', () => sheet.text(`${index + 1}. `, paper.left, y, { lineBreak: false }));
    draw(sheet, item, 'LBody', () => write(sheet, step, paper.left + indent, width - indent, y));
  });
}

/** Lines that stay as they are, as of an address. */
function drawLines(sheet: Sheet, parent: Element, lines: readonly string[], stepIn: number): void {
  makeRoom(sheet, heightOf(sheet, lines.join('\n'), width - stepIn));
  draw(sheet, parent, 'P', () =>
    lines.forEach((line) => write(sheet, `${line} `, paper.left + stepIn, width - stepIn)),
  );
}

function drawFacts(sheet: Sheet, parent: Element, facts: readonly (readonly [string, string])[]): void {
  const table = within(sheet, parent, 'Table');
  for (const [name, value] of facts) {
    makeRoom(sheet, heightOf(sheet, value, width - indent - nameWidth));
    const { y } = sheet;
    const row = within(sheet, table, 'TR');
    draw(sheet, row, 'TH', () => sheet.text(`${name} `, paper.left + indent, y, { lineBreak: false }), {
      scope: 'Row',
    });
    draw(sheet, row, 'TD', () =>
      write(sheet.font('bold'), value, paper.left + indent + nameWidth, width - indent - nameWidth, y),
    );
    sheet.font('regular');
  }
}

/** Font and size are afterwards what they were. */
function asIs(sheet: Sheet, drawing: () => void): void {
  const { _fontSize: size } = sheet as unknown as { readonly _fontSize: number };
  drawing();
  sheet.font('regular').fontSize(size);
}
