import { type CommandBus } from '@nestjs/cqrs';
import { embeddedMeansIssuer, JwtMeansStatements } from '#libs/access/means-statement/jwt-means-statements';
import { type MeansStatements } from '#libs/access/means-statement/means-statement';
import { BearerTokens, embeddedTokenIssuer } from '#libs/access/tokens/bearer-tokens';
import { trustIssuer } from '#libs/access/tokens/trusted-issuer';
import { Commands } from '#libs/commands/commands';
import { type Outside } from '#libs/commands/outside';
import { type Configuration } from '#libs/configuration/configuration';
import { LetterFolder } from '#libs/correspondence/letter-folder';
import { MailFolder } from '#libs/correspondence/mail-folder';
import { SealedLetters } from '#libs/correspondence/sealed-letters';
import { realDelay } from '#libs/event-store/back-off';
import { askForLetters } from '#libs/processes/ask-for-letters';
import { CouplingDeadlines } from '#libs/processes/coupling-deadlines';
import { announceMoves } from '#libs/processes/announce-moves';
import { ProcessCheckpoints } from '#libs/processes/engine/process-checkpoints';
import { Processes, type ProcessStatus } from '#libs/processes/engine/processes';
import { destroySeeds } from '#libs/processes/destroy-seeds';
import { freeGenerators } from '#libs/processes/free-generators';
import { mailActivationCodes } from '#libs/processes/mail-activation-codes';
import { makeLetters } from '#libs/processes/make-letters';
import { followCouplings, lapseCouplings } from '#libs/processes/lapse-couplings';
import { leaveOrganisations } from '#libs/processes/leave-organisations';
import { OrganisationMembers } from '#libs/processes/organisation-members';
import { PlannedMoves } from '#libs/processes/planned-moves';
import { PendingReservations } from '#libs/processes/pending-reservations';
import { releaseReservations } from '#libs/processes/release-reservations';
import { followReservations, sweepReservations } from '#libs/processes/sweep-reservations';
import { tellOldAddresses } from '#libs/processes/tell-old-addresses';
import { Sealer } from '#libs/privacy/sealer';
import { projections } from '#libs/projections/projections';
import { type ReadModelLogEntry } from '#libs/projections/engine/log';
import { ReadModels } from '#libs/projections/read-models';
import { administratorsOf } from './administrators-of.js';
import { folder } from './folder.js';
import { openStores, type Stores } from './open-stores.js';
import { setPolicyOnFirstStart } from './set-first-policy.js';

/** What the operator should know of the background; events with fields, never personal data. */
export type InstallationLog = (
  entry:
    | ReadModelLogEntry
    | ({ readonly event: 'process.stopped' | 'process.waiting' } & Omit<ProcessStatus, 'position' | 'state'>)
    | { readonly event: 'background-work.failed'; readonly reason: string },
) => void;

/** How often what waits for time to pass is looked at, in milliseconds: architecture 17 counts by the minute. */
const everyMinute = 60_000;

/** Everything that runs behind the API, opened and closed as one. */
export class Installation {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<unknown> = Promise.resolve();

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
    private readonly pending: PendingReservations,
    private readonly members: OrganisationMembers,
    private readonly deadlines: CouplingDeadlines,
    private readonly moves: PlannedMoves,
    private readonly commandBus: CommandBus,
    private readonly log: InstallationLog,
  ) {}

  /** @throws what `openStores` throws, PrivateFileRefused, KeysRefused */
  static async open(
    configuration: Configuration,
    outside: Outside,
    commandBus: CommandBus,
    log: InstallationLog,
  ): Promise<Installation> {
    const stores = openStores(configuration, outside);
    const { keys, journal } = stores;
    const { dataDirectory, tokens, means, mailFrom } = configuration;
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
    const deadlines = new CouplingDeadlines(files.processes);
    const moves = new PlannedMoves(files.processes);
    const mail = new MailFolder({ folder: files.mail, from: mailFrom, now: outside.now });
    const letters = new SealedLetters(
      new LetterFolder(files.letters),
      new Sealer(keys, outside.random),
      keys,
    );
    const processes = new Processes(
      journal,
      new ProcessCheckpoints(files.processes),
      [
        mailActivationCodes(commands, commandBus, mail, keys),
        tellOldAddresses(commands, commandBus, mail),
        askForLetters(commands, commandBus),
        makeLetters({ commands, commandBus, letters, sender: configuration.letters }),
        releaseReservations(commands),
        followReservations(pending),
        freeGenerators(commands, commandBus),
        destroySeeds(commands, keys),
        leaveOrganisations(members, commands, commandBus),
        followCouplings(deadlines),
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
      pending,
      members,
      deadlines,
      moves,
      commandBus,
      log,
    );
  }

  /** Starts what follows events and what waits for time to pass. */
  start(): void {
    this.readModels.start();
    this.processes.start();
    this.timer = setInterval(() => {
      this.working = this.working.then(() => this.everyMinute());
    }, everyMinute);
  }

  /** Architecture 5, 15 and 17: frees what was left reserved, records what has lapsed (EHK-05), writes down what was only counted; each whatever the other does. */
  async everyMinute(): Promise<void> {
    const outcomes = await Promise.allSettled([
      sweepReservations(this.pending, this.commands, this.commandBus),
      lapseCouplings(this.deadlines, this.commands, this.commandBus),
      this.commands.refusals.writeCounts(),
    ]);
    for (const outcome of outcomes) if (outcome.status === 'rejected') this.logFailure(outcome.reason);
  }

  private logFailure = (error: unknown): void =>
    this.log({ event: 'background-work.failed', reason: error instanceof Error ? error.name : 'unknown' });

  /** Lets what runs finish, then closes all. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.working;
    // A store that is away can't take the counts; the rest is closed all the same.
    await this.commands.refusals.writeCounts('all').catch(this.logFailure);
    await this.processes.close();
    await this.readModels.close();
    this.pending.close();
    this.members.close();
    this.deadlines.close();
    this.moves.close();
    await this.stores.close();
  }
}
