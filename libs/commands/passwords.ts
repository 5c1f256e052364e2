import { type NewPassword } from '#libs/domain/account/issue-password';
import { temporaryPassword } from '#libs/domain/account/temporary-password';
import { type PasswordHashes } from '#libs/privacy/password-hashes';
import { type Outside } from './outside.js';

/** Makes passwords, and hashes those that people choose. */
export class Passwords {
  constructor(
    private readonly outside: Pick<Outside, 'random' | 'newId'>,
    readonly hashes: PasswordHashes,
  ) {}

  /** PWD-09, PWD-10: one that its owner must change after signing in with it. */
  async make(): Promise<NewPassword> {
    const password = temporaryPassword(this.outside.random(16));
    return { delivery: this.outside.newId(), password, digest: await this.digest(password) };
  }

  /** @returns argon2id in PHC form */
  digest = (password: string): Promise<string> => this.hashes.digest(password, this.outside.random(16));
}
