import { inflateSync } from 'node:zlib';

/**
 * What a letter of ours says, line by line, in the order in which it was written: enough for PDF as pdfkit writes it. So
 * tests that need a password out of a letter run where poppler isn't installed; that others can read it, poppler shows
 * (letters-on-paper.test.ts).
 */
export function textOfPdf(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const fonts = fontsOf(objects);
  return [...objects.values()]
    .filter(({ dictionary }) => /\/Type \/Page\b(?!s)/.test(dictionary))
    .map(({ dictionary }) => streamOf(objects, /\/Contents (\d+) 0 R/.exec(dictionary)?.[1]))
    .map((content) => linesOf(content, fonts))
    .join('\n');
}

interface PdfObject {
  readonly dictionary: string;
  readonly stream?: Buffer;
}
type Objects = ReadonlyMap<string, PdfObject>;
/** Which text stands for a code of four hexadecimal digits. */
type Font = ReadonlyMap<string, string>;

function objectsOf(pdf: Buffer): Objects {
  const objects = new Map<string, PdfObject>();
  const source = pdf.toString('latin1');
  for (const { 1: number = '', 2: body = '', index } of source.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [dictionary = ''] = body.split('\nstream\n');
    const length = /\/Length (\d+)/.exec(dictionary)?.[1];
    const start = index + `${number} 0 obj\n${dictionary}\nstream\n`.length;
    objects.set(number, {
      dictionary,
      ...(length === undefined || dictionary === body
        ? {}
        : { stream: pdf.subarray(start, start + Number(length)) }),
    });
  }
  return objects;
}

function streamOf(objects: Objects, number = ''): string {
  const { dictionary = '', stream } = objects.get(number) ?? {};
  if (stream === undefined) return '';
  return (dictionary.includes('/FlateDecode') ? inflateSync(stream) : stream).toString('latin1');
}

/** By the name under which pages use them, as in `F2`. */
function fontsOf(objects: Objects): ReadonlyMap<string, Font> {
  const fonts = new Map<string, Font>();
  for (const { dictionary } of objects.values())
    for (const [, name = '', number = ''] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const toUnicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(number)?.dictionary ?? '')?.[1];
      fonts.set(name, fontOf(streamOf(objects, toUnicode)));
    }
  return fonts;
}

/** Of a CMap in which each range lists its texts: `<0001> <0003> [<0041> <0042> <0043>]`. */
function fontOf(map: string): Font {
  const font = new Map<string, string>();
  for (const [, first = '', , list = ''] of map.matchAll(/<(\w{4})> <(\w{4})> \[([^\]]*)\]/g))
    [...list.matchAll(/<([\w ]*)>/g)].forEach(([, text = ''], index) => {
      const code = (parseInt(first, 16) + index).toString(16).padStart(4, '0');
      font.set(code, Buffer.from(text.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'));
    });
  return font;
}

/** What is written at another height is another line. */
function linesOf(content: string, fonts: ReadonlyMap<string, Font>): string {
  let font: Font = new Map();
  let height = '';
  let text = '';
  for (const [, name, , y, shown] of content.matchAll(
    /\/(F\d+) [\d.]+ Tf|1 0 0 1 (\S+) (\S+) Tm|\[([^\]]*)\] TJ/g,
  )) {
    if (name !== undefined) font = fonts.get(name) ?? font;
    if (y !== undefined) {
      text += height === '' || y === height ? '' : '\n';
      height = y;
    }
    for (const [, codes = ''] of (shown ?? '').matchAll(/<(\w*)>/g))
      text += (codes.match(/.{4}/g) ?? []).map((code) => font.get(code.toLowerCase()) ?? '').join('');
  }
  return text.replace(/ +$/gm, '');
}
