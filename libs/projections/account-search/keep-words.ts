import { type Kysely } from 'kysely';
import { partKenmerkTypes } from '#libs/domain/role/role';
import { foldText } from './fold-text.js';
import { parts } from './parts.js';
import { type AccountSearchTables, type PersonalColumns, type WordSource } from './tables.js';
import { wordsOf } from './words-of.js';

type Db = Kysely<AccountSearchTables>;

/** USR-01: name, e-mail address (whole, and its parts), username and function of the holder. */
export function holderWords(holder: PersonalColumns): string[] {
  const { username, surname, initials, prefix, email_address, function: occupation } = holder;
  return [username, surname, initials, prefix, email_address, email_address?.split('@')[1], occupation]
    .filter((text) => typeof text === 'string')
    .flatMap(wordsOf);
}

/** USR-01: id, code and name of the account's organisation. */
export async function keepOrganisationWords(db: Db, accounts: readonly number[], id: string): Promise<void> {
  if (accounts.length === 0) return;
  const known = await db
    .selectFrom('organisation')
    .select(['code', 'name'])
    .where('id', '=', id)
    .executeTakeFirst();
  // The id whole only: the kind that it begins with would find everybody.
  const words = [foldText(id), ...wordsOf(`${known?.code ?? ''} ${known?.name ?? ''}`)];
  for (const account of accounts) await keepWords(db, account, 'organisation', words);
}

/** USR-01: ids and names of the parts that the account's kenmerken point at, and of the boards that have them. */
export async function keepPartWords(db: Db, account: number): Promise<void> {
  const kenmerken = await db
    .selectFrom('account_role')
    .select('kenmerk_value as value')
    .distinct()
    .where('number', '=', account)
    .where('kenmerk_type', 'in', partKenmerkTypes)
    .execute();
  const ids = kenmerken.map(({ value }) => value);
  const known = await parts(db, ids);
  const texts = [...ids, ...known.flatMap(({ name, board }) => (board === null ? [name] : [name, board]))];
  await keepWords(db, account, 'parts', texts.flatMap(wordsOf));
}

/** The account's words from this source are these, no others. */
export async function keepWords(
  db: Db,
  account: number,
  source: WordSource,
  words: readonly string[],
): Promise<void> {
  await db.deleteFrom('account_word').where('number', '=', account).where('source', '=', source).execute();
  const rows = [...new Set(words)].map((word) => ({ number: account, word, source }));
  if (rows.length > 0) await db.insertInto('account_word').values(rows).execute();
}
