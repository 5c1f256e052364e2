import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { organisationId } from '#libs/domain/organisation/organisation';
import {
  type RecordOrganisation as Entry,
  recordOrganisation,
} from '#libs/domain/organisation/record-organisation';
import { organisationStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';

/** ORG-01: outside the school register. */
export class RecordOrganisation {
  constructor(readonly request: CommandRequest<Entry>) {}
}

@CommandHandler(RecordOrganisation)
export class RecordOrganisationHandler implements ICommandHandler<RecordOrganisation, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: RecordOrganisation): Promise<Receipt> {
    return this.commands.runner.run(request, {
      kind: organisationStreams,
      id: organisationId(request.body.type, request.body.code),
      decide: async ({ state }) => ({
        decision: recordOrganisation(request.body, state),
        authority: { basis: 'operator', judged: [] },
        policy: null,
      }),
    });
  }
}
