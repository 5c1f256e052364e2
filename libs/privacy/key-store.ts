/** A data subject's key for one purpose. */
export interface DataKey {
  /** UUID. */
  readonly id: string;
  /** Pseudonym of whose data it seals. */
  readonly subject: string;
  readonly purpose: string;
  /** 256 bits for AES-256-GCM. Never leaves the process. */
  readonly secret: Uint8Array;
}

export interface KeyOwner {
  readonly subject: string;
  readonly purpose: string;
}

/** The key of a sealed value is neither there nor known to have been destroyed: something is lost. */
export class MissingKey extends Error {
  constructor(readonly keyId: string) {
    super(`Key ${keyId} is missing and nobody asked to destroy it. Restore the key store from its backup.`);
    this.name = 'MissingKey';
  }
}

/** The master key given doesn't open the keys in the store. */
export class WrongMasterKey extends Error {
  constructor() {
    super('The master key does not open this key store. Give the master key that the store was made with.');
    this.name = 'WrongMasterKey';
  }
}

/** What stands in the key store for a key is not what was put there. */
export class DamagedKey extends Error {
  constructor(readonly keyId: string) {
    super(`Key ${keyId} was changed in the key store. Restore the key store from its backup.`);
    this.name = 'DamagedKey';
  }
}

/** A key had to be made or destroyed in a store that was opened for reading. */
export class KeyStoreIsReadOnly extends Error {
  constructor() {
    super('The key store was opened for reading only. Leave making and destroying keys to the server.');
    this.name = 'KeyStoreIsReadOnly';
  }
}

/** Keys per data subject and purpose (architecture 10), in a store of their own, wrapped by a master key. */
export abstract class KeyStore {
  /**
   * The owners' keys, in order; missing ones are made and durable before the answer. After a key was
   * destroyed its owner gets a new one.
   *
   * @throws KeyStoreIsReadOnly when one is missing
   * @throws DamagedKey
   */
  abstract keysFor(owners: readonly KeyOwner[]): Promise<readonly DataKey[]>;

  /**
   * @throws MissingKey when it was never there
   * @throws DamagedKey
   */
  abstract find(keyId: string): Promise<DataKey | 'destroyed'>;

  /**
   * Makes everything that the owner's keys sealed unreadable for good; that it happened stays known. Once more
   * is harmless.
   *
   * @throws KeyStoreIsReadOnly
   */
  abstract destroy(owner: KeyOwner): Promise<void>;

  /**
   * A key of the installation itself, made when first asked for: for keyed hashes, not for sealing.
   * @param name as in `reservation-1`, with its generation
   * @throws KeyStoreIsReadOnly when it is missing
   * @throws DamagedKey
   */
  abstract installationKey(name: string): Promise<Uint8Array>;

  abstract close(): Promise<void>;
}
