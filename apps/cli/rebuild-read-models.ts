import { type Configuration } from '#libs/configuration/configuration';
import { StoreInUse } from '#libs/event-store/errors';
import { folder } from '#libs/installation/folder';
import { openStores, type Stores } from '#libs/installation/open-stores';
import { realOutside } from '#libs/installation/real-outside';
import { projections } from '#libs/projections/projections';
import { ReadModels } from '#libs/projections/read-models';
import { Failure } from './failure.js';
import { print } from './print.js';
import { Progress } from './progress.js';

/**
 * Builds one read model, or all, from zero beside the live file, then puts it in its place.
 *
 * @throws Failure while a server holds the installation; UnknownReadModel; StoppedAt, and the live file is as it was
 */
export async function rebuildReadModels(
  name: string | undefined,
  configuration: Configuration,
): Promise<void> {
  const { journal, close } = openUnlessHeld(configuration);
  const { readModels: directory } = folder(configuration.dataDirectory);
  try {
    const readModels = ReadModels.open({ directory, journal, projections });
    try {
      for (const each of name === undefined ? projections.map((one) => one.name) : [name])
        await rebuild(readModels, each);
    } finally {
      await readModels.close();
    }
  } finally {
    await close();
  }
}

async function rebuild(readModels: ReadModels, name: string): Promise<void> {
  const progress = new Progress(name, 'positions');
  try {
    await readModels.rebuild(name, (position, head) => progress.show(Number(position), Number(head)));
  } finally {
    progress.end();
  }
  print(`${name}: rebuilt.`);
}

function openUnlessHeld(configuration: Configuration): Stores {
  try {
    return openStores(configuration, realOutside);
  } catch (error) {
    if (error instanceof StoreInUse) throw new Failure(`${error.message} End it, and ask again.`);
    throw error;
  }
}
