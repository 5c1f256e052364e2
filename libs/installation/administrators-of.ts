import { type AdministratorsOf } from '#libs/commands/administrators';
import { type Journal } from '#libs/journal/journal';
import { ReadModelBehind, ReadModelStopped } from '#libs/queries/failures';
import { possibleAdministrators } from '#libs/projections/without-administrator/possible-administrators';
import { withoutAdministrator } from '#libs/projections/without-administrator/without-administrator';
import { type ReadModels } from '#libs/projections/read-models';

/**
 * Finds them in a read model that has taken everything which was recorded before the question, so that nobody is left out.
 *
 * @param within milliseconds that it may wait for the read model
 * @returns a function that throws ReadModelBehind, ReadModelStopped
 */
export const administratorsOf =
  (journal: Journal, readModels: ReadModels, within: number): AdministratorsOf =>
  async (organisation) => {
    const { name } = withoutAdministrator;
    const head = await journal.store.head();
    const waited = await readModels.waitFor(name, head, within);
    if (waited === 'stopped') throw new ReadModelStopped(name);
    if (waited === 'not-reached') throw new ReadModelBehind(String(head));
    return possibleAdministrators(readModels.db(name), organisation);
  };
