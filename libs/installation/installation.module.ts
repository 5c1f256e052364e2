import { type DynamicModule, Module } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { CommandDesk } from '#libs/commands/command-desk';
import { commandHandlers } from '#libs/commands/command-handlers';
import { Commands } from '#libs/commands/commands';
import { type Outside } from '#libs/commands/outside';
import { type Configuration } from '#libs/configuration/configuration';
import { letterSender } from '#libs/correspondence/letter';
import { SealedLetters } from '#libs/correspondence/sealed-letters';
import { queryHandlers } from '#libs/queries/query-handlers';
import { Reading } from '#libs/queries/reading';
import { Installation, type InstallationLog } from './installation.js';

export interface InstallationParts {
  readonly configuration: Configuration;
  readonly outside: Outside;
  readonly log: InstallationLog;
}

/** The installation with its command and query handlers, for every program that holds one. */
@Module({})
export class InstallationModule {
  static of({ configuration, outside, log }: InstallationParts): DynamicModule {
    return {
      module: InstallationModule,
      global: true,
      imports: [CqrsModule.forRoot()],
      providers: [
        {
          provide: Installation,
          useFactory: (commandBus: CommandBus) => Installation.open(configuration, outside, commandBus, log),
          inject: [CommandBus],
        },
        { provide: Commands, useFactory: ({ commands }: Installation) => commands, inject: [Installation] },
        {
          provide: SealedLetters,
          useFactory: ({ letters }: Installation) => letters,
          inject: [Installation],
        },
        {
          provide: CommandDesk,
          useFactory: (commands: Commands, commandBus: CommandBus) => new CommandDesk(commands, commandBus),
          inject: [Commands, CommandBus],
        },
        { provide: letterSender, useValue: configuration.letters },
        {
          provide: Reading,
          useFactory: ({ commands, readModels }: Installation) =>
            new Reading(commands, readModels, configuration.readWaitMilliseconds),
          inject: [Installation],
        },
        ...commandHandlers,
        ...queryHandlers,
      ],
      exports: [Installation, CommandDesk, CqrsModule],
    };
  }
}
