import { type NewPassword } from '#libs/domain/account/issue-password';
import { type ChangePassword } from '#libs/domain/account/change-password';
import { type Password, type Personal } from '#libs/domain/account/state';
import { temporaryPassword } from '#libs/domain/account/temporary-password';
import { isErased } from '#libs/domain/catalogue';
import { type PasswordHashes } from '#libs/privacy/password-hashes';
import { type Outside } from './outside.js';

/** What came out of comparing. */
export type ComparedPasswords = Pick<ChangePassword, 'currentIsRight' | 'proposed'>;

/** Makes passwords, and compares and hashes those that people choose. */
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

  /** PWD-05, PWD-08: what was typed against what the account has; the previous one only for who knows the current one. */
  async compare(
    { current, next }: { readonly current: string; readonly next: string },
    password: Password | undefined,
  ): Promise<ComparedPasswords> {
    const currentIsRight = await this.hashes.matches(current, readable(password?.digest));
    // Worked out whether or not the current one is right: how long it takes tells nothing, during a lock neither (LOG-02).
    const matchesPrevious = await this.hashes.matches(next, readable(password?.previous));
    const isPrevious = currentIsRight && matchesPrevious;
    return { currentIsRight, proposed: { text: next, isCurrent: next === current, isPrevious } };
  }

  /** @returns argon2id in PHC form */
  digest = (password: string): Promise<string> => this.hashes.digest(password, this.outside.random(16));
}

const readable = (digest: Personal | undefined): string | undefined =>
  digest === undefined || isErased(digest) ? undefined : digest;
