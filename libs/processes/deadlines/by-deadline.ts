import { type CommandInput } from '#libs/commands/command-request';
import { processCaller } from '../process-caller.js';
import { type Deadline } from './deadlines.js';

/** The command that a deadline gives. Its id follows from the kind and the event that set it: nothing is done twice. */
export const byDeadline = <Body extends object>(
  { kind, subject, setBy, correlation }: Deadline,
  name: string,
  body: Body,
): CommandInput<Body & { readonly account: string }> => ({
  name,
  idempotencyKey: setBy,
  caller: processCaller(kind),
  origin: { channel: 'process' },
  body: { ...body, account: subject },
  causedBy: { correlation, causation: setBy },
});
