import { textOfPdf } from '../pdf/text-of-pdf.js';
import { type Answer, until } from './client.js';
import { done, type School } from './school.js';

interface WaitingLetter {
  readonly id: string;
  readonly kind: string;
  readonly account?: string;
}

/** What the letter of this kind about the account says, as `taken` gives it. @throws Error when none is made in time */
export const takenLetter = async (school: School, account: string, kind: string): Promise<string> =>
  (await taken(school, account, kind)).text;

export interface TakenLetter {
  readonly id: string;
  readonly text: string;
}

/**
 * The letter of this kind about the account, as the service desk takes it from the print queue, once.
 *
 * @throws Error when none is made in time
 */
export async function taken(school: School, account: string, kind: string): Promise<TakenLetter> {
  const { id } = await until(async () => {
    const answer = await school.serviceDesk.get('/letters?state=made&limit=100');
    const { letters } = done(answer) as unknown as { readonly letters: readonly WaitingLetter[] };
    return letters.find((one) => one.account === account && one.kind === kind);
  }, `a letter of kind ${kind}`);
  return { id, text: printed(await school.serviceDesk.command(`/letters/${id}/prints`, {})) };
}

/** The password in a letter: the one word of four letters, four digits and so on. */
export const passwordIn = (letter: string): string =>
  /\b(?:[a-z]{4}[0-9]{4}){2}\b/.exec(letter)?.[0] ?? 'none';

/** The username in a letter: it stands on a line of its own. */
export const usernameIn = (letter: string): string =>
  /gebruikersnaam (?:voor Mijn DUO )?is:\n(\S+)$/m.exec(letter)?.[1] ?? 'none';

/** What the letter says that was taken from the print queue. @throws Error when it is no letter */
export function printed({ status, headers, text, bytes }: Answer): string {
  if (status !== 200 || headers.get('Content-Type') !== 'application/pdf')
    throw new Error(`${status} ${text}`);
  return textOfPdf(bytes);
}
