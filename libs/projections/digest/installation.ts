import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { type Catalogue } from '#libs/domain/catalogue';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store';
import { Journal } from '#libs/journal/journal';
import { keyBytes } from '#libs/privacy/aes-gcm';
import { Sealer } from '#libs/privacy/sealer';
import { SqliteKeyStore } from '#libs/privacy/sqlite-key-store';

/** A journal of its own, with everything under it, in a directory that is thrown away. */
export interface Installation {
  readonly journal: Journal;
  readonly keys: SqliteKeyStore;
  close(): Promise<void>;
}

/** The master key lives only as long as this: the directory can't be opened again. */
export function makeInstallation(directory: string, catalogue: Catalogue): Installation {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const keys = SqliteKeyStore.open(join(directory, 'keys.sqlite'), randomBytes(keyBytes), {
    random: randomBytes,
    newId: () => v7(),
    now: () => new Date(),
  });
  const store = SqliteEventStore.open(join(directory, 'events.sqlite'));
  const journal = new Journal(store, new Sealer(keys, randomBytes), catalogue);
  return {
    journal,
    keys,
    close: async () => {
      await store.close();
      await keys.close();
    },
  };
}
