import { type Kysely } from 'kysely';
import { accountStreams, idOf } from '#libs/domain/streams';
import { isReservationOf } from '#libs/domain/reservation/reservation';
import { type RecordedEvent } from '#libs/journal/journal';
import { type Projection } from '../engine/projection.js';
import { type AuditTrailTables, tables } from './tables.js';

type Db = Kysely<AuditTrailTables>;
type Data = Readonly<Record<string, unknown>>;

/** One entry for every event of every type (AVG-01). A new type is in it by itself. */
export const auditTrail: Projection = {
  name: 'audit-trail',
  version: 2,
  tables,
  takes: 'every-type',
  apply: async (rows, recorded) => {
    const db = rows.withTables<AuditTrailTables>();
    const rules = rulesOf(recorded);
    await addEntry(db, recorded, rules);
    for (const rule of rules)
      await db.insertInto('audit_rule').values({ rule, position: recorded.position }).execute();
  },
};

async function addEntry(
  db: Db,
  { event, envelope, position }: RecordedEvent,
  rules: readonly string[],
): Promise<void> {
  const account = accountOf(envelope.stream, event.data);
  const { actor, command } = envelope;
  await db
    .insertInto('audit_entry')
    .values({
      id: envelope.id,
      position,
      stream: envelope.stream,
      revision: envelope.revision,
      time: envelope.time,
      type: event.type,
      account: account ?? null,
      organisation: (await organisationOf(db, envelope.stream, account, event.data)) ?? null,
      actor_kind: actor.kind,
      actor: actor.id,
      via: actor.via ?? null,
      basis: envelope.authority.basis,
      command: command.id,
      command_name: command.name,
      correlation: envelope.correlation,
      causation: envelope.causation,
      channel: envelope.origin.channel,
      policy: envelope.policy,
      rules_json: JSON.stringify(rules),
      refused: event.type === 'command.refused' || event.type === 'command.refusals-counted' ? 1 : 0,
    })
    .execute();
}

/** The account whose stream it is, that an act was aimed at, that the event names, or that a reservation is for. */
function accountOf(stream: string, { account, holder, target }: Data): string | undefined {
  const own = idIn('account', stream) ?? idIn('signin', stream);
  // Names that nobody has share a few streams.
  if (own !== undefined) return own.startsWith('unknown-') ? undefined : own;
  // A seed is a generator's (TOK-05).
  const reservedFor = isReservationOf('seed', stream) ? undefined : holder;
  return idIn('account', textIn(target)) ?? textIn(account) ?? textIn(reservedFor);
}

const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The organisation that the event names; else the one whose stream it is, or that has the account. */
async function organisationOf(
  db: Db,
  stream: string,
  account: string | undefined,
  data: Data,
): Promise<string | undefined> {
  const names = data['organisation'] ?? data['givingOrganisation'];
  const named = typeof names === 'string' ? names : undefined;
  if (named !== undefined && idIn(accountStreams.category, stream) !== undefined)
    await remember(db, stream, named);
  const known =
    named ??
    idIn('organisation', stream) ??
    (typeof data['target'] === 'string' ? idIn('organisation', data['target']) : undefined);
  return known ?? (account === undefined ? undefined : organisationOfAccount(db, account));
}

async function remember(db: Db, stream: string, organisation: string): Promise<void> {
  await db
    .insertInto('account_organisation')
    .values({ account: idOf(stream), organisation })
    // An account stays where it was created; later events name organisations that its authorisations are for.
    .onConflict((known) => known.doNothing())
    .execute();
}

async function organisationOfAccount(db: Db, account: string): Promise<string | undefined> {
  const found = await db
    .selectFrom('account_organisation')
    .select('organisation')
    .where('account', '=', account)
    .executeTakeFirst();
  return found?.organisation;
}

/** Id of the stream, where it is of this category. */
const idIn = (category: string, stream: string | undefined): string | undefined =>
  stream?.startsWith(`${category}-`) === true ? idOf(stream) : undefined;

/** Rules that the event follows from, or that refused. Each once. */
function rulesOf({ event, envelope }: RecordedEvent): string[] {
  const violations: unknown = event.type === 'command.refused' ? event.data['violations'] : [];
  const broken = Array.isArray(violations) ? violations.map(ruleOf) : [];
  const rules = [envelope.rule, ...broken].filter((rule) => typeof rule === 'string');
  return [...new Set(rules)];
}

const ruleOf = (violation: unknown): unknown =>
  typeof violation === 'object' && violation !== null && 'rule' in violation ? violation.rule : undefined;
