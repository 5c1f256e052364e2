import { type AccountEvent } from '#libs/domain/account/events';
import { evolveAccount } from '#libs/domain/account/evolve';
import { type AccountState, noAccount } from '#libs/domain/account/state';
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

/** An account and its history. */
export interface MailedAccount {
  readonly state: AccountState;
  readonly events: readonly Recorded[];
}

/** The mail as it leaves, to the address on record at this moment; nothing where what it takes can't be read any more. */
export function composeMail(
  id: string,
  { cause, kind }: MailAskedFor,
  account: MailedAccount,
): ComposedMail | undefined {
  const at = account.events.findIndex(({ envelope }) => envelope.id === cause);
  const asking = account.events[at];
  if (asking === undefined) return undefined;
  const { event, envelope } = asking;
  // USR-08: what the change is told to is the address of before.
  const holder = event.type === 'account.email-address-changed' ? before(account, at) : account.state;
  const to = holder.state === 'living' ? holder.holder.emailAddress : undefined;
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

const before = ({ events }: MailedAccount, at: number): AccountState =>
  events.slice(0, at).reduce<AccountState>((state, { event }) => evolveAccount(state, event), noAccount);

const isNotice = (kind: MailKind): kind is NoticeKind =>
  kind !== 'activation-code' && kind !== 'email-address-changed';
