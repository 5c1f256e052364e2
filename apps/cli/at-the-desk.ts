import { userInfo } from 'node:os';
import { NestFactory } from '@nestjs/core';
import { type Caller } from '#libs/access/caller';
import { callerPseudonym } from '#libs/access/tokens/caller-pseudonym';
import { CommandDesk } from '#libs/commands/command-desk';
import { type Configuration } from '#libs/configuration/configuration';
import { StoreInUse } from '#libs/event-store/errors';
import { Installation } from '#libs/installation/installation';
import { InstallationModule } from '#libs/installation/installation.module';
import { realOutside } from '#libs/installation/real-outside';
import { Failure } from './failure.js';

export interface AtTheDesk {
  readonly desk: CommandDesk;
  readonly installation: Installation;
  /** Whoever sits at the keyboard of the installation's own machine is the operator. */
  readonly operator: Caller;
}

/** Does something with the installation in this process, while no server runs. @throws Failure when one does */
export async function atTheDesk<T>(
  configuration: Configuration,
  act: (at: AtTheDesk) => Promise<T>,
): Promise<T> {
  const app = await NestFactory.createApplicationContext(
    InstallationModule.of({ configuration, outside: realOutside, log: () => undefined }),
    { logger: false, abortOnError: false },
  ).catch((error: unknown) => {
    throw error instanceof StoreInUse ? heldByServer(error) : error;
  });
  const installation = app.get(Installation);
  try {
    await app.init();
    return await act({
      desk: app.get(CommandDesk),
      installation,
      operator: await operatorHere(installation),
    });
  } finally {
    await app.close();
    await installation.close();
  }
}

async function operatorHere({ stores }: Installation): Promise<Caller> {
  const issuer = 'urn:autorisatiebeheer:command-line';
  const subject = userInfo().username;
  const key = await stores.keys.installationKey('caller-pseudonym-1');
  return { kind: 'operator', id: callerPseudonym(key, issuer, subject), issuer, subject };
}

function heldByServer({ file, holder = '' }: StoreInUse): Failure {
  const url = /https?:\/\/\S+/.exec(holder)?.[0] ?? 'http://127.0.0.1:3000';
  return new Failure(`${file} is held by a running server. Go through it: add --url ${url}`);
}
