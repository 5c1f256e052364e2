import { evolveNumbering, giveNumber } from '#libs/domain/letter/numbering';
import { numberingStreams, streamOf } from '#libs/domain/streams';
import { type Act, type Journal } from '#libs/journal/journal';
import { appended } from './appended.js';
import { TooMuchContention } from './failures.js';
import { dateInAmsterdam } from './local-date.js';

const tries = 50;

/** Gives letters their numbers. One that was given and not used, because the program died, goes to the letter again. */
export class LetterNumbers {
  constructor(private readonly journal: Journal) {}

  /** The next number of the year, as in `2026-000123`. @throws TooMuchContention, and what the event store throws */
  async next(letter: string, act: Act): Promise<string> {
    const year = Number(dateInAmsterdam(new Date(act.time)).slice(0, 4));
    const id = String(year);
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const { stream, head, state } = await this.journal.foldLast(numberingStreams, id);
      const { events } = giveNumber(letter, year, state);
      const given = events.reduce(evolveNumbering, state);
      if (given === undefined) throw new Error('A letter that has no number is given one.');
      if (given === state || (await appended(this.journal.append({ stream, head, events }, act))))
        return given.number;
    }
    throw new TooMuchContention(streamOf(numberingStreams, id));
  }
}
