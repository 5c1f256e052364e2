import { built } from '../built.mjs';

const { SqliteEventStore } = await built('event-store/sqlite/sqlite-event-store');

export const name = 'our event store';

export function open(file) {
  const store = SqliteEventStore.open(file);
  return {
    append: (stream, version, events) =>
      store.append(stream, version === 0 ? 'must-not-exist' : version - 1, events),
    readStream: (stream) => parsed(store.readStream(stream)),
    readAll: () => parsed(store.readAll()),
    close: () => store.close(),
  };
}

async function parsed(stored) {
  let events = 0;
  for await (const { data } of stored) if (JSON.parse(data.toString()) !== null) events += 1;
  return events;
}
