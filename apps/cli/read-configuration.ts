import { config } from 'dotenv';
import { type Configuration } from '#libs/configuration/configuration';
import { loadConfiguration } from '#libs/configuration/load-configuration';
import { Failure } from './failure.js';

/** The same environment and `.env` as the server's. @throws Failure */
export function readConfiguration(): Configuration {
  config({ quiet: true });
  return configurationFrom(process.env);
}

/** What these variables give, and nothing else. @throws Failure */
export function configurationFrom(variables: NodeJS.ProcessEnv): Configuration {
  const configuration = loadConfiguration(variables);
  if ('problems' in configuration) throw new Failure(configuration.problems.join('\n'));
  return configuration;
}
