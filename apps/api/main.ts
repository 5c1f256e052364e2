import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { config } from 'dotenv';
import { pino } from 'pino';
import { loadConfiguration } from '#libs/configuration/load-configuration';
import { realOutside } from '#libs/installation/real-outside';
import { startServer } from './start-server.js';

config({ quiet: true });
const configuration = loadConfiguration(process.env);
if ('problems' in configuration) {
  for (const problem of configuration.problems) process.stderr.write(`${problem}\n`);
  process.exit(2);
}

const packageFile = new URL('../../../package.json', import.meta.url);
const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
const logger = pino({ level: configuration.logLevel });
try {
  const server = await startServer(configuration, realOutside, logger, version);
  process.stdout.write(
    `Autorisatiebeheer is up at ${server.url}: try it at ${server.url}/docs. Data is in ${configuration.dataDirectory}. Ctrl-C ends it.\n`,
  );
  let ending: Promise<void> | undefined;
  const end = (): void => {
    ending ??= server.close().then(() => process.exit(0));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
} catch (error) {
  // One clear line: these errors say what to do, and hold nothing secret.
  process.stderr.write(`Can't start: ${error instanceof Error ? error.message : 'unknown error'}\n`);
  process.exit(1);
}
