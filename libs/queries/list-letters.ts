import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { type LetterPage, type LetterQuery, listLetters } from '#libs/projections/print-queue/list-letters';
import { printQueue } from '#libs/projections/print-queue/print-queue';
import { Reading } from './reading.js';

/** The print queue, and how far the letters are that left it. */
export class ListLetters {
  constructor(
    readonly caller: Caller,
    readonly query: LetterQuery,
    readonly position: bigint | undefined,
  ) {}
}

@QueryHandler(ListLetters)
export class ListLettersHandler implements IQueryHandler<ListLetters, LetterPage> {
  constructor(private readonly reading: Reading) {}

  async execute({ caller, query, position }: ListLetters): Promise<LetterPage> {
    this.reading.requireMay('list-letters', caller);
    return listLetters(await this.reading.model(printQueue.name, position), query);
  }
}
