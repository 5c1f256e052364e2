import { existsSync, mkdirSync } from 'node:fs';
import { type Configuration } from '#libs/configuration/configuration';
import { type Outside } from '#libs/commands/outside';
import { catalogue } from '#libs/domain/events';
import { EventStoreDbEventStore } from '#libs/event-store/eventstoredb/eventstoredb-event-store';
import { type EventStore } from '#libs/event-store/port';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store';
import { Journal } from '#libs/journal/journal';
import { type KeyStore } from '#libs/privacy/key-store';
import { loadMasterKey } from '#libs/privacy/master-key';
import { Sealer } from '#libs/privacy/sealer';
import { SqliteKeyStore } from '#libs/privacy/sqlite-key-store';
import { folder } from './folder.js';

export interface Stores {
  readonly store: EventStore;
  readonly keys: KeyStore;
  readonly journal: Journal;
}

/**
 * Opens events and keys for writing, as configured; makes what isn't there.
 *
 * @throws StoreInUse when another process holds the embedded store
 * @throws MasterKeyRefused, WrongMasterKey, StoreUnavailable
 */
export function openStores(configuration: Configuration, outside: Outside): Stores {
  const { dataDirectory, eventStore } = configuration;
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const store =
    eventStore.kind === 'sqlite'
      ? SqliteEventStore.open(folder(dataDirectory).events, { holder: urlOf(configuration) })
      : EventStoreDbEventStore.open({ connectionString: eventStore.url });
  return withKeys(store, configuration, outside, (file, masterKey) =>
    SqliteKeyStore.open(file, masterKey, outside),
  );
}

/** Opens events and keys for reading only, also beside a running server. */
export function openStoresForReading(configuration: Configuration, outside: Outside): Stores {
  return withKeys(openEventsForReading(configuration), configuration, outside, (file, masterKey) =>
    SqliteKeyStore.openReadOnly(file, masterKey),
  );
}

/** The events alone: what a verifier needs, who has no key. */
export const openEventsForReading = ({ dataDirectory, eventStore }: Configuration): EventStore =>
  eventStore.kind === 'sqlite'
    ? SqliteEventStore.openReadOnly(folder(dataDirectory).events)
    : EventStoreDbEventStore.open({ connectionString: eventStore.url });

function withKeys(
  store: EventStore,
  { dataDirectory, masterKey }: Configuration,
  outside: Outside,
  openKeys: (file: string, masterKey: Uint8Array) => KeyStore,
): Stores {
  try {
    const file = folder(dataDirectory).keys;
    const master = loadMasterKey({ ...masterKey, keyStoreExists: existsSync(file), random: outside.random });
    const keys = openKeys(file, master);
    return { store, keys, journal: new Journal(store, new Sealer(keys, outside.random), catalogue) };
  } catch (error) {
    void store.close();
    throw error;
  }
}

/** Where the server that holds the store is to be found; nothing where it takes any free port. */
const urlOf = ({ host, port }: Configuration): string => (port === 0 ? 'a server' : `http://${host}:${port}`);
