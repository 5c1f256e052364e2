import { done, type School } from './school.js';

interface WaitingLetter {
  readonly id: string;
  readonly kind: string;
  readonly account?: string;
}

/** Milliseconds in which a letter must have been made. */
const patience = 20_000;

/**
 * The letter of this kind about the account, as the service desk takes it from the print queue, once.
 *
 * @throws Error when none is made in time
 */
export async function takenLetter(school: School, account: string, kind: string): Promise<string> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    // Asking for the trail waits until all that was recorded before the question can be read.
    await school.trail();
    const answer = await school.serviceDesk.get('/letters?state=made&limit=100');
    const { letters } = done(answer) as unknown as { readonly letters: readonly WaitingLetter[] };
    const waiting = letters.find((one) => one.account === account && one.kind === kind);
    if (waiting === undefined) continue;
    const taken = done(await school.serviceDesk.command(`/letters/${waiting.id}/prints`, {}));
    return (taken as unknown as { readonly letter: string }).letter;
  }
  throw new Error(`No letter of kind ${kind} was made.`);
}

/** The password in a letter: the one word of four letters, four digits and so on. */
export const passwordIn = (letter: string): string =>
  /\b(?:[a-z]{4}[0-9]{4}){2}\b/.exec(letter)?.[0] ?? 'none';
