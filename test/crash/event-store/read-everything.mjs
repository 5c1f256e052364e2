// Reads everything, then follows everything until it has caught up; says how much that was and what memory it took.
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store';

const [file] = process.argv.slice(2);
const store = SqliteEventStore.open(file);

/** Bytes of memory that were added after the first 50,000 events. */
const growth = { before: 0, most: 0 };
function measure(count) {
  if (count % 10_000 !== 0) return;
  const { rss } = process.memoryUsage();
  if (count === 50_000) growth.before ||= rss;
  growth.most = Math.max(growth.most, rss);
}

let read = 0;
const began = performance.now();
for await (const { position } of store.readAll()) {
  read += 1;
  if (Number(position) !== read) throw new Error(`Position ${position} came as number ${read}.`);
  measure(read);
}
const perSecond = Math.round((read * 1000) / (performance.now() - began));

let followed = 0;
for await (const message of store.subscribe({ signal: new AbortController().signal })) {
  if (message.kind === 'caught-up') break;
  followed += 1;
  measure(followed);
}
await store.close();
const grownBy = growth.most - growth.before;
process.stdout.write(`${JSON.stringify({ read, followed, grownBy, perSecond })}\n`);
