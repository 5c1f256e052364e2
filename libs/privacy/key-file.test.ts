import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type Database from 'better-sqlite3';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKeyFile } from './key-file.js';

let folder: string;
let database: Database.Database;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'key-file-'));
  database = openKeyFile(join(folder, 'keys.db'));
});
afterEach(async () => {
  database.close();
  await rm(folder, { recursive: true });
});

describe('key file', () => {
  it.each([
    ['journal_mode', 'wal'],
    // FULL: every commit is on disk before it is answered.
    ['synchronous', 2],
    ['secure_delete', 1],
  ])('AVG-06 keys outlive a power cut, and destroyed ones do not linger: %s is %p', (setting, value) => {
    expect(database.pragma(setting, { simple: true })).toBe(value);
  });

  it('AVG-06 a key is either there or destroyed at a known time', () => {
    const add = (wrapped: string, destroyedAt: string): unknown =>
      database.exec(
        `INSERT INTO data_key (id, subject, purpose, wrapped, created_at, destroyed_at)
         VALUES ('k-1', 'p-1', 'profile', ${wrapped}, '2026-11-23', ${destroyedAt})`,
      );
    expect(() => add('NULL', 'NULL')).toThrow('CHECK');
    expect(() => add("x'00'", "'2026-11-23'")).toThrow('CHECK');
    expect(() => add("x'00'", 'NULL')).not.toThrow();
  });
});
