// 16 callers append by 1 to 5 events, so many appends together; a line is written for each answer.
import { writeSync } from 'node:fs';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store';
import { anEvent } from './an-event.mjs';

const [file, prefix, appends] = process.argv.slice(2);
const store = SqliteEventStore.open(file);
const callers = 16;

async function caller(number) {
  const stream = `${prefix}${number}`;
  let expected = 'must-not-exist';
  for (let append = 0; append < Number(appends) / callers; append++) {
    const of = 1 + ((append + number) % 5);
    const events = Array.from({ length: of }, (_, nth) => anEvent(append, nth, of));
    const { revision, position } = await store.append(stream, expected, events);
    writeSync(1, `${stream} ${revision} ${position}\n`);
    expected = revision;
  }
}
await Promise.all(Array.from({ length: callers }, (_, number) => caller(number)));
await store.close();
