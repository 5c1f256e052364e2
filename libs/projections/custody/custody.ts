import { type Kysely } from 'kysely';
import { type TokenEvent } from '#libs/domain/account/held-generators';
import { tokenEvents } from '#libs/domain/account/token-events';
import { custodyAfter, type CustodyFact } from '#libs/domain/generator/custody';
import { type GeneratorEvent, generatorEvents } from '#libs/domain/generator/events';
import { type LetterEvent, letterEvents } from '#libs/domain/letter/events';
import { type SignInEvent, signInSucceeded } from '#libs/domain/sign-in/events';
import { stockCounted } from '#libs/domain/stock/stock';
import { accountStreams, generatorStreams, idOf, letterStreams } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { type Projection } from '../engine/projection.js';
import { entryOf, rowOf } from './entry-rows.js';
import { settleBy, takeCount } from './stock-counts.js';
import { type CustodyTables, tables } from './tables.js';

type Db = Kysely<CustodyTables>;

/** TOK-08: the ledger of token generators, now and at any past moment. Holds nothing personal, and no seed. */
export const custody: Projection = {
  name: 'custody',
  version: 2,
  tables,
  takes: new Set<string>(
    [...generatorEvents, ...tokenEvents, ...letterEvents, signInSucceeded, stockCounted].map(
      ({ type }) => type,
    ),
  ),
  apply: async (rows, recorded) => {
    const db = rows.withTables<CustodyTables>();
    if (recorded.event.type === stockCounted.type) return takeCount(db, recorded);
    const concerned = await concernedBy(db, recorded);
    if (concerned !== undefined && (await write(db, concerned, recorded)) === 'written')
      await settleBy(db, concerned.serialNumber, recorded);
  },
};

interface Concerned {
  readonly serialNumber: string;
  readonly fact: CustodyFact;
}

/** Which generator the event concerns, and how. */
async function concernedBy(db: Db, { event, envelope }: RecordedEvent): Promise<Concerned | undefined> {
  const category = envelope.stream.slice(0, envelope.stream.indexOf('-'));
  const id = idOf(envelope.stream);
  switch (category) {
    case generatorStreams.category:
      return { serialNumber: id, fact: { of: 'generator', event: event as GeneratorEvent } };
    case accountStreams.category: {
      const token = event as TokenEvent;
      const fact: CustodyFact = { of: 'account', account: id, event: token, id: envelope.id };
      return { serialNumber: token.data.serialNumber, fact };
    }
    case letterStreams.category:
      return byLetter(db, id, event as LetterEvent, envelope.causation);
    default:
      return bySignIn(db, id, event as SignInEvent);
  }
}

/** @param causation of a letter that is asked for: the event that issued the generator */
async function byLetter(
  db: Db,
  id: string,
  event: LetterEvent,
  causation: string,
): Promise<Concerned | undefined> {
  if (event.type === 'letter.asked-for') {
    const { kind, serialNumber } = event.data;
    if (kind !== 'generator' || serialNumber === undefined) return undefined;
    const letter = { id, serial_number: serialNumber, issue: causation };
    await db
      .insertInto('letter')
      .values(letter)
      .onConflict((same) => same.doNothing())
      .execute();
    return undefined;
  }
  const letter = await db.selectFrom('letter').selectAll().where('id', '=', id).executeTakeFirst();
  return letter === undefined
    ? undefined
    : { serialNumber: letter.serial_number, fact: { of: 'letter', issue: letter.issue, event } };
}

async function bySignIn(db: Db, account: string, event: SignInEvent): Promise<Concerned | undefined> {
  const { seedId } = event.data;
  if (seedId === undefined) return undefined;
  const found = await db
    .selectFrom('entry')
    .select('serial_number')
    .where('seed_id', '=', seedId)
    .where('until', 'is', null)
    .executeTakeFirst();
  return found === undefined
    ? undefined
    : { serialNumber: found.serial_number, fact: { of: 'sign-in', account, event } };
}

async function write(
  db: Db,
  { serialNumber, fact }: Concerned,
  { envelope, event }: RecordedEvent,
): Promise<'written' | 'unchanged'> {
  const last = await db
    .selectFrom('entry')
    .selectAll()
    .where('serial_number', '=', serialNumber)
    .where('until', 'is', null)
    .executeTakeFirst();
  const before = last === undefined ? undefined : entryOf(last);
  const after = custodyAfter(before, fact);
  if (after === undefined || after === before) return 'unchanged';
  await db
    .updateTable('entry')
    .set({ until: envelope.time })
    .where('serial_number', '=', serialNumber)
    .where('until', 'is', null)
    .execute();
  await db
    .insertInto('entry')
    .values({
      ...rowOf(after),
      serial_number: serialNumber,
      number: (last?.number ?? 0) + 1,
      since: envelope.time,
      until: null,
      event: envelope.id,
      type: event.type,
    })
    .execute();
  return 'written';
}
