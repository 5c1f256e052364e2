import { describe, expect, it } from '@jest/globals';
import { framed, unframed } from './keep-metadata-bytes.js';

const utf8 = new TextEncoder();

/** What the client gives back of stored metadata (convertGrpcEvent.js): parsed where it parses. */
function asTheClientGivesIt(stored: Uint8Array): unknown {
  if (stored.length === 0) return undefined;
  try {
    return JSON.parse(Buffer.from(stored).toString('utf8'));
  } catch {
    return stored;
  }
}

describe('metadata through EventStoreDB', () => {
  const cases: [string, Uint8Array][] = [
    ['nothing', new Uint8Array()],
    ['canonical JSON', utf8.encode('{"hash":"00"}')],
    ['JSON with spaces', utf8.encode('{ "hash": "00" }')],
    ['JSON with keys that a parser would reorder', utf8.encode('{"2":1,"1":2}')],
    ['JSON with a key twice', utf8.encode('{"a":1,"a":2}')],
    ['JSON with a number that a parser would round', utf8.encode('12345678901234567890')],
    ['null', utf8.encode('null')],
    ['a byte order mark', utf8.encode('\uFEFF{}')],
    ['bytes that are no UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
    ['bytes that begin with the frame', Uint8Array.of(0, 1, 2)],
    ['the frame alone', Uint8Array.of(0)],
  ];

  it.each(cases)('comes back byte for byte: %s', (_title, metadata) => {
    const given = unframed(asTheClientGivesIt(framed(metadata)));
    expect(Buffer.from(given).toString('hex')).toBe(Buffer.from(metadata).toString('hex'));
  });

  it('canonical JSON stands in the store as it is, for others to read', () => {
    expect(Buffer.from(framed(utf8.encode('{"hash":"00"}'))).toString('utf8')).toBe('{"hash":"00"}');
  });
});
