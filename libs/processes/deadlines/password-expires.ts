import { type AccountEvent } from '#libs/domain/account/events';
import { type Followed } from './timed-act.js';

/**
 * PWD-07: until when a password is good that its holder chose; one that was issued must be changed anyhow (PWD-06). That
 * it has expired is recorded nowhere: nothing ends by it, the next sign-in finds it in the event that set it.
 */
export const untilPasswordExpires: Followed = {
  takes: new Set<AccountEvent['type']>([
    'account.password-changed',
    'account.password-issued',
    'account.coupled',
    'account.ended',
  ]),
  after: ({ event }) => {
    const { type, data } = event as AccountEvent;
    return type === 'account.password-changed' ? { to: data.goodUntil } : 'settled';
  },
};
