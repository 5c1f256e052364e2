import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ERASED } from '#libs/domain/catalogue';
import { canonicalBytes } from '#libs/event-store/canonical';
import { type SealedBox } from '#libs/event-store/envelope';
import { MissingKey } from './key-store.js';
import { type FieldGroup, SealBroken, Sealer } from './sealer.js';
import { SqliteKeyStore } from './sqlite-key-store.js';

const binding = { stream: 'account-1', revision: 3, eventId: 'e-1' };
const name = { subject: 'p-1', purpose: 'profile', fields: { name: 'Jan de Vries' } };
const seed = { subject: 'p-1', purpose: 'credential', fields: { seed: 'JBSWY3DPEHPK3PXP' } };

let folder: string;
let keys: SqliteKeyStore;
let sealer: Sealer;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealer-'));
  const random = (bytes: number): Uint8Array => randomBytes(bytes);
  const sources = { random, newId: () => randomUUID(), now: () => new Date('2026-11-23T20:55:23.000Z') };
  keys = SqliteKeyStore.open(join(folder, 'keys.db'), randomBytes(32), sources);
  sealer = new Sealer(keys, random);
});
afterEach(async () => {
  await keys.close();
  await rm(folder, { recursive: true });
});

/** One box per group, at the one place. */
async function seal(groups: readonly FieldGroup[]): Promise<readonly SealedBox[]> {
  const [boxes = []] = await sealer.sealAll([{ groups, binding }]);
  return boxes;
}

async function sealedName(): Promise<SealedBox> {
  const [box] = await seal([name]);
  if (box === undefined) throw new Error('Nothing was sealed.');
  return box;
}

describe('sealer', () => {
  it('AVG-06 what was sealed is opened again, whatever it is', async () => {
    const json = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ stringUnit: 'grapheme' }));
    await fc.assert(
      fc.asyncProperty(fc.array(json, { maxLength: 3 }), async (all) => {
        const groups = all.map((fields, n) => ({ subject: 'p-1', purpose: `purpose-${n}`, fields }));
        const boxes = await seal(groups);
        const opened = await Promise.all(boxes.map((box) => sealer.open(box, binding)));
        expect(JSON.stringify(opened)).toBe(JSON.stringify(reread(all)));
      }),
    );
  });

  it('each box says whose it is and under which key, in the order that was given', async () => {
    const boxes = await seal([seed, name]);
    const found = await keys.keysFor([seed, name]);
    expect(boxes.map(({ subject, purpose, key }) => ({ subject, purpose, key }))).toEqual([
      { subject: 'p-1', purpose: 'credential', key: found[0]?.id },
      { subject: 'p-1', purpose: 'profile', key: found[1]?.id },
    ]);
    expect(await seal([])).toEqual([]);
  });

  it('many events are sealed at once, each for its own place', async () => {
    const sealings = Array.from({ length: 50 }, (_, n) => ({
      groups: n % 2 === 0 ? [{ ...name, subject: `p-${n}` }, seed] : [],
      binding: { ...binding, revision: n },
    }));
    const boxes = await sealer.sealAll(sealings);
    expect(boxes.map((of) => of.length)).toEqual(sealings.map(({ groups }) => groups.length));
    for (const [n, { groups, binding: place }] of sealings.entries()) {
      const opened = await Promise.all((boxes[n] ?? []).map((box) => sealer.open(box, place)));
      expect(opened).toEqual(groups.map(({ fields }) => fields));
    }
  });

  it('AVG-03 the same name sealed twice looks different', async () => {
    const [one, two] = [await sealedName(), await sealedName()];
    expect(one.box).not.toBe(two.box);
    expect(one.nonce).not.toBe(two.nonce);
  });

  it('AVG-03 nothing that was sealed is readable in a box or in the files of the keys', async () => {
    const boxes = await seal([name, seed]);
    const files = await Promise.all((await readdir(folder)).map((part) => readFile(join(folder, part))));
    const everything = Buffer.concat([...files, Buffer.from(JSON.stringify(boxes))]).toString('latin1');
    const unboxed = boxes.map(({ box }) => Buffer.from(box, 'base64url').toString('latin1')).join();
    for (const secret of ['Jan de Vries', 'JBSWY3DPEHPK3PXP']) {
      expect(everything).not.toContain(secret);
      expect(unboxed).not.toContain(secret);
    }
  });

  it('AVG-06 once the key is destroyed the box is useless, and the other boxes are not', async () => {
    const [box, other] = await seal([name, seed]);
    if (box === undefined || other === undefined) throw new Error('Nothing was sealed.');
    await keys.destroy(name);
    expect(await sealer.open(box, binding)).toBe(ERASED);
    expect(await sealer.open(other, binding)).toEqual(seed.fields);
    await seal([name]);
    expect(await sealer.open(box, binding)).toBe(ERASED);
  });

  it('a box whose key is lost is loud, and not taken for erased', async () => {
    const box = await sealedName();
    await expect(sealer.open({ ...box, key: randomUUID() }, binding)).rejects.toThrow(MissingKey);
  });

  it('AVG-04 a box does not open in another place', async () => {
    const box = await sealedName();
    const places = [
      { ...binding, stream: 'account-2' },
      { ...binding, revision: 4 },
      { ...binding, eventId: 'e-2' },
    ];
    for (const place of places) await expect(sealer.open(box, place)).rejects.toThrow(SealBroken);
  });

  it('AVG-04 a box does not open for another person, another purpose or under another key', async () => {
    const [box, other] = await seal([name, seed]);
    if (box === undefined || other === undefined) throw new Error('Nothing was sealed.');
    const changed = [
      { ...box, subject: 'p-2' },
      { ...box, purpose: 'attribution' },
      { ...box, key: other.key },
      { ...box, nonce: other.nonce },
      { ...box, box: '' },
      { ...box, nonce: '' },
    ];
    for (const wrong of changed) await expect(sealer.open(wrong, binding)).rejects.toThrow(SealBroken);
  });

  it('AVG-04 any changed character of a box is found, and the error names the event and nothing of the content', async () => {
    const box = await sealedName();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('nonce' as const, 'box' as const),
        fc.nat(),
        fc.constantFrom(...'ABab01-_=! '),
        async (part, at, character) => {
          const text = box[part];
          const place = at % text.length;
          fc.pre(text[place] !== character);
          const changed = text.slice(0, place) + character + text.slice(place + 1);
          await expect(sealer.open({ ...box, [part]: changed }, binding)).rejects.toThrow(
            'A sealed part of event e-1 does not open there: it was changed or moved. Verify the history.',
          );
        },
      ),
    );
  });
});

/** As JSON gives it back in canonical order: minus zero is zero (RFC 8785, 3.2.2.3). */
function reread(all: readonly Record<string, unknown>[]): unknown {
  return JSON.parse(Buffer.from(canonicalBytes(all)).toString('utf8')) as unknown;
}
