import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandDesk } from '#libs/commands/command-desk';
import { couplingLapsed, meansCoupled } from '#libs/domain/account/coupling-events';
import { userCreated } from '#libs/domain/account/events';
import { event } from '#libs/domain/catalogue';
import { loadConfiguration } from '#libs/configuration/load-configuration';
import { Installation } from '#libs/installation/installation';
import { InstallationModule } from '#libs/installation/installation.module';
import { holder, idFor, operator, origin } from './given/people.js';
import { TestOutside } from './given/outside.js';

let directory: string;
let outside: TestOutside;
let app: INestApplicationContext;
let installation: Installation;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'installation-'));
  outside = new TestOutside();
  await open();
});
afterEach(async () => {
  await close();
  rmSync(directory, { recursive: true });
});

async function open(): Promise<void> {
  const configuration = loadConfiguration({ DATA_DIR: directory, PORT: '0' });
  if ('problems' in configuration) throw new Error(configuration.problems.join());
  app = await NestFactory.createApplicationContext(
    InstallationModule.of({ configuration, outside, log: () => undefined }),
    { logger: false },
  );
  installation = app.get(Installation);
  installation.start();
}

async function close(): Promise<void> {
  await installation.close();
  await app.close();
}

const typesIn = async (streamPrefix: string): Promise<string[]> => {
  const types: string[] = [];
  for await (const { event } of installation.stores.journal.readAll({ streamPrefix })) types.push(event.type);
  return types;
};

/** An operator who wants what only the service desk may. */
const refusedOften = (times: number) =>
  Promise.all(
    Array.from({ length: times }, (_, nth) =>
      app.get(CommandDesk).issue('mail-activation-code', {
        idempotencyKey: idFor(`refused ${nth}`),
        caller: operator,
        origin,
        body: { account: idFor('account') },
      }),
    ),
  );

describe('an installation', () => {
  it('architecture 16 gets its first policy once, however often it is started', async () => {
    const first = await typesIn('policy-');
    expect(first).toHaveLength(1);
    await close();
    await open();
    expect(await typesIn('policy-')).toEqual(first);
  });

  it('architecture 17 writes down what was only counted once the minute is over', async () => {
    await refusedOften(70);
    await installation.everyMinute();
    expect(await typesIn('refusals-')).toEqual([]);
    outside.later(1);
    await installation.everyMinute();
    expect(await typesIn('refusals-')).toEqual(['command.refusals-counted']);
  });

  it('architecture 17 loses no count when it is closed in the midst of a minute', async () => {
    await refusedOften(70);
    await close();
    await open();
    expect(await typesIn('refusals-')).toEqual(['command.refusals-counted']);
  });

  it('architecture 7 knows a command again after a restart', async () => {
    const [refusal] = await refusedOften(1);
    await close();
    await open();
    expect(await refusedOften(1)).toEqual([refusal]);
    expect(await typesIn('command-')).toEqual(['command.refused']);
  });

  it('architecture 15 is closed in the midst of what is due without waiting for all of it, and goes on when it is opened', async () => {
    const accounts = Array.from({ length: 200 }, (_, nth) => idFor(`coupled ${nth}`));
    await Promise.all(accounts.map(givenCoupling));
    const tick = installation.everyMinute();
    await installation.everyMinute();
    await tick;
    expect(await typesIn('account-')).toHaveLength(2 * accounts.length);
    outside.later(1);
    const closing = installation.everyMinute();
    await close();
    await closing;
    await open();
    await installation.everyMinute();
    expect((await typesIn('account-')).filter((type) => type === couplingLapsed.type)).toHaveLength(
      accounts.length,
    );
  });
});

/** Lapses in a minute. */
const givenCoupling = (account: string): Promise<unknown> => {
  const { journal } = installation.stores;
  const id = idFor(`command of ${account}`);
  return journal.append(
    {
      stream: `account-${account}`,
      head: 'none',
      events: [
        event(userCreated, { ...holder(account), username: account, reservations: [] }),
        event(meansCoupled, {
          means: account,
          pseudonym: 'pseudonym',
          legalSubject: 'KvK:12345678',
          level: 'loa3',
          codeId: 'code',
          privacyStatement: '2026-01',
          termsOfUse: '2026-01',
          reservation: `reservation-means-1-${account}`,
          lapsesAt: new Date(outside.now().getTime() + 60_000).toISOString(),
        }),
      ],
    },
    {
      command: { id, name: 'given', fingerprint: '' },
      correlation: id,
      causation: id,
      actor: { kind: 'process', id: 'given' },
      authority: { basis: 'given', judged: [] },
      origin,
      policy: null,
      time: outside.now().toISOString(),
    },
  );
};
