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

/** Keys per data subject and purpose (architecture 10), in a store of their own, wrapped by a master key. */
export abstract class KeyStore {
  /**
   * The owners' keys, in order; missing ones are made and durable before the answer. After a key was
   * destroyed its owner gets a new one.
   */
  abstract keysFor(owners: readonly KeyOwner[]): Promise<readonly DataKey[]>;

  /** @throws MissingKey when it was never there */
  abstract find(keyId: string): Promise<DataKey | 'destroyed'>;

  /** Makes everything that the owner's keys sealed unreadable for good; that it happened stays known. */
  abstract destroy(owner: KeyOwner): Promise<void>;

  /**
   * A key of the installation itself, made when first asked for: for keyed hashes, not for sealing.
   * @param name as in `reservation-1`, with its generation
   */
  abstract installationKey(name: string): Promise<Uint8Array>;

  abstract close(): Promise<void>;
}
