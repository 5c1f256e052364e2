export const name = 'evtstore';

const peers = { provider: 'evtstore/provider/knex.js', knex: 'knex' };
const category = 'account';
const page = 512;

/** evtstore over knex and the project's own better-sqlite3, told to sync: by default it would not. */
export async function open(file) {
  const { createProvider, migrate } = (await import(peers.provider)).default;
  const { knex } = (await import(peers.knex)).default;
  const client = knex({
    client: 'better-sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
    pool: {
      afterCreate(connection, done) {
        connection.pragma('journal_mode = WAL');
        connection.pragma('synchronous = FULL');
        done(null, connection);
      },
    },
  });
  await migrate({ client, events: 'events', bookmarks: 'bookmarks' });
  const provider = createProvider({
    events: () => client('events'),
    bookmarks: () => client('bookmarks'),
  });
  return {
    append: (stream, version, events) => {
      const values = events.map(({ type, value }) => ({ type, ...value }));
      return provider.append(
        category,
        stream,
        version,
        provider.createEvents(category, stream, version + 1, values),
      );
    },
    readStream: async (stream) => (await provider.getEventsFor(category, stream)).length,
    async readAll() {
      let events = 0;
      let after = 0;
      for (;;) {
        const batch = await provider.getEventsFrom(category, after, page);
        events += batch.length;
        if (batch.length < page) return events;
        after = batch.at(-1).position;
      }
    },
    close: () => client.destroy(),
  };
}
