import { type CommandBus } from '@nestjs/cqrs';
import { type Commands } from '#libs/commands/commands';
import { ExpireActivationCode } from '#libs/commands/expire-activation-code';
import { type AccountEvent } from '#libs/domain/account/events';
import { byDeadline } from './by-deadline.js';
import { type TimedAct, type Followed } from './timed-act.js';

/** ACT-01, ACT-02: until when the account's code is good; an older one is void when a new one is made. */
export const untilActivationCodeExpires: Followed = {
  takes: new Set<AccountEvent['type']>([
    'account.activation-code-made',
    'account.activation-code-voided',
    'account.activation-code-expired',
    'account.coupled',
    'account.ended',
  ]),
  after: ({ event }) => {
    const { type, data } = event as AccountEvent;
    return type === 'account.activation-code-made' ? { to: data.expiresAt } : 'settled';
  },
};

/** ACT-01: records that a code has expired that coupled nothing. */
export const activationCodeExpires = (commands: Commands, commandBus: CommandBus): TimedAct => ({
  name: 'expire-activation-codes',
  follows: untilActivationCodeExpires,
  act: (due) =>
    commandBus.execute(
      new ExpireActivationCode(commands.request(byDeadline(due, 'expire-activation-code', {}))),
    ),
});
