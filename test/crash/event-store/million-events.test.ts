import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store';
import { buildOnce } from '../../build-once.js';
import { resultOf, start } from './child.js';

const million = 1_000_000;
const megabyte = 1024 * 1024;

describe('a store of a million events', () => {
  let directory: string;
  let file: string;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'event-store-'));
    file = join(directory, 'events.db');
    await SqliteEventStore.open(file).close();
    fill(file);
    await buildOnce();
  }, 300_000);
  afterAll(() => rmSync(directory, { recursive: true }));

  it('is read and followed whole by a process with 64 MB for its objects, without growing', async () => {
    const command = [process.execPath, '--max-old-space-size=64'];
    const result = await resultOf(start('read-everything.mjs', [file], command));
    expect(result).toMatchObject({ read: million, followed: million });
    expect((result as { grownBy: number }).grownBy).toBeLessThan(64 * megabyte);
  }, 120_000);
});

/** A thousand streams of a thousand events, in one statement: through the store it would take longer. */
function fill(file: string): void {
  const db = new Database(file);
  db.exec(`
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${million})
    INSERT INTO event
    SELECT i + 1, printf('account-%04d', i / 1000), i % 1000, printf('%08d-0000-7000-8000-000000000000', i),
      'account.role-granted.v1', CAST('{"role":"beheerder"}' AS BLOB), x'7b7d' FROM n`);
  db.close();
}
