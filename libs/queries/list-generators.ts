import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { heldGenerators } from '#libs/projections/held-generators/held-generators';
import {
  type GeneratorPage,
  type GeneratorsAsked,
  listGenerators,
} from '#libs/projections/held-generators/list-generators';
import { Reading } from './reading.js';

/** TOK-04: the service desk sees all, an administrator those of the accounts in their reach (ADM-02). */
export class ListGenerators {
  constructor(
    readonly caller: Caller,
    readonly asked: Omit<GeneratorsAsked, 'organisations'>,
    readonly position: bigint | undefined,
  ) {}
}

@QueryHandler(ListGenerators)
export class ListGeneratorsHandler implements IQueryHandler<ListGenerators, GeneratorPage> {
  constructor(private readonly reading: Reading) {}

  async execute({ caller, asked, position }: ListGenerators): Promise<GeneratorPage> {
    this.reading.requireMay('list-generators', caller);
    const organisations = await this.reading.reachOf(caller);
    return listGenerators(await this.reading.model(heldGenerators.name, position), {
      ...asked,
      organisations,
    });
  }
}
