import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { countStock, type CountStock as Counting } from '#libs/domain/stock/count-stock';
import { stockStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';

export type CountStockBody = Omit<Counting, 'now'>;

/** The id of the one stream of stock counts. */
const counts = 'counts';

/** TOK-10. What the ledger says beside it is worked out by the ledger's read model (ADR 11). */
export class CountStock {
  constructor(readonly request: CommandRequest<CountStockBody>) {}
}

@CommandHandler(CountStock)
export class CountStockHandler implements ICommandHandler<CountStock, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: CountStock): Promise<Receipt> {
    return this.commands.runner.run(request, {
      kind: stockStreams,
      id: counts,
      decide: async ({ state }, now) => ({
        decision: countStock({ ...request.body, now: now.toISOString() }, state),
        authority: { basis: 'service-desk', judged: [] },
        policy: null,
      }),
    });
  }
}
