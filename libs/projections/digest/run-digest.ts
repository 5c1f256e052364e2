import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '#libs/domain/events';
import { projections } from '../projections.js';
import { compareDigests, type ComparisonSetUp } from './compare-digests.js';

export interface DigestOptions extends Pick<ComparisonSetUp, 'seed' | 'events' | 'onLived'> {
  readonly print: (line: string) => void;
}

/** Compares every read model's two digests on a made-up history. @returns exit code: 0 all the same, 1 a difference */
export async function runDigest({ print, ...options }: DigestOptions): Promise<0 | 1> {
  const directory = await mkdtemp(join(tmpdir(), 'read-model-digest-'));
  try {
    const compared = await compareDigests({ ...options, directory, projections, catalogue });
    print(`History of at least ${options.events} events from seed ${options.seed}.`);
    for (const { model, lived, fromZero, same } of compared)
      print(
        `${model}: lived ${lived.sha256}, from zero ${fromZero.sha256} (${lived.rows} rows): ${same ? 'the same' : 'DIFFERENT'}`,
      );
    return compared.every(({ same }) => same) ? 0 : 1;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
