import type Database from 'better-sqlite3';
import { keyBytes, nonceBytes } from './aes-gcm.js';
import { emptyWriteAheadLog, openKeyFile, openKeyFileReadOnly } from './key-file.js';
import {
  DamagedKey,
  type DataKey,
  KeyStore,
  KeyStoreIsReadOnly,
  type KeyOwner,
  MissingKey,
  WrongMasterKey,
} from './key-store.js';
import { RecentlyUsed } from './recently-used.js';
import { type KeyIdentity, unwrapKey, wrapKey } from './wrap-key.js';

/** What making a key takes from outside. */
export interface KeySources {
  /** Random bytes fit for keys. */
  readonly random: (bytes: number) => Uint8Array;
  /** UUID. */
  readonly newId: () => string;
  readonly now: () => Date;
}

/** Unwrapped keys kept in memory, about 0.5 kB each: up to twice as many. */
const keysInMemory = 10_000;

const check = { check: 'master-key' } as const;

interface KeyRow {
  readonly id: string;
  readonly subject: string;
  readonly purpose: string;
  /** `null` once destroyed. */
  readonly wrapped: Uint8Array | null;
}

interface Caller {
  readonly owners: readonly KeyOwner[];
  readonly answer: (keys: readonly DataKey[]) => void;
  readonly fail: (reason: unknown) => void;
}

/**
 * Keys in one SQLite file (embedded default). One process writes; others may read beside it. Destroying takes
 * the wrapped key out of the file and its write-ahead log; backups of the file are outside its reach.
 */
export class SqliteKeyStore extends KeyStore {
  readonly #database: Database.Database;
  readonly #masterKey: Uint8Array;
  readonly #sources: KeySources | undefined;
  readonly #sql: ReturnType<typeof statements>;
  readonly #byId = new RecentlyUsed<string, DataKey>(keysInMemory);
  readonly #byOwner = new RecentlyUsed<string, DataKey>(keysInMemory);
  #dataVersion: unknown;
  #waiting: Caller[] = [];

  private constructor(database: Database.Database, masterKey: Uint8Array, sources?: KeySources) {
    super();
    this.#database = database;
    this.#masterKey = masterKey;
    this.#sources = sources;
    this.#sql = statements(database);
  }

  /**
   * Opens the store, or makes an empty one.
   *
   * @throws WrongMasterKey
   * @throws NotAKeyStore
   * @throws KeyBytesRemain when a key that was destroyed before a crash can't be wiped now
   */
  static open(file: string, masterKey: Uint8Array, sources: KeySources): SqliteKeyStore {
    return new SqliteKeyStore(openKeyFile(file), masterKey, sources).#checked();
  }

  /**
   * Opens the store beside the process that writes, or without one.
   *
   * @throws WrongMasterKey
   * @throws NotAKeyStore
   */
  static openReadOnly(file: string, masterKey: Uint8Array): SqliteKeyStore {
    return new SqliteKeyStore(openKeyFileReadOnly(file), masterKey).#checked();
  }

  /** Callers of the same turn of the event loop share one transaction, and so one sync to disk. */
  override async keysFor(owners: readonly KeyOwner[]): Promise<readonly DataKey[]> {
    const keys = this.#inUse(owners);
    if (keys !== undefined) return keys;
    if (this.#sources === undefined) throw new KeyStoreIsReadOnly();
    return new Promise((answer, fail) => {
      this.#waiting.push({ owners, answer, fail });
      if (this.#waiting.length === 1) setImmediate(() => this.#makeForWaiting());
    });
  }

  override async find(keyId: string): Promise<DataKey | 'destroyed'> {
    this.#forgetIfChangedOutside();
    const known = this.#byId.get(keyId);
    if (known !== undefined) return known;
    const row = this.#sql.byId.get(keyId);
    if (row === undefined) throw new MissingKey(keyId);
    if (row.wrapped === null) return 'destroyed';
    const key = this.#unwrapped(row, row.wrapped);
    this.#byId.set(key.id, key);
    return key;
  }

  /** @throws KeyBytesRemain when the key is destroyed, but its wrapped bytes can't be wiped from the log now */
  override async destroy(owner: KeyOwner): Promise<void> {
    const { now } = this.#writing();
    const destroyed = this.#sql.destroy.all(now().toISOString(), owner.subject, owner.purpose);
    this.#byOwner.delete(nameOf(owner));
    for (const { id } of destroyed) this.#byId.delete(id);
    emptyWriteAheadLog(this.#database);
  }

  override async installationKey(name: string): Promise<Uint8Array> {
    const identity = { installation: name };
    const found = this.#sql.installationKey.get(name);
    if (found !== undefined) return this.#opened(identity, found.wrapped, name);
    const { random, now } = this.#writing();
    this.#sql.addInstallationKey.run(name, this.#wrapped(identity, random(keyBytes)), now().toISOString());
    // Read back: another process may have been first.
    return this.installationKey(name);
  }

  override async close(): Promise<void> {
    if (this.#waiting.length > 0) this.#makeForWaiting();
    this.#byId.clear();
    this.#byOwner.clear();
    this.#database.close();
  }

  /** Compares the master key with the one that the store was made with. */
  #checked(): this {
    try {
      if (this.#sources !== undefined) this.#database.transaction(() => this.#addCheck()).immediate();
      const wrapped = this.#sql.check.get();
      if (wrapped === undefined || unwrapKey(this.#masterKey, check, wrapped.wrapped) === undefined) {
        throw new WrongMasterKey();
      }
      return this;
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  #addCheck(): void {
    if (this.#sql.check.get() !== undefined) return;
    this.#sql.addCheck.run(this.#wrapped(check, this.#writing().random(keyBytes)));
  }

  /** The keys when all owners have one. */
  #inUse(owners: readonly KeyOwner[]): DataKey[] | undefined {
    this.#forgetIfChangedOutside();
    const keys: DataKey[] = [];
    for (const owner of owners) {
      const key = this.#byOwner.get(nameOf(owner)) ?? this.#read(owner);
      if (key === undefined) return undefined;
      this.#remember(key);
      keys.push(key);
    }
    return keys;
  }

  #makeForWaiting(): void {
    const callers = this.#waiting;
    this.#waiting = [];
    let keys: DataKey[][];
    try {
      keys = this.#database.transaction(() => this.#readOrMake(callers)).immediate();
    } catch (error) {
      for (const caller of callers) caller.fail(error);
      return;
    }
    // Only now: what was made in a transaction that fails must not be used.
    keys.flat().forEach((key) => this.#remember(key));
    callers.forEach((caller, index) => caller.answer(keys[index] ?? []));
  }

  #readOrMake(callers: readonly Caller[]): DataKey[][] {
    return callers.map(({ owners }) => owners.map((owner) => this.#read(owner) ?? this.#make(owner)));
  }

  #read({ subject, purpose }: KeyOwner): DataKey | undefined {
    const row = this.#sql.inUse.get(subject, purpose);
    return row === undefined || row.wrapped === null ? undefined : this.#unwrapped(row, row.wrapped);
  }

  #make({ subject, purpose }: KeyOwner): DataKey {
    const { random, newId, now } = this.#writing();
    const id = newId();
    const secret = random(keyBytes);
    const wrapped = this.#wrapped({ key: id, subject, purpose }, secret);
    this.#sql.add.run(id, subject, purpose, wrapped, now().toISOString());
    return { id, subject, purpose, secret };
  }

  #wrapped(identity: KeyIdentity, secret: Uint8Array): Uint8Array {
    return wrapKey(this.#masterKey, this.#writing().random(nonceBytes), identity, secret);
  }

  #unwrapped({ id, subject, purpose }: KeyRow, wrapped: Uint8Array): DataKey {
    return { id, subject, purpose, secret: this.#opened({ key: id, subject, purpose }, wrapped, id) };
  }

  #opened(identity: KeyIdentity, wrapped: Uint8Array, keyId: string): Uint8Array {
    const secret = unwrapKey(this.#masterKey, identity, wrapped);
    if (secret === undefined) throw new DamagedKey(keyId);
    return secret;
  }

  #remember(key: DataKey): void {
    this.#byId.set(key.id, key);
    this.#byOwner.set(nameOf(key), key);
  }

  /** A key that another process destroyed must not live on in our memory. */
  #forgetIfChangedOutside(): void {
    const version = this.#sql.dataVersion.get();
    if (version === this.#dataVersion) return;
    this.#dataVersion = version;
    this.#byId.clear();
    this.#byOwner.clear();
  }

  #writing(): KeySources {
    if (this.#sources === undefined) throw new KeyStoreIsReadOnly();
    return this.#sources;
  }
}

/** No pseudonym or purpose holds a line end. */
const nameOf = ({ subject, purpose }: KeyOwner): string => `${subject}\n${purpose}`;

const statements = (database: Database.Database) => ({
  byId: database.prepare<[string], KeyRow>('SELECT id, subject, purpose, wrapped FROM data_key WHERE id = ?'),
  inUse: database.prepare<[string, string], KeyRow>(
    'SELECT id, subject, purpose, wrapped FROM data_key WHERE subject = ? AND purpose = ? AND destroyed_at IS NULL',
  ),
  add: database.prepare<[string, string, string, Uint8Array, string]>(
    'INSERT INTO data_key (id, subject, purpose, wrapped, created_at) VALUES (?, ?, ?, ?, ?)',
  ),
  destroy: database.prepare<[string, string, string], { id: string }>(
    'UPDATE data_key SET wrapped = NULL, destroyed_at = ? ' +
      'WHERE subject = ? AND purpose = ? AND destroyed_at IS NULL RETURNING id',
  ),
  installationKey: database.prepare<[string], { wrapped: Uint8Array }>(
    'SELECT wrapped FROM installation_key WHERE name = ?',
  ),
  addInstallationKey: database.prepare<[string, Uint8Array, string]>(
    'INSERT INTO installation_key (name, wrapped, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  ),
  check: database.prepare<[], { wrapped: Uint8Array }>('SELECT wrapped FROM master_key_check'),
  addCheck: database.prepare<[Uint8Array]>('INSERT INTO master_key_check (wrapped) VALUES (?)'),
  /** Changes when another connection changed the file (https://sqlite.org/pragma.html#pragma_data_version). */
  dataVersion: database.prepare<[], unknown>('PRAGMA data_version').pluck(),
});
