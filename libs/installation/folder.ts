import { join } from 'node:path';

/** What stands where under `DATA_DIR`. */
export const folder = (dataDirectory: string) => ({
  events: join(dataDirectory, 'events.sqlite'),
  keys: join(dataDirectory, 'keys.sqlite'),
  /** The lock `installation.lock` stands beside this name: one process works on the folder. */
  installation: join(dataDirectory, 'installation'),
  readModels: join(dataDirectory, 'read'),
  /** How far the processes are, and what waits: deadlines, mails, letters, reservations not taken up yet. */
  processes: join(dataDirectory, 'processes.sqlite'),
  mail: join(dataDirectory, 'mail'),
  /** Letters that wait for the service desk, sealed. */
  letters: join(dataDirectory, 'letters'),
  /** What was sent, without secrets, sealed. */
  letterArchive: join(dataDirectory, 'letters', 'archive'),
});
