import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreUnavailable, WrongExpectedRevision } from '../errors.js';
import { type NewEvent, START } from '../port.js';
import { UnknownStoreFormat } from './event-file.js';
import { SqliteEventStore } from './sqlite-event-store.js';

const anEvent = (differing: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(),
  type: 'account.role-granted.v1',
  data: new Uint8Array([1]),
  metadata: new Uint8Array([2]),
  ...differing,
});

describe('the SQLite event store', () => {
  let directory: string;
  let file: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'event-store-'));
    file = join(directory, 'events.db');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const sql = (...statements: string[]) => {
    const db = new Database(file);
    for (const statement of statements) db.exec(statement);
    db.close();
  };

  it('is empty when new, and says that an append needs an event', async () => {
    const store = SqliteEventStore.open(file);
    expect(await store.head()).toBe(START);
    expect(await store.readAll()[Symbol.asyncIterator]().next()).toMatchObject({ done: true });
    await expect(store.append('account-1', 'must-not-exist', [])).rejects.toThrow(RangeError);
    await store.close();
  });

  it('a refused append leaves the others that are written with it as they are', async () => {
    const store = SqliteEventStore.open(file);
    const outcomes = await Promise.allSettled([
      store.append('account-1', 'must-not-exist', [anEvent()]),
      store.append('account-1', 'must-not-exist', [anEvent()]),
      store.append('account-1', 0, [anEvent(), anEvent()]),
      store.append('account-2', 5, [anEvent()]),
      store.append('account-2', 'must-not-exist', [anEvent()]),
      store.append('account-1', 2, [anEvent()]),
    ]);
    expect(outcomes).toMatchObject([
      { value: { revision: 0, position: 1n } },
      { reason: { actual: 0 } },
      { value: { revision: 2, position: 3n } },
      { reason: { actual: undefined } },
      { value: { revision: 0, position: 4n } },
      { value: { revision: 3, position: 5n } },
    ]);
    await store.close();
  });

  it('when one event can not be written nothing of its group is, and the next append finds all in order', async () => {
    const store = SqliteEventStore.open(file);
    await store.append('account-1', 'must-not-exist', [anEvent()]);
    sql(`CREATE TRIGGER broken BEFORE INSERT ON event WHEN NEW.type = 'broken.v1'
      BEGIN SELECT RAISE(FAIL, 'the disk is broken'); END`);
    const group = await Promise.allSettled([
      store.append('account-1', 0, [anEvent()]),
      store.append('account-2', 'must-not-exist', [anEvent(), anEvent({ type: 'broken.v1' })]),
      store.append('account-3', 'must-not-exist', [anEvent()]),
    ]);
    for (const outcome of group) {
      expect(outcome).toMatchObject({ status: 'rejected' });
      expect(outcome).toHaveProperty('reason', expect.any(StoreUnavailable));
    }
    expect(await store.head()).toBe(1n);
    expect((await store.append('account-1', 0, [anEvent()])).position).toBe(2n);
    expect((await store.append('account-2', 'must-not-exist', [anEvent()])).position).toBe(3n);
    await store.close();
  });

  it('writes more than one transaction takes, in order', async () => {
    const store = SqliteEventStore.open(file);
    const appends = Array.from({ length: 700 }, (_, number) =>
      store.append('account-1', number === 0 ? 'must-not-exist' : number - 1, [anEvent()]),
    );
    const results = await Promise.all(appends);
    expect(results.map(({ revision }) => revision)).toEqual([...results.keys()]);
    const large = Array.from({ length: 1_500 }, () => anEvent());
    expect((await store.append('account-2', 'must-not-exist', large)).revision).toBe(1_499);
    await store.close();
  });

  it('gives large events whole, more than a page holds', async () => {
    const store = SqliteEventStore.open(file);
    const large = Array.from({ length: 12 }, (_, number) =>
      anEvent({ data: new Uint8Array(900_000).fill(number) }),
    );
    await store.append('account-1', 'must-not-exist', large);
    const first: number[] = [];
    for await (const { data } of store.readAll()) first.push(data[899_999] ?? -1);
    for await (const { data } of store.readStream('account-1')) first.push(data[899_999] ?? -1);
    expect(first).toEqual([...large.keys(), ...large.keys()]);
    await store.close();
  });

  it('the file itself refuses to change or delete an event', async () => {
    const store = SqliteEventStore.open(file);
    await store.append('account-1', 'must-not-exist', [anEvent()]);
    await store.close();
    expect(() => sql(`UPDATE event SET type = 'other.v1'`)).toThrow('an event is never changed');
    expect(() => sql('DELETE FROM event')).toThrow('an event is never deleted');
  });

  it('after closing everything is in the one file', async () => {
    const store = SqliteEventStore.open(file, { holder: 'http://127.0.0.1:3000' });
    await store.append('account-1', 'must-not-exist', [anEvent()]);
    await store.close();
    expect(readdirSync(directory).sort()).toEqual(['events.db', 'events.db.lock']);
  });

  describe('opened for reading', () => {
    it('sees what the writer appends meanwhile, and can not append or follow', async () => {
      const writer = SqliteEventStore.open(file);
      await writer.append('account-1', 'must-not-exist', [anEvent()]);
      const reader = SqliteEventStore.openReadOnly(file);
      expect(await reader.head()).toBe(1n);
      await writer.append('account-1', 0, [anEvent()]);
      expect(await reader.head()).toBe(2n);

      await expect(reader.append('account-1', 1, [anEvent()])).rejects.toThrow(StoreUnavailable);
      const following = reader.subscribe({ signal: new AbortController().signal });
      await expect(following[Symbol.asyncIterator]().next()).rejects.toThrow('for reading only');
      await writer.close();
      expect(await reader.head()).toBe(2n);
      await reader.close();
      await expect(reader.head()).rejects.toThrow(StoreUnavailable);
    });

    it('changes nothing in the file and makes none beside it', async () => {
      const writer = SqliteEventStore.open(file);
      await writer.append('account-1', 'must-not-exist', [anEvent()]);
      await writer.close();
      const digest = () => createHash('sha256').update(readFileSync(file)).digest('hex');
      const [before, beside] = [digest(), readdirSync(directory)];

      const reader = SqliteEventStore.openReadOnly(file);
      for await (const { stream } of reader.readAll()) expect(stream).toBe('account-1');
      await reader.close();
      expect([digest(), readdirSync(directory)]).toEqual([before, beside]);
    });

    it('says so when the file is not there, and makes none', () => {
      expect(() => SqliteEventStore.openReadOnly(file)).toThrow(`there is no file ${file}`);
      expect(existsSync(file)).toBe(false);
    });
  });

  describe('a file that is something else', () => {
    const refusedBoth = (message: string) => {
      const before = readFileSync(file);
      for (const open of [() => SqliteEventStore.open(file), () => SqliteEventStore.openReadOnly(file)]) {
        expect(open).toThrow(UnknownStoreFormat);
        expect(open).toThrow(message);
      }
      expect(readFileSync(file).equals(before)).toBe(true);
    };

    it('is refused when it is no database', () => {
      writeFileSync(file, 'Dear reader, this is a letter and no database at all. '.repeat(20));
      refusedBoth('is not an event store');
    });

    it("is refused when it is another program's database", () => {
      sql('CREATE TABLE account (id TEXT)');
      refusedBoth('is not an event store');
    });

    it('is refused when it is of a version that this program does not know', async () => {
      await SqliteEventStore.open(file).close();
      sql('PRAGMA user_version = 2');
      refusedBoth('has format 2, and this program knows format 1');
    });

    it('says so when its directory is not there', () => {
      expect(() => SqliteEventStore.open(join(directory, 'none', 'events.db'))).toThrow(StoreUnavailable);
    });
  });

  it('an event that came into the file behind its back is not written over', async () => {
    const store = SqliteEventStore.open(file);
    await store.append('account-1', 'must-not-exist', [anEvent()]);
    sql(`INSERT INTO event VALUES (2, 'account-1', 1, 'x', 'x.v1', x'', x'')`);
    await expect(store.append('account-1', 0, [anEvent()])).rejects.toThrow(StoreUnavailable);
    await expect(store.append('account-1', 0, [anEvent()])).rejects.toThrow(WrongExpectedRevision);
    await store.close();
  });
});
