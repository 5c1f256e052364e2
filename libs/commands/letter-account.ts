import { type LetterState } from '#libs/domain/letter/letter';
import { type AccountJudged } from '#libs/domain/letter/no-longer-needed';
import { accountStreams } from '#libs/domain/streams';
import { type Judged } from './judged.js';

/** The account that the letter is about, as it is at this moment; none where it is about an organisation. */
export async function accountOfLetter(
  judged: Judged,
  letter: LetterState,
): Promise<{ readonly account?: AccountJudged }> {
  if (letter?.asked.account === undefined) return {};
  const { state, events } = await judged.fold(accountStreams, letter.asked.account);
  return { account: { state, history: events.map(({ event }) => event) } };
}
