// Opens the store as its writer, and says how that went and how many milliseconds it took.
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store';

const [file] = process.argv.slice(2);
const began = performance.now();
const outcome = () => {
  try {
    return { opened: SqliteEventStore.open(file) };
  } catch (error) {
    return { error: error.name, message: error.message };
  }
};
const { opened, ...refusal } = outcome();
const milliseconds = performance.now() - began;
await opened?.close();
process.stdout.write(`${JSON.stringify({ opened: opened !== undefined, ...refusal, milliseconds })}\n`);
