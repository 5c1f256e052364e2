import { type CommandBus } from '@nestjs/cqrs';
import { type Commands } from '#libs/commands/commands';
import { type Processes } from '../engine/processes.js';
import { type Process } from '../engine/process.js';
import { activationCodeExpires } from './activation-code-expires.js';
import { couplingLapses } from './coupling-lapses.js';
import { type TimedAct } from './timed-act.js';
import { Deadlines } from './deadlines.js';
import { followDeadlines } from './follow-deadlines.js';
import { reminders } from './reminders.js';
import { workOffDeadlines } from './work-off-deadlines.js';

/** All that is done because time passes (architecture 15): every kind of deadline, followed and worked off. */
export class Timers {
  /** Follows events; is run with the other processes. */
  readonly process: Process;

  private constructor(
    private readonly acts: readonly TimedAct[],
    readonly deadlines: Deadlines,
    private readonly commands: Commands,
  ) {
    this.process = followDeadlines(acts, deadlines);
  }

  /** @param file of the processes */
  static open(file: string, commands: Commands, commandBus: CommandBus): Timers {
    const acts = [
      couplingLapses(commands, commandBus),
      activationCodeExpires(commands, commandBus),
      ...reminders(commands, commandBus),
    ];
    return new Timers(acts, new Deadlines(file), commands);
  }

  /**
   * Does what is due at this moment. Not before everything that has happened until now was followed: what is followed
   * anew, after a crash or a lost file, holds deadlines that later events settle.
   *
   * @throws the first failure, when all others are done
   */
  async workOff(processes: Processes, signal: AbortSignal = never): Promise<void> {
    const now = this.commands.outside.now().toISOString();
    const head = await this.commands.journal.store.head();
    if (await processes.hasHandled(this.process.name, head, signal))
      await workOffDeadlines(this.acts, this.deadlines, now, signal);
  }

  close(): void {
    this.deadlines.close();
  }
}

const never = new AbortController().signal;
