import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildOnce } from '../../build-once.js';
import { start } from './child.js';

const hasStrace = spawnSync('strace', ['-V']).status === 0;
const whereStraceIs = hasStrace ? it : it.skip;

describe('an append is on the disk when it is answered', () => {
  let directory: string;
  beforeAll(buildOnce, 200_000);
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'event-store-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  whereStraceIs(
    'each of 200 appends after another is synced to the disk before its answer',
    async () => {
      const syncs = await syncsBeforeEachAnswer(directory, { rounds: 200, callers: 1 });
      expect(syncs).toHaveLength(200);
      expect(Math.min(...syncs)).toBeGreaterThanOrEqual(1);
    },
    60_000,
  );

  whereStraceIs(
    '64 callers at once share a sync, and none has its answer before it',
    async () => {
      const syncs = await syncsBeforeEachAnswer(directory, { rounds: 20, callers: 64 });
      expect(syncs).toHaveLength(20);
      expect(Math.min(...syncs)).toBeGreaterThanOrEqual(1);
      // A checkpoint now and then syncs both files once more.
      expect(syncs.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(20 * 3);
    },
    60_000,
  );
});

/** How often the operating system was told to sync, from one answered round to the next. */
async function syncsBeforeEachAnswer(
  directory: string,
  { rounds, callers }: { rounds: number; callers: number },
): Promise<number[]> {
  const trace = join(directory, 'trace');
  const strace = ['strace', '-o', trace, '-e', 'trace=write,fsync,fdatasync', process.execPath];
  const args = [join(directory, 'events.db'), `${rounds}`, `${callers}`];
  const child = start('append-in-rounds.mjs', args, strace);
  await child.rest();
  expect(await child.ended()).toBe(0);

  const [, fromOpened = ''] = readFileSync(trace, 'utf8').split('write(1, "opened');
  const perRound = fromOpened.split('write(1, "acknowledged').slice(0, -1);
  return perRound.map((calls) => calls.match(/^f(data)?sync\(\d+\) += 0$/gm)?.length ?? 0);
}
