import { type Kysely } from 'kysely';
import { type Kenmerk } from '#libs/domain/role/role';
import { accountStreams, idOf } from '#libs/domain/streams';
import { type Envelope } from '#libs/event-store/envelope';
import { type GrantKind, type GrantsToReviewTables } from './tables.js';

type Db = Kysely<GrantsToReviewTables>;

/** One or more grants of the same role to an account. */
export interface What {
  readonly account: string;
  readonly kind: GrantKind;
  readonly organisation: string;
  readonly role: string;
  readonly kenmerken: readonly Kenmerk[];
}

/** Of an account that ended nothing changes any more (END-02). */
export async function organisationOfLiving(db: Db, account: string): Promise<string | undefined> {
  const known = await db
    .selectFrom('account')
    .select('organisation')
    .where('id', '=', account)
    .where('state', '=', 'living')
    .executeTakeFirst();
  return known?.organisation;
}

/** What is held already stays as it was granted. */
export async function grant(db: Db, { kenmerken, ...what }: What, envelope: Envelope): Promise<void> {
  const granted = {
    event: envelope.id,
    granter: granterIn(envelope),
    granted_at: envelope.time,
    ended_at: null,
  };
  for (const { type, value } of kenmerken)
    await db
      .insertInto('held')
      .values({ ...what, kenmerk_type: type, kenmerk_value: value, ...granted })
      .onConflict((known) =>
        known
          .columns(['account', 'kind', 'organisation', 'role', 'kenmerk_type', 'kenmerk_value'])
          .doUpdateSet(granted)
          .where('held.ended_at', 'is not', null),
      )
      .execute();
}

/** An administrator's acts are judged by their own account first; that is the account recorded here (ADM-07). */
function granterIn({ authority: { basis, judged } }: Envelope): string | null {
  const own = judged.find(({ stream }) => stream.startsWith(`${accountStreams.category}-`));
  return basis === 'administrator-authorisation' && own !== undefined ? idOf(own.stream) : null;
}

/** @param time RFC 3339, UTC */
export async function end(db: Db, { kenmerken, ...what }: What, time: string): Promise<void> {
  for (const { type, value } of kenmerken) {
    const key = { ...what, kenmerk_type: type, kenmerk_value: value };
    if (what.kind === 'role-grant')
      await db
        .deleteFrom('held')
        .where((where) => where.and(key))
        .execute();
    else
      await db
        .updateTable('held')
        .set({ ended_at: time })
        .where((where) => where.and(key))
        .where('ended_at', 'is', null)
        .execute();
  }
}

/** @param time RFC 3339, UTC */
export async function endAll(db: Db, account: string, kind: GrantKind, time: string): Promise<void> {
  if (kind === 'role-grant')
    await db.deleteFrom('held').where('account', '=', account).where('kind', '=', kind).execute();
  else
    await db
      .updateTable('held')
      .set({ ended_at: time })
      .where('account', '=', account)
      .where('kind', '=', kind)
      .where('ended_at', 'is', null)
      .execute();
}
