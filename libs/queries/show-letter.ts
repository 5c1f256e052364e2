import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { isErased } from '#libs/domain/catalogue';
import { type LetterEvent } from '#libs/domain/letter/events';
import { type Letter, noSuchLetter } from '#libs/domain/letter/letter';
import { letterStreams } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { NotFound } from './failures.js';
import { Reading } from './reading.js';

/** What is on record of a letter. */
export interface LetterOnRecord {
  readonly id: string;
  /** Absent before it was made, and of letters made before there were numbers. */
  readonly number?: string;
  readonly state: Letter['state'];
  /** How often it was opened again, and with that made anew. */
  readonly openedAgain: number;
  /** Of letters made before they were PDF: what stood in it, until it was erased. */
  readonly text?: string;
}

export class ShowLetter {
  constructor(
    readonly caller: Caller,
    readonly letter: string,
  ) {}
}

@QueryHandler(ShowLetter)
export class ShowLetterHandler implements IQueryHandler<ShowLetter, LetterOnRecord> {
  constructor(private readonly reading: Reading) {}

  async execute({ caller, letter: id }: ShowLetter): Promise<LetterOnRecord> {
    this.reading.requireMay('show-letter', caller);
    const { state, events } = await this.reading.journal.fold(letterStreams, id);
    if (state === undefined) throw new NotFound(noSuchLetter);
    const text = archivedText(events);
    return {
      id,
      ...(state.number === undefined ? {} : { number: state.number }),
      state: state.state,
      openedAgain: events.filter(({ event }) => event.type === 'letter.opened-again').length,
      ...(text === undefined ? {} : { text }),
    };
  }
}

function archivedText(events: readonly RecordedEvent<LetterEvent>[]): string | undefined {
  for (const { event } of events)
    if (event.type === 'letter.made') return isErased(event.data.text) ? undefined : event.data.text;
  return undefined;
}
