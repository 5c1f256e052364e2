import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { custody } from '#libs/projections/custody/custody';
import { type CustodyAsked, type CustodyPage, listCustody } from '#libs/projections/custody/read-custody';
import { Reading } from './reading.js';

/** TOK-08: the ledger of token generators, now or at a past moment; without names. */
export class ListCustody {
  constructor(
    readonly caller: Caller,
    readonly asked: CustodyAsked,
    readonly position: bigint | undefined,
  ) {}
}

@QueryHandler(ListCustody)
export class ListCustodyHandler implements IQueryHandler<ListCustody, CustodyPage> {
  constructor(private readonly reading: Reading) {}

  async execute({ caller, asked, position }: ListCustody): Promise<CustodyPage> {
    this.reading.requireMay('list-custody', caller);
    return listCustody(await this.reading.model(custody.name, position), asked);
  }
}
