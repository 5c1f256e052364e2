import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { type LetterContent } from '../letter.js';
import { paper, space, type } from './paper.js';

export type Sheet = PDFKit.PDFDocument;
/** An element of the structure that screen readers follow. */
export type Element = PDFKit.PDFStructureElement;

/** Width of the text. */
export const width = paper.right - paper.left;

/** An empty letter. What its bytes depend on is all in the letter: the same one gives the same bytes. */
export async function newSheet({ number, subject, sender, madeAt }: LetterContent): Promise<Sheet> {
  const [regular, bold] = await Promise.all([openFont('400Regular'), openFont('700Bold')]);
  const options = {
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    lang: 'nl-NL',
    displayTitle: true,
    size: [paper.width, paper.height],
    // Pages are turned between parts of the letter (makeRoom), never by the library.
    margin: 0,
    bufferPages: true,
    // None of the fonts that a reader is expected to have: PDF/UA wants all in the file.
    font: '',
    info: {
      Title: `Brief${number === undefined ? '' : ` ${number}`}: ${subject}`,
      Author: sender.name,
      CreationDate: madeAt,
      ModDate: madeAt,
    },
  };
  // The library's types don't know PDF/UA yet.
  const sheet = new PDFDocument(options as PDFKit.PDFDocumentOptions);
  sheet.registerFont('regular', regular);
  sheet.registerFont('bold', bold);
  return sheet.font('regular').fontSize(type.body);
}

const fonts = new Map<string, Promise<PDFKit.Mixins.PDFFontSource>>();

/** Noto Sans (SIL Open Font License): it has every letter that a name on record may have. */
function openFont(style: '400Regular' | '700Bold'): Promise<PDFKit.Mixins.PDFFontSource> {
  const opened = fonts.get(style) ?? readFont(style);
  fonts.set(style, opened);
  return opened;
}

/** Once: reading its tables takes longer than drawing ten letters. The library takes a font that it opened before. */
async function readFont(style: string): Promise<PDFKit.Mixins.PDFFontSource> {
  const name = `@expo-google-fonts/noto-sans/${style}/NotoSans_${style}.ttf`;
  const bytes = await readFile(createRequire(import.meta.url).resolve(name));
  const opener = new PDFDocument({ font: '', autoFirstPage: false }).font(bytes);
  return (opener as unknown as { readonly _font: { readonly font: PDFKit.Mixins.PDFFontSource } })._font.font;
}

/** What the sheet will be, once it is ended. */
export const bytesOf = (sheet: Sheet): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    sheet.on('data', (chunk: Buffer) => chunks.push(chunk));
    sheet.on('end', () => resolve(Buffer.concat(chunks)));
    sheet.on('error', reject);
  });

/** Adds an element in which something is drawn, at once. */
export const draw = (
  sheet: Sheet,
  parent: Element,
  tag: string,
  drawing: () => unknown,
  options: { readonly scope?: 'Row' } = {},
): void => {
  const run = (): void => void drawing();
  parent.add(sheet.struct(tag, options as PDFKit.Mixins.StructureElementOptions, run));
};

/** Adds an element for others to stand in. */
export const within = (
  sheet: Sheet,
  parent: Element,
  tag: string,
  options: { readonly lang?: string } = {},
) => {
  const element = sheet.struct(tag, options);
  parent.add(element);
  return element;
};

/** Draws what is for the eye only: screen readers skip it. */
export function decorate(sheet: Sheet, kind: 'Layout' | 'Pagination', drawing: () => unknown): void {
  sheet.markContent('Artifact', { type: kind });
  drawing();
  sheet.endMarkedContent();
}

/** Writes lines from `left`, as wide as `wide`; what follows comes below them. */
export const write = (sheet: Sheet, text: string, left: number, wide: number, y = sheet.y): void => {
  sheet.text(text, left, y, { width: wide, lineGap: space.line });
};

export const heightOf = (sheet: Sheet, text: string, wide: number): number =>
  sheet.heightOfString(text, { width: wide, lineGap: space.line });

/** Turns the page where what comes next would not fit on this one. */
export function makeRoom(sheet: Sheet, height: number): void {
  if (sheet.y + height <= paper.bottom) return;
  sheet.addPage();
  sheet.y = paper.next;
}

/** Only where there are more, which may come apart. */
export function numberPages(sheet: Sheet, number: string | undefined): void {
  const { count } = sheet.bufferedPageRange();
  if (count === 1) return;
  const which = number === undefined ? 'Pagina' : `Nummer ${number}, pagina`;
  for (let page = 0; page < count; page += 1) {
    sheet.switchToPage(page);
    decorate(sheet, 'Pagination', () =>
      sheet.fontSize(type.small).text(`${which} ${page + 1} van ${count}`, paper.left, paper.footer, {
        width,
        align: 'right',
      }),
    );
  }
}
