import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from '@jest/globals';
import { catalogue } from '#libs/domain/events';
import { History } from './digest/history.js';
import { type Installation, makeInstallation } from './digest/installation.js';
import { type Projection, type Rows } from './engine/projection.js';
import { ReadModels } from './read-models.js';

/** Milliseconds in which a read model must have taken what was recorded. */
const patience = 60_000;

export interface GivenReadModel {
  readonly record: History['record'];
  /** The rows once all that was recorded is in them. */
  readonly upToDate: () => Promise<Rows>;
  readonly installation: () => Installation;
  /** The read model's file. */
  readonly file: () => string;
}

/** One read model over a history of its own, made anew for each test of the file and thrown away. */
export function readModelOf(projection: Projection): GivenReadModel {
  let history: History;
  let models: ReadModels;
  let installation: Installation;
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), `${projection.name}-`));
    installation = makeInstallation(join(directory, 'store'), catalogue);
    const { journal } = installation;
    history = new History(journal);
    models = ReadModels.open({ directory: join(directory, 'read'), journal, projections: [projection] });
  });
  afterEach(async () => {
    await models.close();
    await installation.close();
    await rm(directory, { recursive: true, force: true });
  });

  return {
    record: (...recorded) => history.record(...recorded),
    upToDate: async () => {
      models.start();
      expect(await models.waitFor(projection.name, await installation.journal.store.head(), patience)).toBe(
        'reached',
      );
      return models.db(projection.name);
    },
    installation: () => installation,
    file: () => join(directory, 'read', `${projection.name}.v${projection.version}.sqlite`),
  };
}
