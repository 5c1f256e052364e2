import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StoredEvent } from '#libs/event-store/port';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store';
import { buildOnce } from '../../build-once.js';
import { start } from './child.js';

const appends = 10_000;
/** After how many answers the writer is killed, one number a round. */
const moments = fc.sample(fc.integer({ min: 1, max: 7_000 }), { seed: 20261123, numRuns: 6 });

describe('a writer that is killed in the midst of 10,000 appends', () => {
  let directory: string;
  let file: string;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'event-store-'));
    file = join(directory, 'events.db');
    await buildOnce();
  }, 200_000);
  afterAll(() => rmSync(directory, { recursive: true }));

  it.each(moments)(
    'after %i answers: every answered append is there, and no append is there in part',
    async (moment) => {
      const prefix = `killed-after-${moment}-`;
      const answers = await answersUntilKilled(file, prefix, moment);
      expect(answers.length).toBeGreaterThanOrEqual(moment);
      expect(answers.length).toBeLessThan(appends);

      const store = SqliteEventStore.open(file);
      const events: StoredEvent[] = [];
      for await (const event of store.readAll({ streamPrefix: prefix })) events.push(event);
      await store.close();

      const places = new Set(events.map((event) => place(event)));
      expect(answers.filter((answer) => !places.has(answer))).toEqual([]);
      for (const name of new Set(events.map(({ stream }) => stream))) {
        expectWhole(events.filter(({ stream }) => stream === name));
      }
      const db = new Database(file, { readonly: true });
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      db.close();
    },
    60_000,
  );
});

const place = ({ stream, revision, position }: StoredEvent): string => `${stream} ${revision} ${position}`;

/** The places that the writer gave as answers, up to its death. */
async function answersUntilKilled(file: string, prefix: string, moment: number): Promise<string[]> {
  const child = start('append-until-killed.mjs', [file, prefix, `${appends}`]);
  const answers: string[] = [];
  while (answers.length < moment) {
    const line = await child.lines.next();
    if (line.done) throw new Error('The writer ended before it was killed.');
    answers.push(line.value);
  }
  child.kill('SIGKILL');
  answers.push(...(await child.rest()));
  expect(await child.ended()).toBe('SIGKILL');
  return answers;
}

/** Revisions without gaps, and of each append all of its events. */
function expectWhole(stream: readonly StoredEvent[]): void {
  expect(stream.map(({ revision }) => revision)).toEqual([...stream.keys()]);
  const parts = stream.map(({ data }) => JSON.parse(Buffer.from(data).toString()) as AppendPart);
  for (let first = 0; first < parts.length;) {
    const { append, of } = parts[first] ?? { append: 0, of: 1 };
    const whole = Array.from({ length: of }, (_, nth) => ({ append, nth, of }));
    expect(parts.slice(first, first + of)).toMatchObject(whole);
    first += of;
  }
}

interface AppendPart {
  readonly append: number;
  readonly nth: number;
  readonly of: number;
}
