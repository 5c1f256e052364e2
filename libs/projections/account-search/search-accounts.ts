import { type Kysely, sql } from 'kysely';
import { among } from '../engine/among.js';
import { BadCursor, decodeCursor, encodeCursor, pageLength } from '../engine/cursor.js';
import { type Rows } from '../engine/projection.js';
import { type AccountRow, accountRows } from './account-rows.js';
import { type AccountSearchTables } from './tables.js';
import { aboveAll, typedWords } from './words-of.js';

type Db = Kysely<AccountSearchTables>;

export interface AccountQuery {
  /** As typed. Every word of it must begin a word of the account; none finds all. */
  readonly words: string;
  /** Reach of who asks (ADM-02): ids of organisations. */
  readonly organisations: ReadonlySet<string> | 'all';
  /** Narrows to one of them. */
  readonly organisation?: string;
  /** 1 to 100, by default 25. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly cursor?: string;
}

export interface AccountPage {
  readonly accounts: readonly AccountRow[];
  /** Absent on the last page. */
  readonly next?: string;
}

/**
 * USR-01: the accounts in reach that the words find, by surname and initials. Erased ones are not among them.
 *
 * @throws BadCursor
 * @throws RangeError when `limit` is not from 1 to 100
 */
export async function searchAccounts(rows: Rows, query: AccountQuery): Promise<AccountPage> {
  const limit = pageLength(query.limit);
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, /^.{1,100}$/u);
  // One transaction, so that all reads see the same moment.
  return rows
    .withTables<AccountSearchTables>()
    .transaction()
    .execute(async (db) => {
      const found = await find(db, query, after, limit + 1);
      const accounts = await accountRows(db, found.slice(0, limit));
      const last = accounts.at(-1);
      return found.length > limit && last !== undefined
        ? { accounts, next: encodeCursor(last.id) }
        : { accounts };
    });
}

/** Numbers of the accounts, in order. */
async function find(
  db: Db,
  query: AccountQuery,
  after: string | undefined,
  limit: number,
): Promise<number[]> {
  const words = typedWords(query.words);
  const reach = reachOf(query);
  const few = await fewCandidates(db, words, reach);
  let accounts = db.selectFrom('account').select('number').where('sort_key', 'is not', null);
  if (few !== undefined) accounts = accounts.where('number', 'in', among(few));
  // As an expression it leaves the engine only the order to go by: a long list of organisations finds nothing faster.
  if (reach !== 'all') accounts = accounts.where(sql`account.organisation || ''`, 'in', among(reach));
  if (query.organisation !== undefined && few === undefined)
    accounts = accounts.where('organisation', '=', query.organisation);
  for (const word of words)
    accounts = accounts.where((where) =>
      where.exists(
        where
          .selectFrom('account_word as found')
          .select('found.number')
          .whereRef('found.number', '=', 'account.number')
          .where('found.word', '>=', word)
          .where('found.word', '<', word + aboveAll),
      ),
    );
  if (after !== undefined) {
    const { sort_key } = await anchor(db, after, reach);
    accounts = accounts.where(sql<boolean>`(account.sort_key, account.id) > (${sort_key}, ${after})`);
  }
  const found = await accounts.orderBy('sort_key').orderBy('id').limit(limit).execute();
  return found.map(({ number }) => number);
}

/** Organisations that may be looked in. */
const reachOf = ({ organisations, organisation }: AccountQuery): ReadonlySet<string> | 'all' => {
  if (organisation === undefined) return organisations;
  return new Set(organisations === 'all' || organisations.has(organisation) ? [organisation] : []);
};

/** Up to so many accounts are sorted; more are walked in their order until the page is full. */
const mostCandidates = 2_000;

/** The accounts that the rarest word or the reach leaves, where those are few. Others still have to match as well. */
async function fewCandidates(
  db: Db,
  words: readonly string[],
  reach: ReadonlySet<string> | 'all',
): Promise<readonly number[] | undefined> {
  let fewest: readonly number[] | undefined;
  const consider = (found: readonly { number: number }[]) => {
    if (found.length <= mostCandidates && found.length < (fewest?.length ?? Infinity))
      fewest = found.map(({ number }) => number);
  };
  for (const word of words)
    consider(
      await db
        .selectFrom('account_word')
        .select('number')
        .where('word', '>=', word)
        .where('word', '<', word + aboveAll)
        .limit(mostCandidates + 1)
        .execute(),
    );
  if (reach !== 'all' && fewest === undefined)
    consider(
      await db
        .selectFrom('account')
        .select('number')
        .where('organisation', 'in', among(reach))
        .limit(mostCandidates + 1)
        .execute(),
    );
  return fewest;
}

/** Where the page before ended. Only in reach: else a guessed cursor would tell where somebody stands in the order. */
async function anchor(db: Db, id: string, reach: ReadonlySet<string> | 'all'): Promise<{ sort_key: string }> {
  const found = await db
    .selectFrom('account')
    .select(['sort_key', 'organisation'])
    .where('id', '=', id)
    .executeTakeFirst();
  const isInReach = found !== undefined && (reach === 'all' || reach.has(found.organisation));
  if (!isInReach || found.sort_key === null) throw new BadCursor();
  return { sort_key: found.sort_key };
}
