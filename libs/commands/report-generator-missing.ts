import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  recordGeneratorFound,
  reportGeneratorMissing,
} from '#libs/domain/generator/report-generator-missing';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { onGenerator } from './on-generator.js';
import { type Receipt } from './receipt.js';

export interface OneGenerator {
  readonly serialNumber: string;
}

/** TOK-10: what should lie in stock and doesn't. */
export class ReportGeneratorMissing {
  constructor(readonly request: CommandRequest<OneGenerator>) {}
}

@CommandHandler(ReportGeneratorMissing)
export class ReportGeneratorMissingHandler implements ICommandHandler<ReportGeneratorMissing, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: ReportGeneratorMissing): Promise<Receipt> {
    return this.commands.runner.run(
      request,
      onGenerator(this.commands, request.body.serialNumber, reportGeneratorMissing),
    );
  }
}

/** TOK-10: it turned up. */
export class RecordGeneratorFound {
  constructor(readonly request: CommandRequest<OneGenerator>) {}
}

@CommandHandler(RecordGeneratorFound)
export class RecordGeneratorFoundHandler implements ICommandHandler<RecordGeneratorFound, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: RecordGeneratorFound): Promise<Receipt> {
    return this.commands.runner.run(
      request,
      onGenerator(this.commands, request.body.serialNumber, recordGeneratorFound),
    );
  }
}
