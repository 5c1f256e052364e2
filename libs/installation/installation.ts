import { type CommandBus } from '@nestjs/cqrs';
import { embeddedMeansIssuer, JwtMeansStatements } from '#libs/access/means-statement/jwt-means-statements';
import { type MeansStatements } from '#libs/access/means-statement/means-statement';
import { BearerTokens, embeddedTokenIssuer } from '#libs/access/tokens/bearer-tokens';
import { trustIssuer } from '#libs/access/tokens/trusted-issuer';
import { Commands } from '#libs/commands/commands';
import { type Outside } from '#libs/commands/outside';
import { type Configuration } from '#libs/configuration/configuration';
import { LetterFolder } from '#libs/correspondence/letter-folder';
import { SealedLetters } from '#libs/correspondence/sealed-letters';
import { realDelay } from '#libs/event-store/back-off';
import { Background, type Trouble } from '#libs/processes/background';
import { Sealer } from '#libs/privacy/sealer';
import { projections } from '#libs/projections/projections';
import { type ReadModelLogEntry } from '#libs/projections/engine/log';
import { ReadModels } from '#libs/projections/read-models';
import { administratorsOf } from './administrators-of.js';
import { type Chore, EveryMinute } from './every-minute.js';
import { folder } from './folder.js';
import { mailGateway } from './mail-gateway.js';
import { openStores, type Stores } from './open-stores.js';
import { setPolicyOnFirstStart } from './set-first-policy.js';

/** What the operator should know of the background; events with fields, never personal data. */
export type InstallationLog = (
  entry:
    | ReadModelLogEntry
    | ({ readonly event: 'process.stopped' | 'process.waiting' } & Omit<Trouble, 'state'>)
    | { readonly event: 'background-work.failed'; readonly work: string; readonly reason: string },
) => void;

/** Everything that runs behind the API, opened and closed as one. */
export class Installation {
  private readonly minutely: EveryMinute;

  private constructor(
    readonly configuration: Configuration,
    readonly stores: Stores,
    readonly commands: Commands,
    readonly readModels: ReadModels,
    readonly background: Background,
    readonly letters: SealedLetters,
    readonly tokens: BearerTokens,
    readonly meansStatements: MeansStatements,
    /** For the coupling key of a means (EHK-04). */
    readonly meansKey: Uint8Array,
    private readonly log: InstallationLog,
  ) {
    this.minutely = new EveryMinute(this.chores(), this.logFailure);
  }

  /** @throws what `openStores` throws, PrivateFileRefused, KeysRefused */
  static async open(
    configuration: Configuration,
    outside: Outside,
    commandBus: CommandBus,
    log: InstallationLog,
  ): Promise<Installation> {
    const stores = openStores(configuration, outside);
    const { keys, journal } = stores;
    const { dataDirectory, tokens, means } = configuration;
    const files = folder(dataDirectory);
    await setPolicyOnFirstStart(journal, outside, means.serviceId);
    const readModels = ReadModels.open({
      directory: files.readModels,
      journal,
      projections,
      log,
    });
    const within = configuration.readWaitMilliseconds;
    const commands = await Commands.open(
      journal,
      keys,
      outside,
      administratorsOf(journal, readModels, within),
    );
    const letters = new SealedLetters(
      new LetterFolder(files.letters),
      new LetterFolder(files.letterArchive),
      new Sealer(keys, outside.random),
      keys,
    );
    const background = new Background({
      file: files.processes,
      commands,
      commandBus,
      keys,
      letters,
      gateway: mailGateway(configuration.mail, files.mail, outside.now),
      sender: configuration.letters,
      delay: realDelay,
      onTrouble: ({ name, state, reason }) =>
        log({
          event: state === 'stopped' ? 'process.stopped' : 'process.waiting',
          name,
          ...(reason === undefined ? {} : { reason }),
        }),
    });
    return new Installation(
      configuration,
      stores,
      commands,
      readModels,
      background,
      letters,
      new BearerTokens(
        await trustIssuer(tokens, embeddedTokenIssuer(dataDirectory)),
        await keys.installationKey('caller-pseudonym-1'),
      ),
      new JwtMeansStatements(await trustIssuer(means, embeddedMeansIssuer(dataDirectory))),
      await keys.installationKey('means-1'),
      log,
    );
  }

  /** Starts what follows events and what waits for time to pass. */
  start(): void {
    this.readModels.start();
    this.background.start();
    this.minutely.start();
  }

  /** What is done each minute, now; when it is done. */
  everyMinute(): Promise<void> {
    return this.minutely.once();
  }

  /** Architecture 5, 15 and 17: what waits for time to pass. */
  private chores(): readonly Chore[] {
    const { background, commands } = this;
    return [
      { name: 'sweep-reservations', run: () => background.sweepReservations() },
      { name: 'work-off-deadlines', run: (signal) => background.workOffDeadlines(signal) },
      { name: 'send-mails', run: async () => background.mailing.sender.everyMinute() },
      { name: 'count-refusals', run: () => commands.refusals.writeCounts() },
    ];
  }

  private logFailure = (work: string, error: unknown): void =>
    this.log({
      event: 'background-work.failed',
      work,
      reason: error instanceof Error ? error.name : 'unknown',
    });

  /** Lets what runs finish, then closes all. */
  async close(): Promise<void> {
    await this.minutely.close();
    // A store that is away can't take the counts; the rest is closed all the same.
    await this.commands.refusals
      .writeCounts('all')
      .catch((error: unknown) => this.logFailure('count-refusals', error));
    await this.background.close();
    await this.readModels.close();
    await this.stores.close();
  }
}
