import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { SealedLetters } from '#libs/correspondence/sealed-letters';
import { noSuchLetter } from '#libs/domain/letter/letter';
import { letterStreams } from '#libs/domain/streams';
import { NotFound } from './failures.js';
import { Reading } from './reading.js';

/** A letter as it is archived: as it was made last, without the secret (architecture 11). */
export interface LetterCopy {
  readonly number: string;
  readonly pdf: Buffer;
}

export class ShowLetterCopy {
  constructor(
    readonly caller: Caller,
    readonly letter: string,
  ) {}
}

@QueryHandler(ShowLetterCopy)
export class ShowLetterCopyHandler implements IQueryHandler<ShowLetterCopy, LetterCopy> {
  constructor(
    private readonly reading: Reading,
    private readonly letters: SealedLetters,
  ) {}

  /** @throws NotFound before it was made, and once it was erased; ArchiveBroken */
  async execute({ caller, letter: id }: ShowLetterCopy): Promise<LetterCopy> {
    this.reading.requireMay('show-letter', caller);
    const { events } = await this.reading.journal.fold(letterStreams, id);
    const made = events.findLast(({ event }) => event.type === 'letter.made')?.event;
    if (made?.type !== 'letter.made') throw new NotFound(noSuchLetter);
    const { making, number, archive } = made.data;
    if (number === undefined || archive === undefined) throw new NotFound(noSuchLetter);
    const pdf = await this.letters.readArchived({ id, making }, archive);
    if (pdf === undefined) throw new NotFound(noSuchLetter);
    return { number, pdf };
  }
}
