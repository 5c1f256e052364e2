export const name = 'emmett-sqlite';

const peer = '@event-driven-io/emmett-sqlite';
const page = 512;

/**
 * Emmett's SQLite store with one connection, as its documentation advises for a file. Its own pragma is
 * `journal_mode = WAL`; its driver's default is `synchronous = FULL`.
 *
 * One call at a time: calls that overlap on one connection join each other's transaction and are answered
 * before its commit, and its pool of connections fails with "database is locked".
 */
export async function open(file) {
  const { getSQLiteEventStore, readMessagesBatch, sqliteConnection } = await import(peer);
  const connection = sqliteConnection({ fileName: file });
  await connection.command('PRAGMA synchronous = FULL');
  const store = getSQLiteEventStore({ fileName: file, connectionOptions: { singleton: true, connection } });
  await store.schema.migrate();
  let last = Promise.resolve();
  const oneAtATime = (call) => (last = last.then(call));
  return {
    append: (stream, version, events) =>
      oneAtATime(() =>
        store.appendToStream(
          stream,
          events.map(({ type, value }) => ({ type, data: value })),
          { expectedStreamVersion: BigInt(version) },
        ),
      ),
    readStream: async (stream) => (await store.readStream(stream)).events.length,
    async readAll() {
      let events = 0;
      let after = 0n;
      for (;;) {
        const batch = await readMessagesBatch(connection, { after, batchSize: page });
        events += batch.messages.length;
        if (!batch.areEventsLeft) return events;
        after = batch.currentGlobalPosition;
      }
    },
    close: () => connection.close(),
  };
}
