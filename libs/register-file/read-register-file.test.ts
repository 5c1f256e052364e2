import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { readFile } from 'node:fs/promises';
import { type Column, columns } from './columns.js';
import { fileDateFromName } from './file-date.js';
import { isRefusedFile, readRegisterFile, type RegisterFile } from './read-register-file.js';
import { type FileFault, maxFileBytes } from './refuse-file.js';
import { longestValue } from './school-line.js';

const demoFile = 'apps/cli/demo/schoolvestigingen-voorbeeld.2026-04.csv';

const good: Partial<Record<Column, string>> = {
  'BEVOEGD GEZAG NUMMER': '99901',
  INSTELLINGSCODE: '99KG',
  VESTIGINGSCODE: '99KG00',
  VESTIGINGSNAAM: 'DUO Test College',
  STRAATNAAM: 'Voorbeeldweg',
  'HUISNUMMER-TOEVOEGING': '1',
  POSTCODE: '9999 AA',
  PLAATSNAAM: 'VOORBEELDSTAD',
};

const header = columns.join(';');
const line = (values: Partial<Record<Column, string>> = {}): string =>
  columns.map((column) => ({ ...good, ...values })[column] ?? ' ').join(';');
const other = (id: string, board = '99901'): string =>
  line({ INSTELLINGSCODE: id.slice(0, 4), VESTIGINGSCODE: id, 'BEVOEGD GEZAG NUMMER': board });

const textOf = (...lines: readonly string[]): string =>
  [header, ...lines].map((each) => `${each}\r\n`).join('');
const bytesOf = (text: string): Uint8Array => iconv.encode(text, 'windows-1252');

const read = (...lines: readonly string[]): RegisterFile => accepted(bytesOf(textOf(...lines)));
function accepted(bytes: Uint8Array): RegisterFile {
  const result = readRegisterFile(bytes);
  if (isRefusedFile(result)) throw new Error(result.refused.map(({ message }) => message).join(' '));
  return result;
}
function refusal(bytes: Uint8Array): readonly FileFault[] {
  const result = readRegisterFile(bytes);
  if (!isRefusedFile(result)) throw new Error('The file was not refused.');
  return result.refused;
}
const kinds = (bytes: Uint8Array): string[] => refusal(bytes).map(({ kind }) => kind);

describe('a register file', () => {
  it('ORG-01 gives each location with its board, institution, name and addresses', () => {
    expect(
      read(
        line({
          'STRAATNAAM CORRESPONDENTIEADRES': 'Postbus',
          'HUISNUMMER-TOEVOEGING CORRESPONDENTIEADRES': '9',
        }),
      ),
    ).toEqual({
      content: {
        locations: [
          {
            board: '99901',
            institution: '99KG',
            id: '99KG00',
            name: 'DUO Test College',
            visitingAddress: {
              street: 'Voorbeeldweg',
              houseNumber: '1',
              postalCode: '9999 AA',
              city: 'VOORBEELDSTAD',
            },
            postalAddress: { street: 'Postbus', houseNumber: '9' },
          },
        ],
        refusedLines: 0,
        namedByRefusedLines: new Set(),
        unreadableCodes: false,
      },
      refusedLines: [],
    });
  });

  it('ORG-02 leading zeros of a code stay', () => {
    const [location] = read(
      line({ 'BEVOEGD GEZAG NUMMER': '00123', INSTELLINGSCODE: '03WU', VESTIGINGSCODE: '03WU00' }),
    ).content.locations;
    expect(location).toMatchObject({ board: '00123', institution: '03WU', id: '03WU00' });
  });

  it('ORG-02 letters and quotation marks of windows-1252 arrive as they are, composed', () => {
    const names = ['Zoë', 'De Prâter', '’t Verzinsel', '‘t Ienster', 'Œuvre – €'];
    const lines = names.map((name, index) => line({ VESTIGINGSNAAM: name, VESTIGINGSCODE: `99KG0${index}` }));
    expect(read(...lines).content.locations.map(({ name }) => name)).toEqual(
      names.map((name) => name.normalize('NFC')),
    );
  });

  it('ORG-02 whatever letters a name has, it is kept in composed form', () => {
    const letters = Array.from({ length: 0x100 - 0xa1 }, (_, index) => String.fromCharCode(0xa1 + index));
    for (const letter of letters) {
      const [location] = read(line({ VESTIGINGSNAAM: `e${letter}e` })).content.locations;
      expect(location!.name).toBe(`e${letter}e`.normalize('NFC'));
    }
  });

  it('ORG-02 a quoted name is read without its quoting', () => {
    expect(read(line({ VESTIGINGSNAAM: '"School ""De Ster""; Zuid"' })).content.locations[0]!.name).toBe(
      'School "De Ster"; Zuid',
    );
  });

  it('ORG-02 the example that the demo ships is read without a fault', async () => {
    const { content } = accepted(await readFile(demoFile));
    expect(content).toMatchObject({ refusedLines: 0, unreadableCodes: false });
    expect(content.locations).toHaveLength(12);
    expect(new Set(content.locations.map(({ board }) => board))).toEqual(
      new Set(['99901', '99902', '99903']),
    );
    expect(content.locations.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'Kindcentrum Zoë',
        'Basisschool ’t Verzinsel',
        'Basisschool "De Verzonnen Ster"',
      ]),
    );
  });

  it.each([
    ['alle-schoolvestigingen-basisonderwijs.2026-04.csv', '2026-04'],
    ['schoolvestigingen.2026-13.csv', undefined],
    ['schoolvestigingen.csv', undefined],
    ['2026-04.txt', undefined],
  ])('ORG-02 the name %s says the date %s', (name, date) => {
    expect(fileDateFromName(name)).toBe(date);
  });
});

describe('a file that is refused as a whole', () => {
  it('ORG-02 an empty file, and one without lines behind its header', () => {
    expect([kinds(new Uint8Array()), kinds(bytesOf(textOf()))]).toEqual([['empty'], ['empty']]);
  });

  it('ORG-02 a file over 64 MiB', () => {
    expect(kinds(new Uint8Array(maxFileBytes + 1))).toEqual(['too-large']);
  });

  it('ORG-02 a file that is no text', () => {
    expect(kinds(Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x00, 0x00))).toEqual(['not-text']);
  });

  it('ORG-02 a file with other columns, by their names', () => {
    const bytes = bytesOf(textOf(line()).replace('VESTIGINGSNAAM', 'SCHOOLNAAM'));
    expect(refusal(bytes)).toEqual([
      {
        kind: 'columns',
        message:
          'The columns are others. Expected 31 columns, separated by semicolons. Missing: VESTIGINGSNAAM. Unexpected: SCHOOLNAAM.',
      },
    ]);
  });

  it('ORG-02 a file with its columns in another order', () => {
    const bytes = bytesOf(
      textOf(line()).replace('INSTELLINGSCODE;VESTIGINGSCODE', 'VESTIGINGSCODE;INSTELLINGSCODE'),
    );
    expect(refusal(bytes)[0]!.message).toMatch(/^The columns stand in another order\./);
  });

  it('ORG-02 a file in UTF-8, with or without a byte order mark, and in UTF-16', () => {
    const text = textOf(line({ VESTIGINGSNAAM: 'Zoë' }));
    expect(kinds(iconv.encode(text, 'utf8'))).toEqual(['encoding']);
    expect(kinds(iconv.encode(textOf(line()), 'utf8', { addBOM: true }))).toEqual(['encoding']);
    expect(kinds(iconv.encode(text, 'utf16le', { addBOM: true }))).toEqual(['not-text']);
  });

  it('ORG-02 a file with bytes that windows-1252 does not define', () => {
    const bytes = bytesOf(textOf(line({ VESTIGINGSNAAM: 'School ë' })));
    bytes[bytes.indexOf(0xeb)] = 0x81;
    expect(kinds(bytes)).toEqual(['encoding']);
  });

  it('ORG-02 a file in UTF-8 with other columns is told both', () => {
    expect(kinds(iconv.encode('gemeentecode;naam\r\n9999;Zoë\r\n', 'utf8'))).toEqual(['encoding', 'columns']);
  });

  it('ORG-02 a file that ends anywhere inside its last line', () => {
    const bytes = bytesOf(textOf(line(), other('99KG01')));
    const lastLine = other('99KG01').length + 2;
    for (let cut = 1; cut < lastLine; cut += 1) expect(kinds(bytes.subarray(0, -cut))).toEqual(['cut-off']);
  });

  it('ORG-02 a file whose lines end in LF alone', () => {
    expect(kinds(bytesOf(textOf(line()).replaceAll('\r\n', '\n')))).toEqual(['cut-off']);
  });
});

describe('a line that is refused', () => {
  it.each<[Column, string]>([
    ['BEVOEGD GEZAG NUMMER', '9990'],
    ['BEVOEGD GEZAG NUMMER', '9990A'],
    ['INSTELLINGSCODE', '9KG'],
    ['INSTELLINGSCODE', '99kg'],
    ['VESTIGINGSCODE', '99KG0'],
    ['VESTIGINGSCODE', '99AA00'],
    ['VESTIGINGSNAAM', ' '],
    ['VESTIGINGSNAAM', 'School\u0007'],
    ['VESTIGINGSNAAM', 'x'.repeat(longestValue + 1)],
    ['PLAATSNAAM', 'STAD\nDORP'],
    ['POSTCODE', '9999AA'],
    ['POSTCODE', '0999 AA'],
    ['POSTCODE CORRESPONDENTIEADRES', '9999 aa'],
    ['VAKANTIEREGIO', 'x'.repeat(longestValue + 1)],
  ])('ORG-02 for a wrong %s is named by its number and column, and no other is lost', (column, value) => {
    const { content, refusedLines } = read(other('99AB00'), line({ [column]: value }), other('99AC00'));
    expect(refusedLines.map(({ line, faults }) => [line, faults.map((fault) => fault.column)])).toEqual([
      [3, [column]],
    ]);
    expect(content.locations.map(({ id }) => id)).toEqual(['99AB00', '99AC00']);
  });

  it('ORG-02 is told all that is wrong with it, without what stands there', () => {
    const { refusedLines } = read(line({ POSTCODE: 'XYZZY', VESTIGINGSNAAM: ' ' }));
    expect(refusedLines[0]!.faults.map(({ column }) => column)).toEqual(['VESTIGINGSNAAM', 'POSTCODE']);
    expect(JSON.stringify(refusedLines)).not.toContain('XYZZY');
  });

  it.each([
    ['too few columns', line().replace(/;[^;]*$/, '')],
    ['too many columns', `${line()};`],
    ['a quotation mark that does not close', line({ VESTIGINGSNAAM: '"School' })],
    ['a quotation mark inside a value', line({ VESTIGINGSNAAM: 'School "Zuid"' })],
  ])('ORG-02 for %s still protects the location that it names', (_what, broken) => {
    const { content, refusedLines } = read(other('99AB00'), broken, other('99AC00'));
    expect(refusedLines).toMatchObject([{ line: 3, location: '99KG00' }]);
    expect(content).toMatchObject({
      refusedLines: 1,
      unreadableCodes: false,
      namedByRefusedLines: new Set(['99KG00']),
    });
    expect(content.locations.map(({ id }) => id)).toEqual(['99AB00', '99AC00']);
  });

  it.each([
    ['empty', ''],
    ['without a readable code of its own', line({ VESTIGINGSCODE: '?' })],
    ['without a readable code of its board', line({ 'BEVOEGD GEZAG NUMMER': '?' })],
  ])('ORG-02 %s says that its codes are unreadable', (_what, broken) => {
    expect(read(other('99AB00'), broken).content).toMatchObject({ refusedLines: 1, unreadableCodes: true });
  });

  it('ORG-02 repeats a location: the first line stands', () => {
    const { content, refusedLines } = read(line(), line({ VESTIGINGSNAAM: 'Nog eens' }));
    expect(content.locations.map(({ name }) => name)).toEqual(['DUO Test College']);
    expect(content.namedByRefusedLines.size).toBe(0);
    expect(refusedLines).toEqual([
      {
        line: 3,
        location: '99KG00',
        faults: [{ column: 'VESTIGINGSCODE', message: 'The location stands on line 2 already.' }],
      },
    ]);
  });

  it('ORG-02 has its institution under another board than another line: neither is believed', () => {
    const { content, refusedLines } = read(
      other('99KG00', '99901'),
      other('99AA00'),
      other('99KG01', '99902'),
    );
    expect(refusedLines.map(({ line }) => line)).toEqual([2, 4]);
    expect(content.locations.map(({ id }) => id)).toEqual(['99AA00']);
    expect(content.namedByRefusedLines).toEqual(new Set(['99KG00', '99KG01']));
  });

  it('ORG-02 whatever bytes stand on it, costs no other line and no crash', () => {
    const anyLine = fc
      .uint8Array({ maxLength: 300 })
      .map((bytes) =>
        bytes.filter((byte) => ![0x00, 0x0a, 0x0d, 0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte)),
      );
    fc.assert(
      fc.property(anyLine, (noise) => {
        const text = iconv.decode(noise, 'windows-1252');
        const { content, refusedLines } = read(
          other('99AB00'),
          line({ VESTIGINGSNAAM: 'Zoë' }),
          text,
          other('99AC00'),
        );
        expect(content.locations.map(({ id }) => id)).toEqual(['99AB00', '99KG00', '99AC00']);
        expect(refusedLines.map((refused) => refused.line)).toEqual([4]);
      }),
    );
  });
});
