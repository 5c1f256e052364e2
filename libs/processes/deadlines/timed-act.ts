import { type Receipt } from '#libs/commands/receipt';
import { type RecordedEvent } from '#libs/journal/journal';
import { type Deadline } from './deadlines.js';

/** What an event does to a deadline of its account: where it stands now, that there is none any more, or nothing. */
export type Moved = { readonly to: string } | 'settled' | undefined;

/** Which events set, move and settle a deadline. */
export interface Followed {
  /** Type names without version. */
  readonly takes: ReadonlySet<string>;
  /** @param standing where it stood before the event */
  readonly after: (recorded: RecordedEvent, standing: string | undefined) => Moved | Promise<Moved>;
}

/** Something that is done when a deadline comes, or before it. */
export interface TimedAct {
  /** Stands in ids of commands and in events: never changed. */
  readonly name: string;
  readonly follows: Followed;
  /** When it is done, where that is not at the deadline itself; `undefined`: never. */
  readonly dueAt?: (deadline: string, setBy: RecordedEvent) => Promise<string | undefined>;
  /** Gives the command, which judges by itself whether it is so (architecture 15). */
  readonly act: (due: Deadline) => Promise<Receipt>;
}
