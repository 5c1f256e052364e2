import { type AccountEvent } from '#libs/domain/account/events';
import { type MailEvent } from '#libs/domain/mail/events';
import { idOf } from '#libs/domain/streams';
import { type Process } from './engine/process.js';
import { type WaitingMails } from './waiting-mails.js';

type Taken =
  | Exclude<MailEvent, { type: 'mail.tried' }>
  | Extract<AccountEvent, { type: 'account.activation-code-voided' | 'account.coupled' | 'account.ended' }>;

/** Keeps which mails wait, and wakes who sends them. @param wake is called when something may be due */
export const followMails = (waiting: WaitingMails, wake: () => void): Process => ({
  name: 'follow-open-mails',
  takes: new Set<Taken['type']>([
    'mail.asked-for',
    'mail.deferred',
    'mail.sent',
    'mail.refused',
    'mail.bounced',
    'mail.given-up',
    // After these a mail of the account may not be needed any more, nor its secret kept.
    'account.activation-code-voided',
    'account.coupled',
    'account.ended',
  ]),
  handle: async ({ event, envelope }) => {
    const taken = event as Taken;
    const id = idOf(envelope.stream);
    switch (taken.type) {
      case 'mail.asked-for':
        waiting.add(id, taken.data.account, taken.data.triedUntil);
        return wake();
      case 'mail.deferred':
        return waiting.putOff(id, taken.data.triedAgainAt);
      case 'account.activation-code-voided':
      case 'account.coupled':
      case 'account.ended':
        waiting.lookAgain(id);
        return wake();
      default:
        return waiting.remove(id);
    }
  },
});
