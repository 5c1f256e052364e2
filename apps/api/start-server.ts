import { type AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { type Logger } from 'pino';
import { type Outside } from '#libs/commands/outside';
import { type Configuration } from '#libs/configuration/configuration';
import { Installation } from '#libs/installation/installation';
import { AppModule } from './app.module.js';
import { setUpExpress } from './http/express-set-up.js';
import { setUpOpenApi } from './http/openapi.js';
import { nothingHere } from './http/problem-filter.js';

export interface RunningServer {
  readonly url: string;
  readonly installation: Installation;
  /** Lets running requests finish, then closes everything. */
  readonly close: () => Promise<void>;
}

/** How long, in milliseconds, running requests may take to finish at the end; one that is never sent whole may not hold it up. */
const grace = 3_000;

/** Opens the installation and serves it. @param version full version of the API */
export async function startServer(
  configuration: Configuration,
  outside: Outside,
  logger: Logger,
  version: string,
): Promise<RunningServer> {
  const parts = { configuration, outside, log: logBackground(logger) };
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(parts, logger), {
    bodyParser: false,
    // What goes wrong is told by the problem filter and by the one line of main.
    logger: false,
    abortOnError: false,
  });
  const installation = app.get(Installation);
  try {
    setUpExpress(app, logger, version, outside.newId);
    app.setGlobalPrefix('v1', { exclude: ['health'] });
    let url = '';
    setUpOpenApi(app, version, () => configuration.publicUrl?.origin ?? url);
    await app.init();
    app.use(nothingHere);
    await app.listen(configuration.port, configuration.host);
    const { port } = app.getHttpServer().address() as AddressInfo;
    const host = configuration.host.includes(':') ? `[${configuration.host}]` : configuration.host;
    url = `http://${host}:${port}`;
    warnOfEmbeddedIssuers(configuration, logger);
    installation.start();
    return {
      url,
      installation,
      close: async () => {
        const cutOff = setTimeout(() => app.getHttpServer().closeAllConnections(), grace);
        await app.close();
        clearTimeout(cutOff);
        await installation.close();
      },
    };
  } catch (error) {
    await app.close();
    await installation.close();
    throw error;
  }
}

/** Whoever reaches the signing keys in DATA_DIR can be anybody: for trying things on one's own machine. */
function warnOfEmbeddedIssuers({ host, tokens, means }: Configuration, logger: Logger): void {
  if (isLoopback(host) || (tokens.issuer !== undefined && means.issuer !== undefined)) return;
  logger.warn({ host, give: ['TOKEN_ISSUER', 'MEANS_ISSUER'] }, 'issuers.embedded');
}

const isLoopback = (host: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/i.test(host);

const logBackground =
  (logger: Logger) =>
  ({ event, ...fields }: Parameters<Parameters<typeof AppModule.of>[0]['log']>[0]): void => {
    const level = event.endsWith('.stopped') || event.endsWith('.failed') ? 'error' : 'info';
    logger[level](fields, event);
  };
