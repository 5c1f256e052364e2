import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store';
import { buildOnce } from '../../build-once.js';
import { resultOf, start } from './child.js';

describe('a disk that takes no more', () => {
  let directory: string;
  beforeAll(buildOnce, 200_000);
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'event-store-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('makes the store unavailable, loses nothing that was answered and leaves nothing half written', async () => {
    const file = join(directory, 'events.db');
    // The operating system refuses to let a file grow over 2,000 blocks of 512 bytes.
    const limited = ['sh', '-c', 'ulimit -f 2000; exec "$0" "$@"', process.execPath];
    const result = await resultOf(start('append-until-full.mjs', [file, 'account-1'], limited));
    expect(result).toMatchObject({ failure: 'StoreUnavailable', again: 'StoreUnavailable' });
    const { acknowledged, last } = result as { acknowledged: number; last: number };
    expect(acknowledged).toBeGreaterThan(2);
    expect(last).toBe(acknowledged);

    const store = SqliteEventStore.open(file);
    const revisions: number[] = [];
    for await (const { revision } of store.readStream('account-1')) revisions.push(revision);
    expect(revisions).toEqual(Array.from({ length: acknowledged + 1 }, (_, revision) => revision));
    const [data, metadata] = [new Uint8Array(1), new Uint8Array(1)];
    const next = { id: '01998f2e-7c7b-7000-8000-000000000001', type: 'account.ended.v1', data, metadata };
    expect((await store.append('account-1', acknowledged, [next])).revision).toBe(acknowledged + 1);
    await store.close();
  }, 60_000);
});
