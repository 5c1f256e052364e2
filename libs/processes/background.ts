import { type CommandBus } from '@nestjs/cqrs';
import { type Commands } from '#libs/commands/commands';
import { LetterNumbers } from '#libs/commands/letter-numbers';
import { type LetterSender } from '#libs/correspondence/letter';
import { type MailGateway } from '#libs/correspondence/mail';
import { type SealedLetters } from '#libs/correspondence/sealed-letters';
import { type Delay } from '#libs/event-store/back-off';
import { type KeyStore } from '#libs/privacy/key-store';
import { announceMoves } from './announce-moves.js';
import { askForLetters } from './ask-for-letters.js';
import { Timers } from './deadlines/timers.js';
import { destroySeeds } from './destroy-seeds.js';
import { ProcessCheckpoints } from './engine/process-checkpoints.js';
import { Processes, type ProcessStatus } from './engine/processes.js';
import { freeGenerators } from './free-generators.js';
import { leaveOrganisations } from './leave-organisations.js';
import { Mailing } from './mailing.js';
import { makeLetters } from './make-letters.js';
import { OpenLetters } from './open-letters.js';
import { OrganisationMembers } from './organisation-members.js';
import { PendingReservations } from './pending-reservations.js';
import { PlannedMoves } from './planned-moves.js';
import { releaseReservations } from './release-reservations.js';
import { followReservations, sweepReservations } from './sweep-reservations.js';
import { voidLetters } from './void-letters.js';
import { voidPasswords } from './void-passwords.js';

export interface BackgroundParts {
  /** Where the processes keep how far they are, and what waits. */
  readonly file: string;
  readonly commands: Commands;
  readonly commandBus: CommandBus;
  readonly keys: KeyStore;
  readonly letters: SealedLetters;
  /** Where mail leaves. */
  readonly gateway: MailGateway;
  /** Who letters come from. */
  readonly sender: LetterSender;
  readonly delay: Delay;
  readonly onTrouble: (trouble: Trouble) => void;
}

/** What waits for a fault to pass or has stopped, and why; never what an event holds. */
export type Trouble = Pick<ProcessStatus, 'name' | 'state' | 'reason'>;

/** Everything that follows events or waits for time to pass, opened and closed as one. */
export class Background {
  readonly processes: Processes;
  readonly mailing: Mailing;
  readonly timers: Timers;
  readonly pending: PendingReservations;
  private readonly members: OrganisationMembers;
  private readonly moves: PlannedMoves;
  private readonly openLetters: OpenLetters;

  constructor(private readonly parts: BackgroundParts) {
    const { file, commands, commandBus, keys, letters, sender, delay, onTrouble } = parts;
    this.mailing = new Mailing(file, keys, parts);
    this.timers = Timers.open(file, commands, commandBus);
    this.pending = new PendingReservations(file);
    this.members = new OrganisationMembers(file);
    this.moves = new PlannedMoves(file);
    this.openLetters = new OpenLetters(file);
    this.processes = new Processes(
      commands.journal,
      new ProcessCheckpoints(file),
      [
        ...this.mailing.processes,
        askForLetters(commands, commandBus),
        voidPasswords(commands, commandBus),
        voidLetters(this.openLetters, commands, commandBus),
        makeLetters({ commands, commandBus, letters, numbers: new LetterNumbers(commands.journal), sender }),
        releaseReservations(commands),
        followReservations(this.pending),
        freeGenerators(commands, commandBus),
        destroySeeds(commands, keys),
        leaveOrganisations(this.members, commands, commandBus),
        this.timers.process,
        announceMoves(this.moves, commands, commandBus),
      ],
      onTrouble,
      delay,
    );
  }

  /** Starts what follows events. */
  start(): void {
    this.processes.start();
    this.mailing.sender.wake();
  }

  /** Architecture 5: frees what a crash left reserved. */
  sweepReservations(): Promise<void> {
    return sweepReservations(this.pending, this.parts.commands, this.parts.commandBus);
  }

  /** Architecture 15: does what is due at this moment. */
  workOffDeadlines(signal?: AbortSignal): Promise<void> {
    return this.timers.workOff(this.processes, signal);
  }

  /** Lets what runs come to an end. */
  async close(): Promise<void> {
    await this.processes.close();
    await this.mailing.close();
    for (const kept of [this.timers, this.pending, this.members, this.moves, this.openLetters]) kept.close();
  }
}
