import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type BoardForm } from '#libs/domain/board-form';
import { giveMandate } from '#libs/domain/mandate/give-mandate';
import { mandateStreams } from '#libs/domain/streams';
import { deriveId } from '#libs/journal/ids';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { mandateId } from './mandates.js';
import { type Receipt } from './receipt.js';
import { registrars } from './registrars.js';

export interface GiveMandateBody {
  readonly givingOrganisation: string;
  readonly receivingOrganisation: string;
  readonly roles: readonly string[];
  readonly form: Omit<BoardForm, 'signatoryId'>;
}

/** ADM-05. */
export class GiveMandate {
  constructor(readonly request: CommandRequest<GiveMandateBody>) {}
}

@CommandHandler(GiveMandate)
export class GiveMandateHandler implements ICommandHandler<GiveMandate, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: GiveMandate): Promise<Receipt> {
    const { givingOrganisation, receivingOrganisation, roles, form } = request.body;
    return this.commands.runner.run(request, {
      kind: mandateStreams,
      id: mandateId(givingOrganisation, receivingOrganisation),
      decide: async ({ state }, now) => {
        const judged = new Judged(this.commands.journal, now);
        const giving = await judged.catalogue(givingOrganisation, roles);
        const receiving = await judged.catalogue(receivingOrganisation, []);
        return {
          decision: giveMandate(
            {
              givingOrganisation,
              receivingOrganisation,
              roles,
              by: request.caller.id,
              registeredBy: await registrars(
                judged,
                request.body,
                // Before there ever was a mandate nobody could be let act on it.
                state === undefined ? [] : await this.commands.administratorsOf(givingOrganisation),
              ),
              form: { ...form, signatoryId: deriveId(request.id, 'signatory') },
              open: new Set([giving, receiving].flatMap(({ organisation }) => organisation?.id ?? [])),
              catalogue: giving.roles,
              today: giving.today,
            },
            state,
          ),
          authority: judged.as('board-form'),
          policy: null,
        };
      },
    });
  }
}
