import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import {
  type Configuration,
  type IssuerSettings,
  type JwksSource,
  type MailSettings,
} from './configuration.js';
import { Environment } from './environment.js';
import { readWait, smtpServer } from './variable-forms.js';

/** Everything that is wrong with the environment, a line each for the person who set it; none holds a secret. */
export interface ConfigurationProblems {
  readonly problems: readonly string[];
}

/** The configuration that the environment gives, or all its problems at once. Reads SMTP_CA_FILE, and no other file. */
export function loadConfiguration(variables: NodeJS.ProcessEnv): Configuration | ConfigurationProblems {
  const environment = plainToInstance(Environment, withoutEmpty(variables), {
    excludeExtraneousValues: true,
    exposeDefaultValues: true,
  });
  const problems = validateSync(environment).flatMap(({ constraints }) => [
    ...new Set(Object.values(constraints ?? {})),
  ]);
  return problems.length > 0 ? { problems } : configurationOf(environment);
}

const withoutEmpty = (variables: NodeJS.ProcessEnv): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));

function configurationOf(environment: Environment): Configuration {
  const { PUBLIC_URL } = environment;
  return {
    production: environment.NODE_ENV === 'production',
    dataDirectory: environment.DATA_DIR,
    host: environment.HOST,
    port: environment.PORT,
    ...(PUBLIC_URL === undefined ? {} : { publicUrl: new URL(PUBLIC_URL) }),
    eventStore: eventStoreOf(environment),
    readStore: environment.READ_STORE,
    masterKey: masterKeyOf(environment),
    tokens: issuerOf(
      environment.TOKEN_AUDIENCE,
      environment.TOKEN_ISSUER,
      environment.TOKEN_JWKS_URL,
      environment.TOKEN_JWKS_FILE,
    ),
    means: {
      ...issuerOf(
        environment.MEANS_AUDIENCE,
        environment.MEANS_ISSUER,
        environment.MEANS_JWKS_URL,
        environment.MEANS_JWKS_FILE,
      ),
      serviceId: environment.MEANS_SERVICE_ID,
    },
    logLevel: environment.LOG_LEVEL,
    readWaitMilliseconds: readWait(environment.READ_WAIT),
    mail: mailOf(environment),
    letters: {
      name: environment.LETTER_SENDER,
      address: environment.LETTER_RETURN_ADDRESS.split(';').map((text) => text.trim()),
      contact: environment.LETTER_CONTACT,
    },
  };
}

const eventStoreOf = ({ EVENT_STORE, EVENTSTOREDB_URL }: Environment): Configuration['eventStore'] =>
  EVENT_STORE === 'eventstoredb' && EVENTSTOREDB_URL !== undefined
    ? { kind: EVENT_STORE, url: EVENTSTOREDB_URL }
    : { kind: 'sqlite' };

function mailOf(environment: Environment): MailSettings {
  const { MAIL, MAIL_FROM, MAIL_BOUNCES_TO, SMTP_URL, SMTP_CA_FILE, SMTP_PLAIN } = environment;
  const who = {
    from: MAIL_FROM,
    ...(MAIL_BOUNCES_TO === undefined ? {} : { bouncesTo: MAIL_BOUNCES_TO }),
  };
  if (MAIL === 'files' || SMTP_URL === undefined) return who;
  const { implicitTls, ...server } = smtpServer(SMTP_URL);
  const tls = SMTP_PLAIN === 'yes' ? 'none' : implicitTls ? 'implicit' : 'starttls';
  return {
    ...who,
    smtp: {
      ...server,
      tls,
      ...(SMTP_CA_FILE === undefined ? {} : { ca: readFileSync(SMTP_CA_FILE, 'utf8') }),
    },
  };
}

const masterKeyOf = ({ DATA_DIR, MASTER_KEY, MASTER_KEY_FILE }: Environment): Configuration['masterKey'] =>
  MASTER_KEY === undefined
    ? { file: MASTER_KEY_FILE ?? join(DATA_DIR, 'master.key') }
    : { value: MASTER_KEY };

function issuerOf(
  audience: string,
  name: string | undefined,
  url: string | undefined,
  file: string | undefined,
): IssuerSettings {
  const jwks = jwksOf(url, file);
  return name === undefined || jwks === undefined ? { audience } : { audience, issuer: { name, jwks } };
}

function jwksOf(url: string | undefined, file: string | undefined): JwksSource | undefined {
  if (url !== undefined) return { url: new URL(url) };
  return file === undefined ? undefined : { file };
}
