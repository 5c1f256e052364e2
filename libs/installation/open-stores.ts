import { existsSync, mkdirSync } from 'node:fs';
import { type Configuration } from '#libs/configuration/configuration';
import { type Outside } from '#libs/commands/outside';
import { catalogue } from '#libs/domain/events';
import { EventStoreDbEventStore } from '#libs/event-store/eventstoredb/eventstoredb-event-store';
import { type EventStore } from '#libs/event-store/port';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store';
import { WriterLock } from '#libs/event-store/sqlite/writer-lock';
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
  readonly close: () => Promise<void>;
}

/** There are no keys to read. */
export class NoKeyStore extends Error {
  constructor(file: string) {
    super(`There is no ${file}: nothing was ever written here, or DATA_DIR is another folder.`);
    this.name = 'NoKeyStore';
  }
}

/**
 * Opens events and keys for writing, as configured; makes what isn't there.
 *
 * @throws StoreInUse when another process holds the embedded store, or the folder with keys and read models
 * @throws MasterKeyRefused, PrivateFileRefused, WrongMasterKey, StoreUnavailable
 */
export function openStores(configuration: Configuration, outside: Outside): Stores {
  const { dataDirectory } = configuration;
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const { keys: keyFile, installation } = folder(dataDirectory);
  const store = openEvents(configuration);
  let lock: WriterLock | undefined;
  try {
    lock = new WriterLock(installation, urlOf(configuration), dataDirectory);
    const masterKey = loadMasterKey({
      ...configuration.masterKey,
      keyStoreExists: existsSync(keyFile),
      random: outside.random,
    });
    return storesOf(store, SqliteKeyStore.open(keyFile, masterKey, outside), outside, lock);
  } catch (error) {
    void store.close();
    lock?.release();
    throw error;
  }
}

/**
 * Opens events and keys for reading only, also beside a running server. Makes no file.
 *
 * @throws NoKeyStore, MasterKeyRefused, PrivateFileRefused, WrongMasterKey, StoreUnavailable
 */
export function openStoresForReading(configuration: Configuration, outside: Outside): Stores {
  const { keys: keyFile } = folder(configuration.dataDirectory);
  const store = openEventsForReading(configuration);
  try {
    if (!existsSync(keyFile)) throw new NoKeyStore(keyFile);
    const masterKey = loadMasterKey({
      ...configuration.masterKey,
      keyStoreExists: true,
      random: outside.random,
    });
    return storesOf(store, SqliteKeyStore.openReadOnly(keyFile, masterKey), outside);
  } catch (error) {
    void store.close();
    throw error;
  }
}

/** The events alone: what a verifier needs, who has no key. */
export const openEventsForReading = ({ dataDirectory, eventStore }: Configuration): EventStore =>
  eventStore.kind === 'sqlite'
    ? SqliteEventStore.openReadOnly(folder(dataDirectory).events)
    : EventStoreDbEventStore.open({ connectionString: eventStore.url });

const openEvents = (configuration: Configuration): EventStore =>
  configuration.eventStore.kind === 'sqlite'
    ? SqliteEventStore.open(folder(configuration.dataDirectory).events, { holder: urlOf(configuration) })
    : EventStoreDbEventStore.open({ connectionString: configuration.eventStore.url });

const storesOf = (store: EventStore, keys: KeyStore, outside: Outside, lock?: WriterLock): Stores => ({
  store,
  keys,
  journal: new Journal(store, new Sealer(keys, outside.random), catalogue),
  close: async () => {
    await keys.close();
    await store.close();
    lock?.release();
  },
});

/** Where the server that holds the store is to be found; nothing where it takes any free port. */
const urlOf = ({ host, port }: Configuration): string => (port === 0 ? 'a server' : `http://${host}:${port}`);
