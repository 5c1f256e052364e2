import { type ExpressionBuilder, type Kysely, type RawBuilder, sql } from 'kysely';
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
 * USR-01: the living accounts in reach that the words find, by surname and initials. Erased ones are not among them.
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
  let accounts = db
    .selectFrom('account')
    .select('number')
    .where('sort_key', 'is not', null)
    .where('state', '=', 'living');
  const few = await fewWithAll(db, words);
  if (few !== undefined) accounts = accounts.where('number', 'in', among(few));
  else for (const word of words) accounts = accounts.where((where) => where.exists(hasWord(where, word)));
  if (reach !== 'all') accounts = accounts.where(await isIn(db, reach));
  if (after !== undefined) {
    const { sort_key } = await anchor(db, after, reach);
    accounts = accounts.where(sql<boolean>`(account.sort_key, account.id) > (${sort_key}, ${after})`);
  }
  const found = await accounts.orderBy('sort_key').orderBy('id').limit(limit).execute();
  return found.map(({ number }) => number);
}

const hasWord = (where: ExpressionBuilder<AccountSearchTables, 'account'>, word: string) =>
  where
    .selectFrom('account_word as found')
    .select('found.number')
    .whereRef('found.number', '=', 'account.number')
    .where('found.word', '>=', word)
    .where('found.word', '<', word + aboveAll);

/** Organisations that may be looked in. */
const reachOf = ({ organisations, organisation }: AccountQuery): ReadonlySet<string> | 'all' => {
  if (organisation === undefined) return organisations;
  return new Set(organisations === 'all' || organisations.has(organisation) ? [organisation] : []);
};

/** Up to so many accounts are looked up and sorted; more are walked in their order until the page is full. */
const mostSorted = 10_000;

/** The accounts with all words, where those are few. */
async function fewWithAll(db: Db, words: readonly string[]): Promise<readonly number[] | undefined> {
  const [first, ...others] = words;
  if (first === undefined) return undefined;
  let accounts = withWord(db, first);
  for (const word of others) accounts = accounts.intersect(withWord(db, word));
  const found = await accounts.limit(mostSorted + 1).execute();
  return found.length > mostSorted ? undefined : found.map(({ number }) => number);
}

const withWord = (db: Db, word: string) =>
  db
    .selectFrom('account_word')
    .select('number')
    .where('word', '>=', word)
    .where('word', '<', word + aboveAll);

/**
 * A reach with few accounts goes by the index of organisations. One with many is an expression that no index is
 * for: it leaves the engine only the order to go by, which fills a page soonest.
 */
async function isIn(db: Db, reach: ReadonlySet<string>): Promise<RawBuilder<boolean>> {
  const [only = ''] = reach;
  if (reach.size === 1) return sql<boolean>`account.organisation = ${only}`;
  const some = db.selectFrom('account').select('number').where('organisation', 'in', among(reach));
  const found = await some.limit(mostSorted + 1).execute();
  return found.length > mostSorted
    ? sql<boolean>`account.organisation || '' in ${among(reach)}`
    : sql<boolean>`account.organisation in ${among(reach)}`;
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
