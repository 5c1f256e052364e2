// Appends three large events at a time until the disk takes no more, tries once more, and says what it saw.
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store';
import { anEvent } from './an-event.mjs';

const [file, stream] = process.argv.slice(2);
const store = SqliteEventStore.open(file);
const append = (expected, number) =>
  store.append(
    stream,
    expected,
    [0, 1, 2].map((nth) => anEvent(number, nth, 3, 20_000)),
  );
const failureOf = (promise) =>
  promise.then(
    () => undefined,
    (error) => error.name,
  );

let acknowledged = -1;
let failure;
for (let number = 0; number < 1_000 && failure === undefined; number++) {
  failure = await failureOf(
    append(acknowledged < 0 ? 'must-not-exist' : acknowledged, number).then(({ revision }) => {
      acknowledged = revision;
    }),
  );
}
const again = await failureOf(append(acknowledged, 1_000));
let last = -1;
for await (const { revision } of store.readStream(stream, { direction: 'backwards', limit: 1 }))
  last = revision;
await store.close();
process.stdout.write(`${JSON.stringify({ acknowledged, failure, again, last })}\n`);
