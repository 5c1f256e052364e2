import { isErased } from '#libs/domain/catalogue';
import { type SealedBox } from '#libs/event-store/envelope';
import { type KeyStore } from '#libs/privacy/key-store';
import { type Binding, type Sealer } from '#libs/privacy/sealer';
import { type LetterStore } from './letter-folder.js';

/** Which letter, and the delivery whose key opens it: that of the secret in it, else its own (architecture 11). */
export interface LetterOnItsWay {
  readonly id: string;
  readonly delivery: string;
}

/** Printable letters between being made and being taken: no file holds a readable one (AVG-03). */
export class SealedLetters {
  constructor(
    private readonly store: LetterStore,
    private readonly sealer: Sealer,
    private readonly keys: KeyStore,
  ) {}

  async put({ id, delivery }: LetterOnItsWay, text: string): Promise<void> {
    const group = { subject: delivery, purpose: 'delivery', fields: { text } };
    const [boxes] = await this.sealer.sealAll([{ groups: [group], binding: bindingOf(id) }]);
    await this.store.put(id, JSON.stringify(boxes?.[0]));
  }

  /**
   * The letter as it is to be printed; `undefined` where it is gone or its key was destroyed.
   *
   * @throws SealBroken, MissingKey
   */
  async read({ id }: LetterOnItsWay): Promise<string | undefined> {
    const sealed = await this.store.find(id);
    if (sealed === undefined) return undefined;
    const fields = await this.sealer.open(JSON.parse(sealed) as SealedBox, bindingOf(id));
    return isErased(fields) ? undefined : String(fields['text']);
  }

  /** Nobody can read it any more, nor the secret in the event that it came from. Once more is harmless. */
  async destroy({ id, delivery }: LetterOnItsWay): Promise<void> {
    await this.keys.destroy({ subject: delivery, purpose: 'delivery' });
    await this.store.remove(id);
  }
}

/** It opens as this letter only. */
const bindingOf = (id: string): Binding => ({ stream: `letter-${id}`, revision: 0, eventId: id });
