import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SignedIn } from './client.js';

interface Event {
  readonly type: string;
  readonly position: string;
  readonly nl: string;
}

/** Milliseconds in which a mail must have left. */
const patience = 20_000;

/**
 * The account's newest activation code, where its owner finds it: in the mail, once that has left.
 *
 * @throws Error when none leaves in time
 */
export async function mailedCode(
  dataDirectory: string,
  auditor: SignedIn,
  serviceDesk: SignedIn,
  account: string,
): Promise<string> {
  const file = await mailWithCode(auditor, serviceDesk, account);
  return codeIn(await readFile(join(dataDirectory, 'mail', `${file}.eml`), 'utf8'));
}

/** Id of the mail with the account's newest activation code, once it has left. @throws Error when none leaves in time */
export async function mailWithCode(
  auditor: SignedIn,
  serviceDesk: SignedIn,
  account: string,
): Promise<string> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const history = (await auditor.get(`/accounts/${account}/history`)).body as readonly Event[];
    const last = history.findLast(({ type }) => /^account\.activation-code-(made|mailed)/.test(type));
    // The sentence about the mail names its message, and the message its mail.
    if (last?.type === 'account.activation-code-mailed.v1')
      return /<([0-9a-f-]+)@/.exec(last.nl)?.[1] ?? 'none';
    // Waits at the server for what comes next.
    await serviceDesk.get(`/accounts/${account}?position=${BigInt(history.at(-1)?.position ?? '0') + 1n}`);
  }
  throw new Error('No mail left.');
}

/** On a line of its own: digits of a message id can look like a code. */
export const codeIn = (mail: string): string =>
  /^ {4}([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})\r?$/m.exec(mail)?.[1] ?? 'none';
