import { createHash } from 'node:crypto';
import { isErased } from '#libs/domain/catalogue';
import { type SealedBox } from '#libs/event-store/envelope';
import { type KeyStore } from '#libs/privacy/key-store';
import { type Binding, type Sealer } from '#libs/privacy/sealer';
import { type LetterStore } from './letter-folder.js';

/** A letter, as it was made this time. */
export interface LetterMaking {
  readonly id: string;
  /** 1 the first time, 2 after it was opened again, and so on. */
  readonly making: number;
}

/** Which letter, and the delivery whose key opens it: that of the secret in it, else one of its own (architecture 11). */
export interface LetterOnItsWay extends LetterMaking {
  readonly delivery: string;
}

/** The archived letter isn't the one that was archived, or is gone though nobody erased it. */
export class ArchiveBroken extends Error {
  constructor(readonly file: string) {
    super(
      `Archived letter ${file} was changed or is missing. Restore the folder of letters from its backup.`,
    );
    this.name = 'ArchiveBroken';
  }
}

/**
 * Letters as PDF, sealed: no file holds a readable one (AVG-03). What is to be printed, between being made and being
 * taken, and what is archived, without a secret.
 */
export class SealedLetters {
  constructor(
    private readonly waiting: LetterStore,
    private readonly archived: LetterStore,
    private readonly sealer: Sealer,
    private readonly keys: KeyStore,
  ) {}

  async put({ delivery, ...making }: LetterOnItsWay, pdf: Uint8Array): Promise<void> {
    const owner = { subject: delivery, purpose: 'delivery' };
    await this.waiting.put(nameOf(making), await this.seal(owner, printing(making), pdf));
  }

  /**
   * The letter as it is to be printed; `undefined` where it is gone or its key was destroyed.
   *
   * @throws SealBroken, MissingKey
   */
  async read(making: LetterMaking): Promise<Buffer | undefined> {
    const sealed = await this.waiting.find(nameOf(making));
    return sealed === undefined ? undefined : this.open(sealed, printing(making));
  }

  /** Nobody can read it any more, nor the secret in the event that it came from. Once more is harmless. */
  async destroy({ delivery, ...making }: LetterOnItsWay): Promise<void> {
    await this.keys.destroy({ subject: delivery, purpose: 'delivery' });
    await this.waiting.remove(nameOf(making));
  }

  /**
   * Keeps the letter as long as its person's data are kept (AVG-06).
   *
   * @param about account or organisation whose data stand in it
   * @returns SHA-256 of what lies in the archive
   */
  async archive(making: LetterMaking, about: string, pdf: Uint8Array): Promise<string> {
    const sealed = await this.seal({ subject: about, purpose: 'profile' }, archiving(making), pdf);
    await this.archived.put(nameOf(making), sealed);
    return digestOf(sealed);
  }

  /**
   * The archived letter; `undefined` once it was erased.
   *
   * @param digest as `archive` gave it
   * @throws ArchiveBroken, MissingKey
   */
  async readArchived(making: LetterMaking, digest: string): Promise<Buffer | undefined> {
    const sealed = await this.archived.find(nameOf(making));
    if (sealed === undefined || digestOf(sealed) !== digest) throw new ArchiveBroken(nameOf(making));
    return this.open(sealed, archiving(making));
  }

  private async seal(
    owner: { readonly subject: string; readonly purpose: string },
    binding: Binding,
    pdf: Uint8Array,
  ): Promise<string> {
    const fields = { pdf: Buffer.from(pdf).toString('base64') };
    const [boxes] = await this.sealer.sealAll([{ groups: [{ ...owner, fields }], binding }]);
    return JSON.stringify(boxes?.[0]);
  }

  private async open(sealed: string, binding: Binding): Promise<Buffer | undefined> {
    const fields = await this.sealer.open(JSON.parse(sealed) as SealedBox, binding);
    const pdf = isErased(fields) ? undefined : fields['pdf'];
    return typeof pdf === 'string' ? Buffer.from(pdf, 'base64') : undefined;
  }
}

const nameOf = ({ id, making }: LetterMaking): string => (making === 1 ? id : `${id}-${making}`);

/** It opens as this letter only, and what is archived doesn't pass for what is to be printed. */
const printing = ({ id, making }: LetterMaking): Binding => ({
  stream: `letter-${id}`,
  revision: making,
  eventId: id,
});
const archiving = ({ id, making }: LetterMaking): Binding => ({
  stream: `archived-letter-${id}`,
  revision: making,
  eventId: id,
});

const digestOf = (sealed: string): string => createHash('sha256').update(sealed).digest('hex');
