import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { custody } from '#libs/projections/custody/custody';
import { custodyOf, type LedgerEntry } from '#libs/projections/custody/read-custody';
import { ReadModels } from '#libs/projections/read-models';
import { type Portal } from './portal.js';

/** Milliseconds in which the ledger must be built. */
const patience = 20_000;

/** All that the ledger says of the generator, built from the whole of history (TOK-08). */
export async function ledgerOf(
  { journal, store }: Portal,
  serialNumber: string,
): Promise<readonly LedgerEntry[]> {
  const directory = mkdtempSync(join(tmpdir(), 'ledger-'));
  const models = ReadModels.open({ directory, journal, projections: [custody] });
  try {
    models.start();
    const waited = await models.waitFor(custody.name, await store.head(), patience);
    if (waited !== 'reached') throw new Error(`The ledger is ${waited}.`);
    return await custodyOf(models.db(custody.name), serialNumber, undefined);
  } finally {
    await models.close();
    rmSync(directory, { recursive: true });
  }
}
