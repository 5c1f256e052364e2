import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandDesk } from '#libs/commands/command-desk';
import { loadConfiguration } from '#libs/configuration/load-configuration';
import { Installation } from '#libs/installation/installation';
import { InstallationModule } from '#libs/installation/installation.module';
import { idFor, operator, origin } from './given/people.js';
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
});
