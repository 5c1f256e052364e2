import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store';
import { eventStoreContract } from './event-store.contract.js';

eventStoreContract('SQLite', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'event-store-'));
  const file = join(directory, 'events.db');
  let store = SqliteEventStore.open(file);
  return {
    store,
    async reopen() {
      await store.close();
      store = SqliteEventStore.open(file);
      return store;
    },
    async close() {
      await store.close();
      rmSync(directory, { recursive: true });
    },
  };
});
