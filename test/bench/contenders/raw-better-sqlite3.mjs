import Database from 'better-sqlite3';

export const name = 'raw better-sqlite3';

const columns = 'position, stream, revision, id, type, data, metadata';

/** The driver alone, over the rows and the index of libs/event-store/sqlite: what the disk and SQLite cost anyway. */
export function open(file) {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(`
    CREATE TABLE event (
      position INTEGER PRIMARY KEY,
      stream   TEXT    NOT NULL,
      revision INTEGER NOT NULL,
      id       TEXT    NOT NULL,
      type     TEXT    NOT NULL,
      data     BLOB    NOT NULL,
      metadata BLOB    NOT NULL,
      UNIQUE (stream, revision)
    ) STRICT`);
  const insert = db.prepare(
    'INSERT INTO event (stream, revision, id, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const stream = db.prepare(`SELECT ${columns} FROM event WHERE stream = ? ORDER BY revision`);
  const all = db.prepare(`SELECT ${columns} FROM event ORDER BY position`);
  const insertOne = (name, revision, { id, type, data, metadata }) =>
    insert.run(name, revision, id, type, data, metadata);
  return {
    insertOne,
    /** Whatever `inserts` inserts, in one transaction. */
    together: db.transaction((inserts) => inserts()),
    append: db.transaction((name, version, events) =>
      events.forEach((event, index) => insertOne(name, version + index, event)),
    ),
    readStream: (name) => parsed(stream.all(name)),
    readAll: () => parsed(all.iterate()),
    close: () => db.close(),
  };
}

function parsed(rows) {
  let events = 0;
  for (const { data } of rows) if (JSON.parse(data.toString()) !== null) events += 1;
  return events;
}
