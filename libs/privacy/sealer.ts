import { canonicalBytes } from '#libs/event-store/canonical';
import { type SealedBox } from '#libs/event-store/envelope';
import { ERASED, type Erased } from '#libs/domain/catalogue';
import { decrypt, encrypt, nonceBytes } from './aes-gcm.js';
import { type DataKey, type KeyStore } from './key-store.js';

/** Fields of one data subject that are sealed together. */
export interface FieldGroup {
  /** Pseudonym. */
  readonly subject: string;
  readonly purpose: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The one place in history where a box opens. */
export interface Binding {
  readonly stream: string;
  readonly revision: number;
  readonly eventId: string;
}

/** What is to be sealed in one event. */
export interface Sealing {
  readonly groups: readonly FieldGroup[];
  readonly binding: Binding;
}

/** A sealed box was changed, or stands in another place than where it was sealed. */
export class SealBroken extends Error {
  constructor(readonly eventId: string) {
    super(
      `A sealed part of event ${eventId} does not open there: it was changed or moved. Verify the history.`,
    );
    this.name = 'SealBroken';
  }
}

/** Seals personal and secret fields into an event, and opens them (architecture 10). */
export class Sealer {
  constructor(
    private readonly keys: KeyStore,
    /** Random bytes fit for nonces. */
    private readonly random: (bytes: number) => Uint8Array,
  ) {}

  /** The boxes of each event, one per group, in order. Asks for all keys at once; they are durable before the answer. */
  async sealAll(sealings: readonly Sealing[]): Promise<SealedBox[][]> {
    const owners = sealings.flatMap(({ groups }) =>
      groups.map(({ subject, purpose }) => ({ subject, purpose })),
    );
    const keys = owners.length === 0 ? [] : await this.keys.keysFor(owners);
    const next = keys.values();
    return sealings.map(({ groups, binding }) =>
      groups.map((group) => this.#sealed(group, binding, next.next().value)),
    );
  }

  /**
   * The fields, or that they were erased.
   *
   * @throws SealBroken
   * @throws MissingKey when the key is neither there nor known to have been destroyed
   */
  async open(box: SealedBox, binding: Binding): Promise<Readonly<Record<string, unknown>> | Erased> {
    const key = await this.keys.find(box.key);
    if (key === 'destroyed') return ERASED;
    const plain = opened(box, binding, key);
    if (plain === undefined) throw new SealBroken(binding.eventId);
    return JSON.parse(plain.toString('utf8')) as Readonly<Record<string, unknown>>;
  }

  #sealed({ fields }: FieldGroup, binding: Binding, key: DataKey | undefined): SealedBox {
    if (key === undefined) throw new Error('The key store gave fewer keys than were asked for.');
    const nonce = this.random(nonceBytes);
    const identity = { subject: key.subject, purpose: key.purpose, key: key.id };
    const sealed = encrypt(key.secret, nonce, boundTo(identity, binding), canonicalBytes(fields));
    return {
      ...identity,
      nonce: Buffer.from(nonce).toString('base64url'),
      box: sealed.toString('base64url'),
    };
  }
}

function opened(box: SealedBox, binding: Binding, key: DataKey): Buffer | undefined {
  const nonce = bytesOf(box.nonce);
  const sealed = bytesOf(box.box);
  if (nonce === undefined || sealed === undefined) return undefined;
  return decrypt(key.secret, nonce, boundTo(box, binding), sealed);
}

/** The additional authenticated data of a box. */
const boundTo = (
  { subject, purpose, key }: Pick<SealedBox, 'subject' | 'purpose' | 'key'>,
  { stream, revision, eventId }: Binding,
): Uint8Array => canonicalBytes({ stream, revision, event: eventId, subject, purpose, key });

/** Buffer.from skips what isn't base64url: then it isn't what was sealed. */
function bytesOf(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
