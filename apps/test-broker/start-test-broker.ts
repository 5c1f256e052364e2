import { type AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import { embeddedMeansIssuer } from '#libs/access/means-statement/jwt-means-statements';
import { trustIssuer } from '#libs/access/tokens/trusted-issuer';
import { type Configuration } from '#libs/configuration/configuration';
import { TestBrokerModule } from './test-broker.module.js';

/** A test broker must not run where its statements could be believed in earnest. */
export class NoTestBrokerHere extends Error {
  constructor(reason: string) {
    super(`${reason}, so no test broker runs here.`);
    this.name = 'NoTestBrokerHere';
  }
}

export interface RunningTestBroker {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Signs with the key that an installation without an issuer believes (`means-signing-key.jwk` in DATA_DIR), for its
 * audience, and is reached from this machine only.
 *
 * @throws NoTestBrokerHere in production, and where an issuer is configured
 */
export async function startTestBroker(
  { production, means, dataDirectory }: Configuration,
  port: number,
): Promise<RunningTestBroker> {
  if (production) throw new NoTestBrokerHere('NODE_ENV is production');
  if (means.issuer !== undefined)
    throw new NoTestBrokerHere(`MEANS_ISSUER is ${means.issuer.name}, who makes the statements`);
  const issuer = await trustIssuer(means, embeddedMeansIssuer(dataDirectory));
  const app = await NestFactory.create(TestBrokerModule.of({ issuer, service: means.serviceId }), {
    logger: false,
    abortOnError: false,
  });
  await app.listen(port, '127.0.0.1');
  const address = (app.getHttpServer() as { address: () => AddressInfo }).address();
  return { url: `http://127.0.0.1:${address.port}`, close: () => app.close() };
}
