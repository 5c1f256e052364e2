import { generateSync } from 'otplib';
import { type Answer, SignedIn } from './client.js';
import { done, type School, type TokenHolder } from './school.js';

/** Milliseconds in a time step (RFC 6238). */
const step = 30_000;

/** Signs in as somebody does who reads the codes of their generator, each once (TOK-06). */
export class TokenSignIn {
  /** Step of the last code that was accepted. */
  private last = 0;

  constructor(
    private readonly school: School,
    readonly holder: TokenHolder,
  ) {}

  /** With the first code that wasn't used; twice within a step, because the code of the next one is good too. */
  async with(password: string): Promise<Answer> {
    const { seed, username } = this.holder;
    const next = Math.max(this.last + 1, Math.floor(Date.now() / step));
    const oneTimeCode = generateSync({ strategy: 'totp', secret: seed, epoch: (next * step) / 1000 });
    const answer = await this.school.client.send('/v1/sign-ins', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, password, oneTimeCode }),
    });
    if (answer.status === 201) this.last = next;
    return answer;
  }

  /** In a session of their own. @throws Error when they can't sign in */
  async session(password: string): Promise<SignedIn> {
    return new SignedIn(this.school.client, sessionTokenIn(await this.with(password)));
  }
}

/** Of the session that was answered: after signing in, or after changing the password. @throws Error when there is none */
export function sessionTokenIn(answer: Answer): string {
  const { session, sessionToken } = done(answer) as unknown as {
    readonly sessionToken?: string;
    readonly session?: { readonly sessionToken: string };
  };
  return (session?.sessionToken ?? sessionToken) as string;
}

export const changePassword = (by: SignedIn, currentPassword: string, newPassword: string): Promise<Answer> =>
  by.command('/session/password-changes', { currentPassword, newPassword });

/** Rule and field of each violation, as in `PWD-01 newPassword`. */
export const brokenBy = ({ body }: Answer): readonly string[] =>
  ((body as { violations?: { rule: string; field?: string }[] }).violations ?? []).map(
    ({ rule, field = '' }) => `${rule} ${field}`.trim(),
  );
