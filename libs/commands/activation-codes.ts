import { activationCode, foldActivationCode } from '#libs/domain/account/activation-code';
import { type NewActivationCode } from '#libs/domain/account/mail-activation-code';
import { keyedHash } from '#libs/privacy/keyed-hash';
import { type Outside } from './outside.js';

/** Makes activation codes and recognises them when they are typed (ACT-07). */
export class ActivationCodes {
  constructor(
    private readonly outside: Pick<Outside, 'random' | 'newId'>,
    private readonly key: Uint8Array,
  ) {}

  make(): NewActivationCode {
    const code = activationCode(this.outside.random(16));
    return { id: this.outside.newId(), code, digest: this.digest(code) };
  }

  /** What a typed code is compared by. 80 random bits can't be found by trying, so a keyed hash is enough. */
  digest = (typed: string): string => keyedHash(this.key, foldActivationCode(typed));
}
