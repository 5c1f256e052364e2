import { type Kysely } from 'kysely';
import { type Envelope } from '#libs/event-store/envelope';
import { type DeadlineKind, type DeadlinesTables, type DeadlineSource } from './tables.js';

export type Db = Kysely<DeadlinesTables>;
type Row = DeadlinesTables['deadline'];

export interface Deadline {
  readonly account: string;
  readonly kind: DeadlineKind;
  readonly source: DeadlineSource;
  /** As it stands in the event. RFC 3339, UTC. */
  readonly endsAt: string | undefined;
  /** Id of the activation code, or of the password's delivery. */
  readonly about?: string;
}

/** The event of this envelope sets it, in place of what its stream said before. */
export async function set(db: Db, { endsAt, about, ...key }: Deadline, envelope: Envelope): Promise<void> {
  const { id: event, stream, revision, time: started_at } = envelope;
  const where = { event, stream, revision };
  const end = { ends_at: endsAt ?? null, stands_until: endsAt ?? null };
  const said = { started_at, ...end, ...where, about: about ?? null, starts: 1, ends: 1 };
  await db
    .insertInto('deadline')
    .values({ ...key, ...said })
    .onConflict((known) => known.columns(['account', 'kind', 'source']).doUpdateSet(said))
    .execute();
  await settle(db, key);
}

/** It stands no longer. @param source which stream said it; else both */
export async function remove(
  db: Db,
  account: string,
  kinds: readonly DeadlineKind[],
  source?: DeadlineSource,
): Promise<void> {
  const of = db.deleteFrom('deadline').where('account', '=', account).where('kind', 'in', kinds);
  await (source === undefined ? of : of.where('source', '=', source)).execute();
  for (const kind of kinds) await settle(db, { account, kind });
}

/** ACT-02: an event about what was replaced says nothing of what stands. */
export async function removeOf(db: Db, account: string, kind: DeadlineKind, about: string): Promise<void> {
  await db
    .deleteFrom('deadline')
    .where('account', '=', account)
    .where('kind', '=', kind)
    .where('about', '=', about)
    .execute();
}

/** EHK-05: of what coupling and signing in say the later one holds, and nothing without a coupling. */
async function settle(db: Db, { account, kind }: Pick<Deadline, 'account' | 'kind'>): Promise<void> {
  if (kind !== 'coupling-lapses') return;
  const said = db.selectFrom('deadline').selectAll().where('account', '=', account).where('kind', '=', kind);
  const rows = await said.orderBy('source').execute();
  const isCoupled = rows.some(({ source }) => source === 'account');
  const held = rows.filter(({ ends_at }) => isCoupled && ends_at !== null);
  const [starts, ends] = [last(held, 'started_at'), last(held, 'ends_at')];
  for (const row of rows)
    await db
      .updateTable('deadline')
      .set({
        starts: row === starts ? 1 : 0,
        ends: row === ends ? 1 : 0,
        stands_until: ends?.ends_at ?? null,
      })
      .where('account', '=', account)
      .where('kind', '=', kind)
      .where('source', '=', row.source)
      .execute();
}

const last = (rows: readonly Row[], moment: 'started_at' | 'ends_at'): Row | undefined =>
  rows.reduce<Row | undefined>(
    (later, row) => (later === undefined || (row[moment] ?? '') >= (later[moment] ?? '') ? row : later),
    undefined,
  );
