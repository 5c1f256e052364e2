import Database from 'better-sqlite3';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type AnyEvent, catalogueOf, defineEvent, event, text } from '#libs/domain/catalogue';
import { catalogue } from '#libs/domain/events';
import { actorNamed } from '#libs/domain/actor/actor';
import { reservationMade, reservationReleased } from '#libs/domain/reservation/reservation';
import { Journal } from '#libs/journal/journal';
import { Sealer } from '#libs/privacy/sealer';
import { SqliteKeyStore } from '#libs/privacy/sqlite-key-store';
import { History } from './digest/history.js';
import { type Installation, makeInstallation } from './digest/installation.js';
import { StoppedAt } from './engine/follow-events.js';
import { type ReadModelLogEntry } from './engine/log.js';
import { type Projection, type Rows } from './engine/projection.js';
import { RebuildIsRunning, RebuildWasEnded } from './engine/read-model.js';
import { type Timer } from './engine/timer.js';
import { ReadModels, type ReadModelsSetUp, UnknownReadModel } from './read-models.js';

let directory: string;
let installation: Installation;
let history: History;
let opened: ReadModels[];
let log: ReadModelLogEntry[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'read-models-'));
  installation = makeInstallation(join(directory, 'store'), catalogue);
  history = new History(installation.journal);
  opened = [];
  log = [];
});
afterEach(async () => {
  for (const models of opened) await models.close();
  await installation.close();
  await rm(directory, { recursive: true, force: true });
});

const read = () => join(directory, 'read');
const open = (projections: readonly Projection[], given: Partial<ReadModelsSetUp> = {}): ReadModels => {
  const models = ReadModels.open({
    directory: read(),
    journal: installation.journal,
    projections,
    log: (entry) => log.push(entry),
    ...given,
  });
  opened.push(models);
  return models;
};
const started = (projections: readonly Projection[], given?: Partial<ReadModelsSetUp>): ReadModels => {
  const models = open(projections, given);
  models.start();
  return models;
};

type TallyTables = { tally: { holder: string; made: number } };

/** Counts the reservations of each holder: an event that is taken twice, or not at all, shows. */
const tally = (given: Partial<Projection> & { onTaking?: (holder: string) => void } = {}): Projection => {
  const { onTaking = () => undefined, ...differing } = given;
  return {
    name: 'tally',
    version: 1,
    tables: ['CREATE TABLE tally (holder TEXT PRIMARY KEY, made INTEGER NOT NULL) STRICT'],
    takes: new Set(['reservation.made']),
    apply: async (rows, { event: { data } }) => {
      const holder = String(data['holder']);
      onTaking(holder);
      await rows
        .withTables<TallyTables>()
        .insertInto('tally')
        .values({ holder, made: 1 })
        .onConflict((known) => known.column('holder').doUpdateSet(({ eb }) => ({ made: eb('made', '+', 1) })))
        .execute();
    },
    ...differing,
  };
};
const inTally = async (rows: Rows) =>
  Object.fromEntries(
    (await rows.withTables<TallyTables>().selectFrom('tally').selectAll().execute()).map(
      ({ holder, made }) => [holder, made],
    ),
  );

const made = (holder = 'somebody') => event(reservationMade, { holder });
const reserve = async (...events: AnyEvent[]) =>
  (await history.record('reservation-username', events)).position;
const reserveMany = async (count: number) => {
  for (let left = count; left > 0; left -= 100)
    await reserve(...Array.from({ length: Math.min(left, 100) }, () => made()));
  return installation.journal.store.head();
};
const seconds = 1_000;
const untilThere = async (models: ReadModels, name = 'tally') =>
  models.waitFor(name, await installation.journal.store.head(), 60 * seconds);

/** A timer whose time comes when the test says so. */
const byHand = () => {
  const waiting = new Map<number, { milliseconds: number; ring: () => void }>();
  const timer: Timer = (milliseconds, ring) => {
    const number = Math.max(0, ...waiting.keys()) + 1;
    waiting.set(number, { milliseconds, ring });
    return () => waiting.delete(number);
  };
  return { timer, waiting };
};

describe('following the events', () => {
  it('takes what was there and what comes, each event once', async () => {
    await reserve(made(), made());
    const models = started([tally()]);
    expect(await untilThere(models)).toBe('reached');
    await reserve(made());
    expect(await untilThere(models)).toBe('reached');
    expect(await inTally(models.db('tally'))).toEqual({ somebody: 3 });
  });

  it('goes on where it was after a restart', async () => {
    await reserve(made(), made());
    const before = started([tally()]);
    await untilThere(before);
    await before.close();
    await reserve(made());

    const taken: string[] = [];
    const after = started([tally({ onTaking: (holder) => taken.push(holder) })]);
    expect(await untilThere(after)).toBe('reached');
    expect(taken).toHaveLength(1);
    expect(await inTally(after.db('tally'))).toEqual({ somebody: 3 });
  });

  it('doubles and loses nothing when it is ended in the middle of catching up', async () => {
    await reserveMany(1_000);
    let taken = 0;
    let ended: Promise<void> | undefined;
    const interrupted = started([
      tally({
        onTaking: () => {
          taken += 1;
          if (taken === 350) ended = interrupted.close();
        },
      }),
    ]);
    expect(await untilThere(interrupted)).toBe('not-reached');
    await ended;
    expect(taken).toBeLessThan(1_000);

    const again = started([tally()]);
    expect((await again.status())[0]?.behind).toBeGreaterThan(0);
    expect(await untilThere(again)).toBe('reached');
    expect(await inTally(again.db('tally'))).toEqual({ somebody: 1_000 });
  });

  it('moves the checkpoint over events that it does not take', async () => {
    const models = started([tally()]);
    await reserve(made(), event(reservationReleased, { holder: 'somebody' }));
    expect(await untilThere(models)).toBe('reached');
    expect(await models.status()).toEqual([
      expect.objectContaining({ name: 'tally', version: 1, state: 'running', behind: 0 }),
    ]);
  });

  it('says how far it is before it has begun', async () => {
    const head = await reserveMany(1_200);
    expect(await open([tally()]).status()).toEqual([
      { name: 'tally', version: 1, state: 'catching-up', checkpoint: -1n, head, behind: 1_000 },
    ]);
  });

  it('gives queries a connection that cannot write', async () => {
    const models = started([tally()]);
    const writing = models.db('tally').withTables<TallyTables>().deleteFrom('tally').execute();
    await expect(writing).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
  });

  it('lets no second writer take an event once more: one of the two stops', async () => {
    const both = [started([tally()]), started([tally()])] as const;
    await reserve(made());
    const outcomes = await Promise.all(both.map((models) => untilThere(models)));
    expect([...outcomes].sort()).toEqual(['reached', 'stopped']);
    expect(await inTally(both[0].db('tally'))).toEqual({ somebody: 1 });
    expect(log.filter(({ event }) => event === 'read-model.stopped')).toEqual([
      expect.objectContaining({ reason: expect.stringContaining('Another process writes to') }),
    ]);
  });

  it('keeps its files for their owner alone', async () => {
    started([tally()]);
    expect((await stat(read())).mode & 0o777).toBe(0o700);
    for (const file of await readdir(read()))
      expect((await stat(join(read(), file))).mode & 0o777).toBe(0o600);
  });

  it('knows no read model of another name', async () => {
    const models = started([tally()]);
    expect(() => models.db('tallies')).toThrow(UnknownReadModel);
    await expect(models.waitFor('tallies', 0n, 1)).rejects.toThrow(UnknownReadModel);
  });
});

describe('an event that cannot be taken', () => {
  const refusing = (holder: string) =>
    tally({
      onTaking: (taking) => {
        if (taking === holder) throw new Error('Nobody thought of this one.');
      },
    });

  it('stops its read model right before it, for all to see, while others go on', async () => {
    await reserveMany(250);
    const bad = await reserve(made('bad'));
    const [, badEvent] = [bad, (await installation.journal.read('reservation-username')).at(-1)];
    const head = await reserveMany(10);
    const models = started([refusing('bad'), tally({ name: 'other' })]);

    expect(await untilThere(models)).toBe('stopped');
    expect(await untilThere(models, 'other')).toBe('reached');
    expect(await inTally(models.db('tally'))).toEqual({ somebody: 250 });
    expect(await inTally(models.db('other'))).toEqual({ somebody: 260, bad: 1 });
    const stop = {
      eventId: badEvent?.envelope.id,
      position: bad,
      reason: 'Error: Nobody thought of this one.',
    };
    expect(await models.status()).toEqual([
      { name: 'tally', version: 1, state: 'stopped', checkpoint: bad - 1n, head, behind: 11, stop },
      { name: 'other', version: 1, state: 'running', checkpoint: head, head, behind: 0 },
    ]);
    expect(log).toContainEqual({
      event: 'read-model.stopped',
      model: 'tally',
      ...stop,
      position: String(bad),
    });
    expect(await models.waitFor('tally', head, 60 * seconds)).toBe('stopped');
  });

  it('is taken after all by a program that can', async () => {
    await reserve(made(), made('bad'), made());
    const before = started([refusing('bad')]);
    expect(await untilThere(before)).toBe('stopped');
    await before.close();
    const after = started([tally()]);
    expect(await untilThere(after)).toBe('reached');
    expect(await inTally(after.db('tally'))).toEqual({ somebody: 2, bad: 1 });
  });

  it('is one of a type that the program does not know, also where its read model would not take it', async () => {
    const unknown = defineEvent({ type: 'future.thing', version: 1, fields: { name: text }, nl: '', en: '' });
    const newer = new Journal(
      installation.journal.store,
      new Sealer(installation.keys, randomBytes),
      catalogueOf(...catalogue.values(), unknown),
    );
    await reserve(made());
    await new History(newer, 2).record('future-1', [event(unknown, { name: 'x' })]);
    const models = started([tally()]);
    expect(await untilThere(models)).toBe('stopped');
    expect(await inTally(models.db('tally'))).toEqual({ somebody: 1 });
    expect((await models.status())[0]?.stop?.reason).toContain('future.thing.v1');
  });

  it('is one whose key is missing, where the read model takes it', async () => {
    await history.record('actor-1', [
      event(actorNamed, { kind: 'service-desk', issuer: 'https://idp.example', subject: 'anna' }),
    ]);
    await reserve(made());
    const otherKeys = SqliteKeyStore.open(join(directory, 'other-keys.sqlite'), randomBytes(32), {
      random: randomBytes,
      newId: () => history.newId(),
      now: () => new Date(0),
    });
    const journal = new Journal(installation.journal.store, new Sealer(otherKeys, randomBytes), catalogue);
    const models = started([tally({ name: 'everything', takes: 'every-type' }), tally()], { journal });

    expect(await untilThere(models, 'everything')).toBe('stopped');
    expect(await untilThere(models, 'tally')).toBe('reached');
    const [everything] = await models.status();
    expect(everything).toMatchObject({ state: 'stopped', checkpoint: -1n, stop: { position: 1n } });
    expect(everything?.stop?.reason).toContain('MissingKey');
    await models.close();
    await otherKeys.close();
  });
});

describe('waiting for a position', () => {
  it('is answered at once when it is reached already', async () => {
    const models = started([tally()]);
    const position = await reserve(made());
    await untilThere(models);
    expect(await models.waitFor('tally', position, 0)).toBe('reached');
  });

  it('is woken by progress, and leaves no timer behind', async () => {
    const { timer, waiting } = byHand();
    const models = started([tally()], { timer });
    const reached = models.waitFor('tally', (await installation.journal.store.head()) + 2n, 5 * seconds);
    await reserve(made());
    await reserve(made());
    await reserve(made());
    expect(await reached).toBe('reached');
    expect(waiting.size).toBe(0);
  });

  it('ends when its time is over', async () => {
    const { timer, waiting } = byHand();
    const models = started([tally()], { timer });
    const waited = models.waitFor('tally', 1_000n, 250);
    const [only] = waiting.values();
    expect(only?.milliseconds).toBe(250);
    only?.ring();
    expect(await waited).toBe('not-reached');
  });

  it('ends with the real timer too', async () => {
    expect(await started([tally()]).waitFor('tally', 1_000n, 5)).toBe('not-reached');
  });

  it('ends when the read models are closed', async () => {
    const { timer, waiting } = byHand();
    const models = started([tally()], { timer });
    const waited = models.waitFor('tally', 1_000n, 5 * seconds);
    await models.close();
    expect(await waited).toBe('not-reached');
    expect(waiting.size).toBe(0);
  });
});

describe('rebuilding', () => {
  const plant = (models: ReadModels) => {
    const database = new Database(join(read(), 'tally.v1.sqlite'));
    database.prepare("INSERT INTO tally VALUES ('planted', 1)").run();
    database.close();
    return inTally(models.db('tally'));
  };

  it('goes beside the live file, which answers and follows meanwhile, and shows its progress', async () => {
    await reserveMany(900);
    const models = started([tally()]);
    await untilThere(models);
    const rows = models.db('tally');
    expect(await plant(models)).toEqual({ somebody: 900, planted: 1 });

    const progress: (readonly [bigint, bigint])[] = [];
    const meanwhile: Promise<unknown>[] = [];
    await models.rebuild('tally', (position, head) => {
      progress.push([position, head]);
      if (meanwhile.length < 3)
        meanwhile.push(
          reserve(made('late')),
          inTally(rows).then((found) => expect(found).toHaveProperty('planted')),
        );
    });
    await Promise.all(meanwhile);

    expect(await untilThere(models)).toBe('reached');
    expect(await inTally(rows)).toEqual({ somebody: 900, late: 2 });
    expect(progress.length).toBeGreaterThan(3);
    expect(progress.map(([position]) => position)).toEqual(
      [...progress.map(([position]) => position)].sort((a, b) => Number(a - b)),
    );
    for (const [position, head] of progress) expect(position <= head).toBe(true);
    expect(await readdir(read())).toEqual(['tally.v1.sqlite', 'tally.v1.sqlite-shm', 'tally.v1.sqlite-wal']);
    await reserve(made('afterwards'));
    expect(await untilThere(models)).toBe('reached');
    expect(await inTally(rows)).toMatchObject({ afterwards: 1 });
  });

  it('never shows less than somebody was told is there', async () => {
    await reserveMany(300);
    const models = started([tally()]);
    await untilThere(models);
    const before = (await models.status())[0]?.checkpoint ?? 0n;
    await models.rebuild('tally');
    expect(await models.waitFor('tally', before, 0)).toBe('reached');
    expect(await inTally(models.db('tally'))).toEqual({ somebody: 300 });
  });

  it('gives the same digest', async () => {
    await reserveMany(300);
    const models = started([tally()]);
    await untilThere(models);
    const lived = models.digest('tally');
    await models.rebuild('tally');
    expect(models.digest('tally')).toEqual(lived);
    await plant(models);
    expect(models.digest('tally').sha256).not.toBe(lived.sha256);
  });

  it('that meets an event it cannot take leaves the live one as it was', async () => {
    await reserve(made(), made('moody'), made());
    let mood = 'good';
    const models = started([
      tally({
        onTaking: (holder) => {
          if (holder === 'moody' && mood === 'bad') throw new Error('Not today.');
        },
      }),
    ]);
    await untilThere(models);
    mood = 'bad';
    await expect(models.rebuild('tally')).rejects.toThrow(StoppedAt);
    await reserve(made());
    expect(await untilThere(models)).toBe('reached');
    expect(await inTally(models.db('tally'))).toEqual({ somebody: 3, moody: 1 });
    expect(await readdir(read())).not.toContain('tally.v1.rebuild.sqlite');
  });

  it('puts a read model that had stopped back to work', async () => {
    let mood = 'bad';
    const models = started([
      tally({
        onTaking: () => {
          if (mood === 'bad') throw new Error('Not today.');
        },
      }),
    ]);
    await reserve(made());
    expect(await untilThere(models)).toBe('stopped');
    mood = 'good';
    await models.rebuild('tally');
    expect(await untilThere(models)).toBe('reached');
    expect(await inTally(models.db('tally'))).toEqual({ somebody: 1 });
  });

  it('is done once at a time', async () => {
    await reserveMany(300);
    const models = started([tally()]);
    const first = models.rebuild('tally');
    await expect(models.rebuild('tally')).rejects.toThrow(RebuildIsRunning);
    await first;
    await models.rebuild('tally');
  });

  it('is ended by closing, which leaves nothing half built', async () => {
    await reserveMany(1_000);
    const models = started([tally()]);
    await untilThere(models);
    let closed: Promise<void> | undefined;
    const rebuilding = models.rebuild('tally', () => {
      closed ??= models.close();
    });
    await expect(rebuilding).rejects.toThrow(RebuildWasEnded);
    await closed;
    expect(await readdir(read())).toEqual(['tally.v1.sqlite']);
  });
});

describe('the files of read models', () => {
  it('a new version is built from zero, and the old file removed once it has caught up', async () => {
    await reserve(made(), made());
    const before = started([tally(), tally({ name: 'tally.v1.other' })]);
    await untilThere(before);
    await before.close();
    expect(await readdir(read())).toEqual(['tally.v1.other.v1.sqlite', 'tally.v1.sqlite']);

    await writeFile(join(read(), 'tally.v1.rebuild.sqlite'), 'left behind');
    const after = open([tally({ version: 2 })]);
    expect(await readdir(read())).toContain('tally.v1.sqlite');
    after.start();
    await untilThere(after);
    await after.close();
    expect(await readdir(read())).toEqual(['tally.v1.other.v1.sqlite', 'tally.v2.sqlite']);
    expect(inFile('tally.v2.sqlite')).toEqual([{ holder: 'somebody', made: 2 }]);
  });

  const inFile = (name: string) => {
    const database = new Database(join(read(), name), { readonly: true });
    try {
      return database.prepare('SELECT * FROM tally').all();
    } finally {
      database.close();
    }
  };

  const makeForeign = (path: string) => {
    const database = new Database(path);
    database.exec('CREATE TABLE something_else (n INTEGER)');
    database.close();
  };

  it.each([
    ['no database at all', (path: string) => writeFile(path, 'x'.repeat(5_000))],
    ['a database of something else', async (path: string) => makeForeign(path)],
  ])('a file that is %s is replaced and built anew, and the log says so', async (_what, spoil) => {
    await reserve(made(), made());
    const before = started([tally()]);
    await untilThere(before);
    await before.close();
    await rm(join(read(), 'tally.v1.sqlite'));
    await spoil(join(read(), 'tally.v1.sqlite'));

    const after = started([tally()]);
    expect(await untilThere(after)).toBe('reached');
    expect(await inTally(after.db('tally'))).toEqual({ somebody: 2 });
    expect(log).toContainEqual(
      expect.objectContaining({ event: 'read-model.file-replaced', model: 'tally' }),
    );
  });

  it('what a rebuild left behind in a crash is removed', async () => {
    const models = started([tally()]);
    await models.close();
    await writeFile(join(read(), 'tally.v1.rebuild.sqlite'), 'half');
    open([tally()]);
    expect(await readdir(read())).not.toContain('tally.v1.rebuild.sqlite');
  });
});
