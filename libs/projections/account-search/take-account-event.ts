import { type Kysely } from 'kysely';
import { type contactDataChanged } from '#libs/domain/account/contact-data-events';
import { type AccountEvent, type BlockReason, type userCreated } from '#libs/domain/account/events';
import { type SignInMethod } from '#libs/domain/account/holder-fields';
import { type Account, type Personal } from '#libs/domain/account/state';
import { type DataOf, isErased } from '#libs/domain/catalogue';
import { type Kenmerk } from '#libs/domain/role/role';
import { idOf } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { foldText } from './fold-text.js';
import { holderWords, keepOrganisationWords, keepPartWords, keepWords } from './keep-words.js';
import { type AccountSearchTables, type CodeState, type PersonalColumns } from './tables.js';

type Db = Kysely<AccountSearchTables>;
type Created = DataOf<(typeof userCreated)['fields']>;

/** The account's rows after the event. What happens to an account that was never created changes nothing. */
export async function takeAccountEvent(db: Db, recorded: RecordedEvent<AccountEvent>): Promise<void> {
  const { event } = recorded;
  const id = idOf(recorded.envelope.stream);
  if (event.type === 'account.user-created') return create(db, recorded, id, 'user', event.data);
  if (event.type === 'account.administrator-created')
    return create(db, recorded, id, 'administrator', event.data);
  const account = await db
    .updateTable('account')
    .set({ revision: recorded.envelope.revision, position: recorded.position })
    .where('id', '=', id)
    .returning(['number', 'sort_key'])
    .executeTakeFirst();
  if (account !== undefined) await change(db, account.number, account.sort_key !== null, event);
}

type LifeEvent = Exclude<AccountEvent, { type: 'account.user-created' | 'account.administrator-created' }>;

async function change(db: Db, number: number, canBeFound: boolean, event: LifeEvent): Promise<void> {
  const set = (
    columns: Partial<Pick<Account, 'kind'>> & {
      coupled?: number;
      converting?: number;
      office_staff?: number;
      blocked?: BlockReason | null;
      state?: 'ended';
      sign_in_method?: SignInMethod;
    },
  ) => db.updateTable('account').set(columns).where('number', '=', number).execute();
  switch (event.type) {
    case 'account.administrator-appointed':
      await set({ kind: 'administrator' });
      return;
    case 'account.role-granted':
      await grant(db, number, event.data);
      if (canBeFound) await keepPartWords(db, number);
      return;
    case 'account.role-withdrawn':
      await withdraw(db, number, event.data);
      if (canBeFound) await keepPartWords(db, number);
      return;
    case 'account.activation-code-made': {
      const { codeId, expiresAt } = event.data;
      await db
        .updateTable('account')
        .set({ code_id: codeId, code_state: 'waiting', code_expires_at: expiresAt })
        .where('number', '=', number)
        .execute();
      return;
    }
    case 'account.activation-code-voided':
      return setCodeState(db, number, event.data.codeId, 'void');
    case 'account.activation-code-expired':
      return setCodeState(db, number, event.data.codeId, 'expired');
    case 'account.activation-code-mailed':
      return setCodeState(db, number, event.data.codeId, 'mailed');
    case 'account.activation-code-mail-failed':
      return setCodeState(db, number, event.data.codeId, 'failed');
    case 'account.coupled':
      await set({ coupled: 1, converting: 0, sign_in_method: 'eherkenning' });
      return;
    case 'account.coupled-again':
      await set({ coupled: 1 });
      return;
    case 'account.decoupled':
    case 'account.coupling-lapsed':
      await set({ coupled: 0 });
      return;
    case 'account.conversion-begun':
      await set({ converting: 1 });
      return;
    case 'account.marked-office-staff':
      await set({ office_staff: 1 });
      return;
    case 'account.unmarked-office-staff':
      await set({ office_staff: 0 });
      return;
    case 'account.administrator-stepped-down':
      await set({ kind: 'user' });
      return;
    case 'account.blocked':
      await set({ blocked: event.data.reason });
      return;
    case 'account.unblocked':
      await set({ blocked: null });
      return;
    case 'account.contact-data-changed':
      return changeHolder(db, number, canBeFound, contactColumns(event.data));
    case 'account.email-address-changed':
      return changeHolder(db, number, canBeFound, { email_address: readable(event.data.emailAddress) });
    case 'account.ended':
      await set({ state: 'ended', coupled: 0, blocked: null });
      return;
    case 'account.administrator-proposed':
    case 'account.administrator-proposal-rejected':
    case 'account.administrator-form-recorded':
    case 'account.request-received':
    case 'account.form-received':
    case 'account.administrator-authorisation-granted':
    case 'account.administrator-authorisation-withdrawn':
    case 'account.coupling-tried-wrongly':
    case 'account.previous-means-released':
    case 'account.username-letter-printed':
    case 'account.old-address-told':
    case 'account.old-address-not-told':
    case 'account.reminder-due':
    case 'account.password-issued':
    case 'account.password-changed':
    case 'account.password-voided':
    case 'account.token-issued':
    case 'account.token-handed-over':
    case 'account.token-problem-reported':
    case 'account.token-deactivated':
    case 'account.token-called-back':
    case 'account.token-returned':
    case 'account.means-problem-reported':
    case 'account.reservation-abandoned':
      return;
    default:
      return event satisfies never;
  }
}

async function create(
  db: Db,
  { envelope, position }: RecordedEvent,
  id: string,
  kind: Account['kind'],
  data: Created,
): Promise<void> {
  const holder = holderColumns(data);
  const canBeFound = Object.values(holder).some((value) => value !== null);
  const { number } = await db
    .insertInto('account')
    .values({
      id,
      kind,
      state: 'living',
      organisation: data.organisation,
      sign_in_method: data.signInMethod,
      ...holder,
      coupled: 0,
      converting: 0,
      office_staff: 0,
      code_state: 'none',
      revision: envelope.revision,
      position,
      sort_key: canBeFound ? foldText(`${holder.surname ?? ''} ${holder.initials ?? ''}`) : null,
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  if (!canBeFound) return;
  await keepWords(db, number, 'holder', holderWords(holder));
  await keepOrganisationWords(db, [number], data.organisation);
}

const contactColumns = ({
  telephone,
  function: occupation,
  functionEmptied,
}: DataOf<(typeof contactDataChanged)['fields']>): Partial<PersonalColumns> => ({
  ...(telephone === undefined ? {} : { telephone: readable(telephone) }),
  ...(occupation === undefined ? {} : { function: readable(occupation) }),
  ...(functionEmptied === true ? { function: null } : {}),
});

async function changeHolder(
  db: Db,
  number: number,
  canBeFound: boolean,
  columns: Partial<PersonalColumns>,
): Promise<void> {
  // An UPDATE sets at least one column.
  if (Object.keys(columns).length === 0) return;
  const holder = await db
    .updateTable('account')
    .set(columns)
    .where('number', '=', number)
    .returning(['username', 'surname', 'initials', 'prefix', 'telephone', 'email_address', 'function'])
    .executeTakeFirstOrThrow();
  if (canBeFound) await keepWords(db, number, 'holder', holderWords(holder));
}

const holderColumns = (data: Created): PersonalColumns => ({
  username: readable(data.username),
  surname: readable(data.surname),
  initials: readable(data.initials),
  prefix: readable(data.prefix),
  telephone: readable(data.telephone),
  email_address: readable(data.emailAddress),
  function: readable(data.function),
});

const readable = (value: Personal | undefined): string | null =>
  value === undefined || isErased(value) ? null : value;

interface RoleKenmerken {
  readonly role: string;
  readonly kenmerken: readonly Kenmerk[];
}

async function grant(db: Db, number: number, { role, kenmerken }: RoleKenmerken): Promise<void> {
  for (const { type, value } of kenmerken)
    await db
      .insertInto('account_role')
      .values({ number, role, kenmerk_type: type, kenmerk_value: value })
      .onConflict((same) => same.doNothing())
      .execute();
}

async function withdraw(db: Db, number: number, { role, kenmerken }: RoleKenmerken): Promise<void> {
  for (const { type, value } of kenmerken)
    await db
      .deleteFrom('account_role')
      .where('number', '=', number)
      .where('role', '=', role)
      .where('kenmerk_type', '=', type)
      .where('kenmerk_value', '=', value)
      .execute();
}

/** Of the code that is on the account now: what happens to an older one doesn't show. */
async function setCodeState(db: Db, number: number, code: string, state: CodeState): Promise<void> {
  await db
    .updateTable('account')
    .set({ code_state: state })
    .where('number', '=', number)
    .where('code_id', '=', code)
    .execute();
}
