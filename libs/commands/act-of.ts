import { type Act } from '#libs/journal/journal';
import { type CommandRequest } from './command-request.js';

/** Everything about the command's act that goes into its events (AVG-01). */
export const actOf = (
  { id, name, fingerprint, caller, origin, causedBy }: CommandRequest<unknown>,
  { authority, policy }: Pick<Act, 'authority' | 'policy'>,
  now: Date,
): Act => ({
  command: { id, name, fingerprint },
  correlation: causedBy?.correlation ?? id,
  causation: causedBy?.causation ?? id,
  actor: {
    kind: caller.kind,
    id: caller.id,
    ...(caller.via === undefined ? {} : { via: caller.via.subject }),
  },
  authority,
  origin,
  policy,
  time: now.toISOString(),
});
