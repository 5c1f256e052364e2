// Opens the store as its writer and keeps it until it is killed, or asked to end.
import { writeSync } from 'node:fs';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store';

const [file, holder] = process.argv.slice(2);
const store = SqliteEventStore.open(file, { holder });
const forever = setInterval(() => {}, 1_000_000);
process.once('SIGTERM', () => store.close().then(() => clearInterval(forever)));
writeSync(1, 'held\n');
