import { type CommandBus } from '@nestjs/cqrs';
import { embeddedMeansIssuer, JwtMeansStatements } from '#libs/access/means-statement/jwt-means-statements';
import { type MeansStatements } from '#libs/access/means-statement/means-statement';
import { BearerTokens, embeddedTokenIssuer } from '#libs/access/tokens/bearer-tokens';
import { trustIssuer } from '#libs/access/tokens/trusted-issuer';
import { Commands } from '#libs/commands/commands';
import { LetterNumbers } from '#libs/commands/letter-numbers';
import { type Outside } from '#libs/commands/outside';
import { type Configuration } from '#libs/configuration/configuration';
import { LetterFolder } from '#libs/correspondence/letter-folder';
import { SealedLetters } from '#libs/correspondence/sealed-letters';
import { realDelay } from '#libs/event-store/back-off';
import { askForLetters } from '#libs/processes/ask-for-letters';
import { announceMoves } from '#libs/processes/announce-moves';
import { Timers } from '#libs/processes/deadlines/timers';
import { ProcessCheckpoints } from '#libs/processes/engine/process-checkpoints';
import { Processes, type ProcessStatus } from '#libs/processes/engine/processes';
import { destroySeeds } from '#libs/processes/destroy-seeds';
import { freeGenerators } from '#libs/processes/free-generators';
import { Mailing } from '#libs/processes/mailing';
import { makeLetters } from '#libs/processes/make-letters';
import { leaveOrganisations } from '#libs/processes/leave-organisations';
import { OrganisationMembers } from '#libs/processes/organisation-members';
import { OpenLetters } from '#libs/processes/open-letters';
import { PlannedMoves } from '#libs/processes/planned-moves';
import { PendingReservations } from '#libs/processes/pending-reservations';
import { releaseReservations } from '#libs/processes/release-reservations';
import { followReservations, sweepReservations } from '#libs/processes/sweep-reservations';
import { voidLetters } from '#libs/processes/void-letters';
import { voidPasswords } from '#libs/processes/void-passwords';
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
    | ({ readonly event: 'process.stopped' | 'process.waiting' } & Omit<ProcessStatus, 'position' | 'state'>)
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
    readonly processes: Processes,
    readonly tokens: BearerTokens,
    readonly meansStatements: MeansStatements,
    /** For the coupling key of a means (EHK-04). */
    readonly meansKey: Uint8Array,
    readonly letters: SealedLetters,
    readonly mailing: Mailing,
    private readonly pending: PendingReservations,
    private readonly members: OrganisationMembers,
    private readonly timers: Timers,
    private readonly moves: PlannedMoves,
    private readonly openLetters: OpenLetters,
    private readonly commandBus: CommandBus,
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
    const pending = new PendingReservations(files.processes);
    const members = new OrganisationMembers(files.processes);
    const timers = Timers.open(files.processes, commands, commandBus);
    const moves = new PlannedMoves(files.processes);
    const openLetters = new OpenLetters(files.processes);
    const mailing = new Mailing(files.processes, keys, {
      commands,
      commandBus,
      gateway: mailGateway(configuration.mail, files.mail, outside.now),
      delay: realDelay,
      onTrouble: ({ state: _state, ...status }) => log({ event: 'process.waiting', ...status }),
    });
    const letters = new SealedLetters(
      new LetterFolder(files.letters),
      new LetterFolder(files.letterArchive),
      new Sealer(keys, outside.random),
      keys,
    );
    const processes = new Processes(
      journal,
      new ProcessCheckpoints(files.processes),
      [
        ...mailing.processes,
        askForLetters(commands, commandBus),
        voidPasswords(commands, commandBus),
        voidLetters(openLetters, commands, commandBus),
        makeLetters({
          commands,
          commandBus,
          letters,
          numbers: new LetterNumbers(journal),
          sender: configuration.letters,
        }),
        releaseReservations(commands),
        followReservations(pending),
        freeGenerators(commands, commandBus),
        destroySeeds(commands, keys),
        leaveOrganisations(members, commands, commandBus),
        timers.process,
        announceMoves(moves, commands, commandBus),
      ],
      ({ position: _position, state, ...status }) =>
        log({ event: state === 'stopped' ? 'process.stopped' : 'process.waiting', ...status }),
      realDelay,
    );
    return new Installation(
      configuration,
      stores,
      commands,
      readModels,
      processes,
      new BearerTokens(
        await trustIssuer(tokens, embeddedTokenIssuer(dataDirectory)),
        await keys.installationKey('caller-pseudonym-1'),
      ),
      new JwtMeansStatements(await trustIssuer(means, embeddedMeansIssuer(dataDirectory))),
      await keys.installationKey('means-1'),
      letters,
      mailing,
      pending,
      members,
      timers,
      moves,
      openLetters,
      commandBus,
      log,
    );
  }

  /** Starts what follows events and what waits for time to pass. */
  start(): void {
    this.readModels.start();
    this.processes.start();
    this.mailing.sender.wake();
    this.minutely.start();
  }

  /** What is done each minute, now; when it is done. */
  everyMinute(): Promise<void> {
    return this.minutely.once();
  }

  /** Architecture 5, 15 and 17: what waits for time to pass. */
  private chores(): readonly Chore[] {
    const { pending, commands, commandBus, timers, processes, mailing } = this;
    return [
      { name: 'sweep-reservations', run: () => sweepReservations(pending, commands, commandBus) },
      { name: 'work-off-deadlines', run: (signal) => timers.workOff(processes, signal) },
      { name: 'send-mails', run: async () => mailing.sender.everyMinute() },
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
    await this.processes.close();
    await this.mailing.close();
    await this.readModels.close();
    this.pending.close();
    this.members.close();
    this.timers.close();
    this.moves.close();
    this.openLetters.close();
    await this.stores.close();
  }
}
