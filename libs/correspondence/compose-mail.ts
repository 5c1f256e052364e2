import { type AccountEvent } from '#libs/domain/account/events';
import { evolveAccount } from '#libs/domain/account/evolve';
import { noAccount, type Personal } from '#libs/domain/account/state';
import { isErased } from '#libs/domain/catalogue';
import { type MailKind } from '#libs/domain/mail/events';
import { type MailAskedFor } from '#libs/domain/mail/mail';
import { type RecordedEvent } from '#libs/journal/journal';
import { activationCodeMail } from './activation-code-mail.js';
import { type ComposedMail } from './mail.js';
import { layOut } from './mail-layout.js';
import { noticeText, type NoticeKind } from './notice-texts.js';
import { oldAddressMail } from './old-address-mail.js';

type Recorded = RecordedEvent<AccountEvent>;

/**
 * The mail as it leaves, to the address on record at this moment; nothing where what it takes can't be read any more.
 *
 * @param history of the account
 */
export function composeMail(
  id: string,
  { cause, kind }: MailAskedFor,
  history: readonly Recorded[],
): ComposedMail | undefined {
  const at = history.findIndex(({ envelope }) => envelope.id === cause);
  const asking = history[at];
  if (asking === undefined) return undefined;
  const { event, envelope } = asking;
  // USR-08: what the change is told to is the address of before.
  const to = addressAfter(event.type === 'account.email-address-changed' ? history.slice(0, at) : history);
  if (to === undefined || isErased(to)) return undefined;
  switch (event.type) {
    case 'account.activation-code-made': {
      const { codeId, code, expiresAt } = event.data;
      return isErased(code) ? undefined : activationCodeMail({ id: codeId, to, code, expiresAt });
    }
    case 'account.email-address-changed':
      return oldAddressMail({ id, to });
    default:
      return isNotice(kind) ? layOut(id, to, noticeText(kind, { event, at: envelope.time })) : undefined;
  }
}

const isNotice = (kind: MailKind): kind is NoticeKind =>
  kind !== 'activation-code' && kind !== 'email-address-changed';

function addressAfter(history: readonly Recorded[]): Personal | undefined {
  const state = history.reduce((folded, { event }) => evolveAccount(folded, event), noAccount);
  return state.state === 'living' ? state.holder.emailAddress : undefined;
}
