import { type RecordedEvent } from '#libs/journal/journal';

/** "When this event, then that command or that message." Handling the same event again changes nothing more. */
export interface Process {
  readonly name: string;
  /** Type names without version. */
  readonly takes: ReadonlySet<string>;
  readonly handle: (recorded: RecordedEvent) => Promise<void>;
}
