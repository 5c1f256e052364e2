import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store';
import { StoreInUse } from '#libs/event-store/errors';
import { buildOnce } from '../../build-once.js';
import { type Child, resultOf, start } from './child.js';

const url = 'http://127.0.0.1:3000';

describe('only one process writes to an event store', () => {
  let directory: string;
  let file: string;
  let holder: Child | undefined;
  beforeAll(buildOnce, 200_000);
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'event-store-'));
    file = join(directory, 'events.db');
  });
  afterEach(() => {
    holder?.kill('SIGKILL');
    rmSync(directory, { recursive: true });
  });

  it('a second process is refused at once and told who holds it', async () => {
    const store = SqliteEventStore.open(file, { holder: url });
    const second = await resultOf(start('try-to-open.mjs', [file]));
    expect(second).toMatchObject({ opened: false, error: 'StoreInUse' });
    expect(second).toHaveProperty('message', expect.stringContaining(url));
    // SQLite's own patience would be five seconds.
    expect((second as { milliseconds: number }).milliseconds).toBeLessThan(2_500);

    await store.close();
    expect(await resultOf(start('try-to-open.mjs', [file]))).toMatchObject({ opened: true });
  });

  it('opening it twice in one process, or by another name, is refused too', async () => {
    const store = SqliteEventStore.open(file);
    const link = join(directory, 'link.db');
    symlinkSync(file, link);
    expect(() => SqliteEventStore.open(file)).toThrow(StoreInUse);
    expect(() => SqliteEventStore.open(link)).toThrow(StoreInUse);
    // Trying has not freed the lock.
    expect(await resultOf(start('try-to-open.mjs', [file]))).toMatchObject({ opened: false });
    await store.close();
  });

  it('who holds it is readable for the holder alone, and gone when it closes', async () => {
    const store = SqliteEventStore.open(file, { holder: url });
    expect(statSync(`${file}.holder`).mode & 0o777).toBe(0o600);
    await store.close();
    expect(existsSync(`${file}.holder`)).toBe(false);
  });

  it('a holder that was killed holds nothing any more', async () => {
    holder = start('hold-store.mjs', [file, url]);
    expect(await holder.lines.next()).toEqual({ done: false, value: 'held' });
    expect(() => SqliteEventStore.open(file)).toThrow(url);

    holder.kill('SIGKILL');
    expect(await holder.ended()).toBe('SIGKILL');
    const store = SqliteEventStore.open(file);
    expect(() => SqliteEventStore.open(file)).toThrow(`${file} is held by another process; only`);
    await store.close();
  });

  it('a holder that closes leaves it to the next', async () => {
    holder = start('hold-store.mjs', [file, url]);
    await holder.lines.next();
    holder.kill('SIGTERM');
    expect(await holder.ended()).toBe(0);
    await SqliteEventStore.open(file).close();
  });
});
