import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { randomBytes, randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyBytesRemain, NotAKeyStore } from './key-file.js';
import { DamagedKey, type DataKey, KeyStoreIsReadOnly, MissingKey, WrongMasterKey } from './key-store.js';
import { SqliteKeyStore } from './sqlite-key-store.js';

const masterKey = randomBytes(32);
const sources = {
  random: (bytes: number): Uint8Array => randomBytes(bytes),
  newId: (): string => randomUUID(),
  now: (): Date => new Date('2026-11-23T20:55:23.000Z'),
};
const jan = { subject: 'p-1', purpose: 'profile' };
const piet = { subject: 'p-2', purpose: 'profile' };

let folder: string;
let file: string;
let store: SqliteKeyStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'key-store-'));
  file = join(folder, 'keys.db');
  store = SqliteKeyStore.open(file, masterKey, sources);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

async function keyOf(owner: { subject: string; purpose: string }, from = store): Promise<DataKey> {
  const [key] = await from.keysFor([owner]);
  if (key === undefined) throw new Error('No key was given.');
  return key;
}

async function reopened(): Promise<SqliteKeyStore> {
  await store.close();
  store = SqliteKeyStore.open(file, masterKey, sources);
  return store;
}

/** All that is on disk: the database, its write-ahead log and its index. */
async function rawFiles(): Promise<Buffer> {
  const names = await readdir(folder);
  return Buffer.concat(await Promise.all(names.map((name) => readFile(join(folder, name)))));
}

/** What the file holds, read by another connection. */
function rows<T>(sql: string): T[] {
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare<[], T>(sql).all();
  } finally {
    database.close();
  }
}

const wrappedKeys = (): { id: string; wrapped: Buffer }[] =>
  rows<{ id: string; wrapped: Buffer }>('SELECT id, wrapped FROM data_key WHERE wrapped IS NOT NULL');

describe('key store in SQLite', () => {
  it('every person has a key per purpose, the same each time', async () => {
    const owners = [jan, { ...jan, purpose: 'credential' }, piet, jan];
    const keys = await store.keysFor(owners);
    expect(keys.map(({ subject, purpose }) => ({ subject, purpose }))).toEqual(owners);
    expect(new Set(keys.map((key) => Buffer.from(key.secret).toString('hex'))).size).toBe(3);
    expect(keys.every((key) => key.secret.length === 32)).toBe(true);
    expect(await store.keysFor(owners)).toEqual(keys);
    expect(await (await reopened()).keysFor(owners)).toEqual(keys);
  });

  it('a key is found by its id, also after a restart', async () => {
    const key = await keyOf(jan);
    expect(await store.find(key.id)).toEqual(key);
    expect(await (await reopened()).find(key.id)).toEqual(key);
  });

  it('a key is in the file before it is answered', async () => {
    const { id } = await keyOf(jan);
    expect(wrappedKeys().map((row) => row.id)).toEqual([id]);
  });

  it('callers at the same time share one transaction and one key per owner', async () => {
    const database = new Database(file, { readonly: true });
    const changes = (): unknown => database.pragma('data_version', { simple: true });
    const before = Number(changes());
    const all = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        store.keysFor([jan, { subject: `s-${n % 100}`, purpose: 'profile' }]),
      ),
    );
    const after = Number(changes());
    database.close();
    expect(after).toBe(before + 1);
    expect(new Set(all.flat().map((key) => key.id)).size).toBe(101);
    expect(wrappedKeys()).toHaveLength(101);
  });

  it('a caller whose keys can not be written gets the error, and what was half made is not used', async () => {
    const ids = ['k-1', 'k-1', 'k-2'];
    await store.close();
    store = SqliteKeyStore.open(file, masterKey, { ...sources, newId: () => ids.shift() ?? randomUUID() });
    await expect(store.keysFor([jan, piet])).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_UNIQUE' });
    await expect(store.find('k-1')).rejects.toThrow(MissingKey);
    expect((await keyOf(jan)).id).toBe('k-2');
  });

  it('closing lets those who wait for a key have it', async () => {
    const waiting = keyOf(jan);
    await reopened();
    expect(await store.find((await waiting).id)).toEqual(await waiting);
  });

  it('AVG-06 a destroyed key is known as destroyed, and its owner gets another', async () => {
    const old = await keyOf(jan);
    const other = await keyOf(piet);
    await store.destroy(jan);
    expect(await store.find(old.id)).toBe('destroyed');
    expect(await store.find(other.id)).toEqual(other);
    expect((await keyOf(jan)).id).not.toBe(old.id);
    expect(await (await reopened()).find(old.id)).toBe('destroyed');
    expect(rows('SELECT id, destroyed_at FROM data_key WHERE destroyed_at IS NOT NULL')).toEqual([
      { id: old.id, destroyed_at: '2026-11-23T20:55:23.000Z' },
    ]);
  });

  it('AVG-06 destroying again, or what was never there, is harmless', async () => {
    const { id } = await keyOf(jan);
    await store.destroy(jan);
    await store.destroy(jan);
    await store.destroy(piet);
    expect(await store.find(id)).toBe('destroyed');
  });

  it('AVG-06 no wrapped byte of destroyed keys is left in any file', async () => {
    const owners = Array.from({ length: 600 }, (_, n) => ({
      subject: randomUUID(),
      purpose: `purpose-${n % 3}`,
    }));
    for (let n = 0; n < owners.length; n += 50) await store.keysFor(owners.slice(n, n + 50));
    const wrapped = new Map(wrappedKeys().map((row) => [row.id, row.wrapped]));
    const keys = await store.keysFor(owners);
    const before = await rawFiles();
    const isLeft = (raw: Buffer) => (key: DataKey) => {
      const bytes = wrapped.get(key.id) ?? Buffer.alloc(0);
      return [0, 12, 28, 44].some((at) => raw.includes(bytes.subarray(at, at + 16)));
    };
    expect(keys.filter(isLeft(before))).toHaveLength(600);

    const gone = keys.filter((_, n) => n % 3 !== 1);
    for (const key of gone) await store.destroy(key);
    const after = await rawFiles();
    expect(gone.filter(isLeft(after))).toEqual([]);
    expect(keys.filter(isLeft(after))).toHaveLength(200);
  });

  it('AVG-06 bytes that another process keeps in the log are reported, and destroying again wipes them', async () => {
    const { id } = await keyOf(jan);
    const bytes = wrappedKeys()[0]?.wrapped ?? Buffer.alloc(0);
    const reader = new Database(file, { readonly: true });
    await store.keysFor([piet]);
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM data_key').get();
    await expect(store.destroy(jan)).rejects.toThrow(KeyBytesRemain);
    expect(await store.find(id)).toBe('destroyed');
    expect((await rawFiles()).includes(bytes.subarray(12))).toBe(true);

    reader.exec('COMMIT');
    reader.close();
    await store.destroy(jan);
    expect((await rawFiles()).includes(bytes.subarray(12))).toBe(false);
  });

  it('AVG-06 bytes that a crash left in the log are wiped at the next start', async () => {
    await keyOf(jan);
    const bytes = wrappedKeys()[0]?.wrapped ?? Buffer.alloc(0);
    const database = new Database(file);
    database.prepare("UPDATE data_key SET wrapped = NULL, destroyed_at = '2026-11-23T20:55:23.000Z'").run();
    const crashed = join(folder, 'crashed');
    for (const part of ['', '-wal']) await copyFile(`${file}${part}`, `${crashed}${part}`);
    database.close();
    expect((await readFile(`${crashed}-wal`)).includes(bytes)).toBe(true);

    await SqliteKeyStore.open(crashed, masterKey, sources).close();
    expect((await readdir(folder)).filter((name) => name.startsWith('crashed'))).toEqual(['crashed']);
    expect((await readFile(crashed)).includes(bytes)).toBe(false);
  });

  it('AVG-03 no key is ever readable in the files, and only their owner may read them', async () => {
    const keys = await store.keysFor([jan, piet]);
    const installation = await store.installationKey('reservation-1');
    const raw = await rawFiles();
    for (const secret of [...keys.map((key) => key.secret), installation, masterKey]) {
      expect(raw.includes(Buffer.from(secret).subarray(0, 8))).toBe(false);
    }
    for (const name of await readdir(folder)) {
      expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
    }
  });

  it('a key that was lost, not destroyed, is loud', async () => {
    await expect(store.find('k-unknown')).rejects.toThrow(MissingKey);
  });

  it('keys that were exchanged in the file are found out', async () => {
    const keys = await store.keysFor([jan, piet]);
    await store.close();
    const database = new Database(file);
    const [one, two] = wrappedKeys();
    const put = database.prepare('UPDATE data_key SET wrapped = ? WHERE id = ?');
    put.run(one?.wrapped, two?.id);
    put.run(two?.wrapped, one?.id);
    database.close();
    store = SqliteKeyStore.open(file, masterKey, sources);
    for (const key of keys) await expect(store.find(key.id)).rejects.toThrow(DamagedKey);
    await expect(store.keysFor([jan])).rejects.toThrow(DamagedKey);
  });

  it('a wrong master key is recognised at the start', async () => {
    await keyOf(jan);
    expect(() => SqliteKeyStore.open(file, randomBytes(32), sources)).toThrow(WrongMasterKey);
    expect(() => SqliteKeyStore.openReadOnly(file, randomBytes(32))).toThrow(WrongMasterKey);
    const wrongForEmpty = join(folder, 'empty.db');
    await SqliteKeyStore.open(wrongForEmpty, masterKey, sources).close();
    expect(() => SqliteKeyStore.open(wrongForEmpty, randomBytes(32), sources)).toThrow(WrongMasterKey);
  });

  it('a file that is something else is not taken for a key store', async () => {
    const text = join(folder, 'text.db');
    await writeFile(text, 'This is no database, but it is long enough to be looked at. '.repeat(20));
    expect(() => SqliteKeyStore.open(text, masterKey, sources)).toThrow(NotAKeyStore);
    const other = join(folder, 'other.db');
    new Database(other).exec('CREATE TABLE t (a)').close();
    expect(() => SqliteKeyStore.open(other, masterKey, sources)).toThrow(NotAKeyStore);
    expect(() => SqliteKeyStore.openReadOnly(join(folder, 'missing.db'), masterKey)).toThrow();
  });

  it('a key of the installation is made once, per name', async () => {
    const first = await store.installationKey('reservation-1');
    expect(first).toHaveLength(32);
    expect(await store.installationKey('reservation-1')).toEqual(first);
    expect(await store.installationKey('reservation-2')).not.toEqual(first);
    expect(await (await reopened()).installationKey('reservation-1')).toEqual(first);
  });
});

describe('key store opened for reading', () => {
  it('gives the keys that are there, with or without the process that writes', async () => {
    const key = await keyOf(jan);
    const installation = await store.installationKey('reservation-1');
    const beside = SqliteKeyStore.openReadOnly(file, masterKey);
    expect(await keyOf(jan, beside)).toEqual(key);
    await beside.close();
    await store.close();
    const alone = SqliteKeyStore.openReadOnly(file, masterKey);
    expect(await alone.find(key.id)).toEqual(key);
    expect(await alone.installationKey('reservation-1')).toEqual(installation);
    await alone.close();
    await reopened();
  });

  it('makes and destroys nothing', async () => {
    await keyOf(jan);
    const reader = SqliteKeyStore.openReadOnly(file, masterKey);
    await expect(reader.keysFor([jan, piet])).rejects.toThrow(KeyStoreIsReadOnly);
    await expect(reader.destroy(jan)).rejects.toThrow(KeyStoreIsReadOnly);
    await expect(reader.installationKey('reservation-1')).rejects.toThrow(KeyStoreIsReadOnly);
    await reader.close();
    expect(wrappedKeys()).toHaveLength(1);
  });

  it('AVG-06 forgets a key as soon as the process that writes has destroyed it', async () => {
    const { id } = await keyOf(jan);
    const reader = SqliteKeyStore.openReadOnly(file, masterKey);
    expect(await reader.find(id)).not.toBe('destroyed');
    await store.destroy(jan);
    expect(await reader.find(id)).toBe('destroyed');
    await expect(reader.keysFor([jan])).rejects.toThrow(KeyStoreIsReadOnly);
    await reader.close();
  });
});
