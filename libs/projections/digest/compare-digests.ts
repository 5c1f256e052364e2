import { join } from 'node:path';
import { type Catalogue } from '#libs/domain/catalogue';
import { type Digest } from '../engine/digest.js';
import { type Projection } from '../engine/projection.js';
import { ReadModels } from '../read-models.js';
import { type Installation, makeInstallation } from './installation.js';
import { RandomHistory } from './random-history.js';

export interface Comparison {
  readonly model: string;
  /** Of the rows that grew while the history was made. */
  readonly lived: Digest;
  /** Of the rows built from the whole history at once. */
  readonly fromZero: Digest;
  readonly same: boolean;
}

export interface ComparisonSetUp {
  /** Empty; filled with an installation of made-up people. */
  readonly directory: string;
  readonly seed: number;
  /** Least number of events. */
  readonly events: number;
  readonly projections: readonly Projection[];
  readonly catalogue: Catalogue;
  /** Called with the directory of the files that have grown, before they are compared. */
  readonly onLived?: (directory: string) => void;
}

/** Milliseconds for a read model to come to the end of the history. */
const patience = 600_000;

/** Architecture 13: a read model that grew with its history has the rows of one that is built from zero. */
export async function compareDigests(setUp: ComparisonSetUp): Promise<readonly Comparison[]> {
  const { directory, seed, events, catalogue, onLived } = setUp;
  const installation = makeInstallation(directory, catalogue);
  try {
    const history = new RandomHistory(installation.journal, catalogue, seed);
    const living = join(directory, 'lived');
    await history.goOn(events * 0.2);
    // Before anything is projected: erasure of rows that exist is an event's work, not a key's.
    for (const subject of history.accounts.filter((_, index) => index % 5 === 0))
      await installation.keys.destroy({ subject, purpose: 'profile' });
    await live(installation, setUp, living, () => history.goOn(events * 0.4), 'closed-halfway');
    await live(installation, setUp, living, () => history.goOn(events * 0.4), 'to-the-end');
    onLived?.(living);
    const lived = await digests(installation, setUp, living);
    const fresh = join(directory, 'from-zero');
    await live(installation, setUp, fresh, async () => undefined, 'to-the-end');
    const fromZero = await digests(installation, setUp, fresh);
    return lived.map(([model, digest], index) => {
      const other = fromZero[index]?.[1] ?? digest;
      return { model, lived: digest, fromZero: other, same: digest.sha256 === other.sha256 };
    });
  } finally {
    await installation.close();
  }
}

/** Lets the read models follow while something happens. */
async function live(
  { journal }: Installation,
  { projections, catalogue }: Pick<ComparisonSetUp, 'projections' | 'catalogue'>,
  directory: string,
  happens: () => Promise<void>,
  until: 'closed-halfway' | 'to-the-end',
): Promise<void> {
  const models = ReadModels.open({ directory, journal, projections, catalogue });
  try {
    models.start();
    await happens();
    if (until === 'closed-halfway') return;
    const head = await journal.store.head();
    for (const { name } of projections)
      if ((await models.waitFor(name, head, patience)) !== 'reached')
        throw new NotAtTheEnd(await models.status());
  } finally {
    await models.close();
  }
}

async function digests(
  { journal }: Installation,
  { projections, catalogue }: Pick<ComparisonSetUp, 'projections' | 'catalogue'>,
  directory: string,
): Promise<readonly (readonly [string, Digest])[]> {
  const models = ReadModels.open({ directory, journal, projections, catalogue });
  try {
    return projections.map(({ name }) => [name, models.digest(name)] as const);
  } finally {
    await models.close();
  }
}

/** A read model did not take the whole history. */
class NotAtTheEnd extends Error {
  constructor(status: Awaited<ReturnType<ReadModels['status']>>) {
    const where = status.map(
      ({ name, state, behind, stop }) =>
        `${name} is ${state}, ${behind} behind${stop ? `: ${stop.reason}` : ''}`,
    );
    super(`Not every read model came to the end of the history. ${where.join('; ')}.`);
    this.name = 'NotAtTheEnd';
  }
}
