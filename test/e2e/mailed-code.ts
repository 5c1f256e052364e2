import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SignedIn, until } from './client.js';

interface Event {
  readonly type: string;
  readonly nl: string;
}

/**
 * The account's newest activation code, where its owner finds it: in the mail, once that has left.
 *
 * @throws Error when none leaves in time
 */
export async function mailedCode(dataDirectory: string, auditor: SignedIn, account: string): Promise<string> {
  const file = await mailWithCode(auditor, account);
  return codeIn(await readFile(join(dataDirectory, 'mail', `${file}.eml`), 'utf8'));
}

/** Id of the mail with the account's newest activation code, once it has left. @throws Error when none leaves in time */
export async function mailWithCode(auditor: SignedIn, account: string): Promise<string> {
  const mailed = await until(async () => {
    const history = (await auditor.get(`/accounts/${account}/history`)).body as readonly Event[];
    const last = history.findLast(({ type }) => /^account\.activation-code-(made|mailed)/.test(type));
    return last?.type === 'account.activation-code-mailed.v1' && last;
  }, 'a mail with the code');
  // The sentence about the mail names its message, and the message its mail.
  return /<([0-9a-f-]+)@/.exec(mailed.nl)?.[1] ?? 'none';
}

/** On a line of its own: digits of a message id can look like a code. */
export const codeIn = (mail: string): string =>
  /^ {4}([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})\r?$/m.exec(mail)?.[1] ?? 'none';
