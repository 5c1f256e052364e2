import { type LetterState } from '#libs/domain/letter/letter';
import { type LetterJudged } from '#libs/domain/letter/no-longer-needed';
import { accountStreams, organisationStreams } from '#libs/domain/streams';
import { deriveId } from '#libs/journal/ids';
import { type Judged } from './judged.js';

/** The letter that an event asks for: the same event, the same letter. */
export const letterOf = (eventId: string): string => deriveId(eventId, 'letter');

/** What the letter is judged by, as it is at this moment. */
export async function letterJudged(judged: Judged, id: string, letter: LetterState): Promise<LetterJudged> {
  if (letter === undefined) return {};
  const { account, deliveredTo, organisation } = letter.asked;
  if (account !== undefined) {
    const { state, events } = await judged.fold(accountStreams, account);
    return {
      account: { state, history: events.map(({ event }) => event) },
      ...(deliveredTo === undefined ? {} : { deliveredTo: await judged.administrator(deliveredTo) }),
    };
  }
  const { state, events } = await judged.fold(organisationStreams, organisation);
  const announced = events.findLast(({ event: { type } }) => type === 'organisation.move-announced');
  return {
    organisation: { state, askedLast: announced !== undefined && letterOf(announced.envelope.id) === id },
  };
}
