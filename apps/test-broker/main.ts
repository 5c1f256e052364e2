import 'reflect-metadata';
import { Command } from 'commander';
import { config } from 'dotenv';
import { loadConfiguration } from '#libs/configuration/load-configuration';
import { startTestBroker } from './start-test-broker.js';

config({ quiet: true });
const { port } = new Command('test-broker')
  .description(
    'States that somebody signed in with an eHerkenning means, for trying things on one’s own machine.',
  )
  .option('--port <port>', 'port on 127.0.0.1, 0 for any free one', '3001')
  .parse()
  .opts<{ port: string }>();
const configuration = loadConfiguration(process.env);
try {
  if ('problems' in configuration) throw new Error(configuration.problems.join(' '));
  const broker = await startTestBroker(configuration, Number(port));
  process.stdout.write(`The test broker is up at ${broker.url}: choose there as whom. Ctrl-C ends it.\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void broker.close().then(() => process.exit(0)));
} catch (error) {
  process.stderr.write(`Can't start: ${error instanceof Error ? error.message : 'unknown error'}\n`);
  process.exit(1);
}
