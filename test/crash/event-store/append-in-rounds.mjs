// In each round so many callers append at once; a line is written when all of them have their answer.
import { writeSync } from 'node:fs';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store';
import { anEvent } from './an-event.mjs';

const [file, rounds, callers] = process.argv.slice(2);
const store = SqliteEventStore.open(file);
writeSync(1, 'opened\n');
for (let round = 0; round < Number(rounds); round++) {
  const expected = round === 0 ? 'must-not-exist' : round - 1;
  const appends = Array.from({ length: Number(callers) }, (_, caller) =>
    store.append(`account-${caller}`, expected, [anEvent(round, 0, 1)]),
  );
  await Promise.all(appends);
  writeSync(1, 'acknowledged\n');
}
await store.close();
