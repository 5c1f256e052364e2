import { sql } from 'kysely';
import { type HeldGenerator } from '#libs/domain/account/held-generators';
import { type CallBackReason } from '#libs/domain/account/token-events';
import { among } from '../engine/among.js';
import { decodeCursor, encodeCursor, pageLength } from '../engine/cursor.js';
import { type Rows } from '../engine/projection.js';
import { type HeldGeneratorsTables } from './tables.js';

/** `outstanding`: called back and not returned. `held`: every one that is out. */
export const generatorLists = ['outstanding', 'held'] as const;
export type GeneratorList = (typeof generatorLists)[number];

/** A token generator that is out with an account (TOK-04). Moments RFC 3339, UTC. */
export interface ListedGenerator {
  readonly serialNumber: string;
  readonly account: string;
  readonly accountState: 'living' | 'ended';
  readonly organisation: string;
  readonly state: HeldGenerator['state'];
  readonly issuedAt: string;
  readonly calledBackAt: string | null;
  readonly reason: CallBackReason | null;
}

export interface GeneratorPage {
  readonly generators: readonly ListedGenerator[];
  /** Absent on the last page. */
  readonly next?: string;
}

export interface GeneratorsAsked {
  readonly which: GeneratorList;
  readonly organisations: ReadonlySet<string> | 'all';
  /** Only of this account. */
  readonly account?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

const cursorForm = /^\d{4}-\d\d-\d\dT[\d:.]{12}Z \S{1,100} \S{1,100}$/;

/**
 * TOK-04: those that are out longest first: since they were called back, else since they were issued.
 *
 * @throws BadCursor
 * @throws RangeError when `limit` is not from 1 to 100
 */
export async function listGenerators(
  rows: Rows,
  { which, organisations, account, ...page }: GeneratorsAsked,
): Promise<GeneratorPage> {
  const limit = pageLength(page.limit);
  let asked = rows
    .withTables<HeldGeneratorsTables>()
    .selectFrom('generator')
    .innerJoin('account', 'account.id', 'generator.account')
    .select(['generator.account', 'account.organisation', 'account.state as account_state', 'since'])
    .select(['generator.state', 'serial_number', 'issued_at', 'called_back_at', 'reason']);
  if (which === 'outstanding') asked = asked.where('called_back_at', 'is not', null);
  if (organisations !== 'all') asked = asked.where('account.organisation', 'in', among(organisations));
  if (account !== undefined) asked = asked.where('generator.account', '=', account);
  if (page.cursor !== undefined) {
    const [since, holder, serialNumber] = decodeCursor(page.cursor, cursorForm).split(' ');
    asked = asked.where(
      sql<boolean>`(since, generator.account, serial_number) > (${since}, ${holder}, ${serialNumber})`,
    );
  }
  const found = await asked
    .orderBy('since')
    .orderBy('generator.account')
    .orderBy('serial_number')
    .limit(limit + 1)
    .execute();
  const generators = found.slice(0, limit).map((row) => ({
    serialNumber: row.serial_number,
    account: row.account,
    accountState: row.account_state,
    organisation: row.organisation,
    state: row.state,
    issuedAt: row.issued_at,
    calledBackAt: row.called_back_at,
    reason: row.reason,
  }));
  const last = found[limit - 1];
  return found.length > limit && last !== undefined
    ? { generators, next: encodeCursor(`${last.since} ${last.account} ${last.serial_number}`) }
    : { generators };
}
