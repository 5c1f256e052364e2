import { type Caller } from '#libs/access/caller';
import { type CommandInput } from '#libs/commands/command-request';
import { type RecordedEvent } from '#libs/journal/journal';

/** A process as it stands in events: a part of the system, named as such. */
export const processCaller = (name: string): Caller => ({
  kind: 'process',
  id: name,
  issuer: 'process',
  subject: name,
});

/** The command that a process gives because of an event; the same event gives the same command. */
export const causedBy = <Body>(
  process: string,
  cause: RecordedEvent,
  name: string,
  body: Body,
): CommandInput<Body> => ({
  name,
  idempotencyKey: cause.envelope.id,
  caller: processCaller(process),
  origin: { channel: 'process' },
  body,
  causedBy: { correlation: cause.envelope.correlation, causation: cause.envelope.id },
});
