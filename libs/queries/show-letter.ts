import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { type LetterEvent } from '#libs/domain/letter/events';
import { type Letter, noSuchLetter } from '#libs/domain/letter/letter';
import { isErased } from '#libs/domain/catalogue';
import { letterStreams } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { NotFound } from './failures.js';
import { Reading } from './reading.js';

/** A letter as it is archived: the secret isn't in it (architecture 11). */
export interface ArchivedLetter {
  readonly id: string;
  readonly state: Letter['state'];
  /** Absent before it was made, and once it was erased. */
  readonly text?: string;
}

export class ShowLetter {
  constructor(
    readonly caller: Caller,
    readonly letter: string,
  ) {}
}

@QueryHandler(ShowLetter)
export class ShowLetterHandler implements IQueryHandler<ShowLetter, ArchivedLetter> {
  constructor(private readonly reading: Reading) {}

  async execute({ caller, letter: id }: ShowLetter): Promise<ArchivedLetter> {
    this.reading.requireMay('show-letter', caller);
    const { state, events } = await this.reading.journal.fold(letterStreams, id);
    if (state === undefined) throw new NotFound(noSuchLetter);
    const text = archivedText(events);
    return { id, state: state.state, ...(text === undefined ? {} : { text }) };
  }
}

function archivedText(events: readonly RecordedEvent<LetterEvent>[]): string | undefined {
  for (const { event } of events)
    if (event.type === 'letter.made') return isErased(event.data.text) ? undefined : event.data.text;
  return undefined;
}
