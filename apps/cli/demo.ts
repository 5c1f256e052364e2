import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folder } from '#libs/installation/folder';
import { Client } from './demo/client.js';
import { type ServerProcess, startServerProcess } from './demo/server-process.js';
import { playStory } from './demo/story.js';
import { print, say } from './print.js';
import { configurationFrom } from './read-configuration.js';
import { verifyAudit } from './verify-audit.js';

/**
 * Starts the embedded default in a fresh folder, whatever the environment or `.env` configures, plays the story, and
 * stays up; `--exit` ends it then.
 */
async function demo(): Promise<number> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'autorisatiebeheer-demo-'));
  const interrupted = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  let server: ServerProcess | undefined;
  try {
    const settings = { DATA_DIR: dataDirectory, PORT: process.env['PORT'] ?? '0', LOG_LEVEL: 'error' };
    const configuration = configurationFrom(settings);
    server = await startServerProcess(settings);
    print(`A fresh installation is up at ${server.url}, its data in ${dataDirectory}.`);
    const [administrator] = await playStory(
      new Client(server.url, configuration),
      folder(dataDirectory).mail,
    );
    print('\nThe verification, without any key: did anybody change history?');
    const allIsWell = await verifyAudit(false, configuration);
    if (!process.argv.includes('--exit')) {
      print(lookFurther(server.url, dataDirectory, administrator ?? ''));
      await interrupted;
    }
    return allIsWell ? 0 : 1;
  } finally {
    await server?.end();
    await rm(dataDirectory, { recursive: true, force: true });
  }
}

const lookFurther = (url: string, dataDirectory: string, administrator: string): string => `
Look further, Ctrl-C ends it and removes its data:
  ${url}/docs                      every operation, to be tried
  ${join(dataDirectory, 'mail')}   the mails
  a token of the administrator:    DATA_DIR=${dataDirectory} npm run -s token -- --as person --subject ${administrator}
  a token of the auditor:          DATA_DIR=${dataDirectory} npm run -s token -- --as auditor`;

try {
  process.exitCode = await demo();
} catch (error) {
  say(error instanceof Error ? error.message : 'unknown error');
  process.exitCode = 1;
}
