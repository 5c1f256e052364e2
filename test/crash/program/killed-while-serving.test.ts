import 'reflect-metadata';
import { rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { loadConfiguration } from '#libs/configuration/load-configuration';
import { Installation } from '#libs/installation/installation';
import { InstallationModule } from '#libs/installation/installation.module';
import { realOutside } from '#libs/installation/real-outside';
import { verifyHistory } from '#libs/integrity/verify-history';
import { projections } from '#libs/projections/projections';
import { type Administrator, type Done, done, School } from '../../e2e/school.js';
import { allHandled } from '../../stories/given/all-handled.js';

/** Of each a creation and a code: 1,000 commands. */
const users = 500;
/** Requests that run at the same time. */
const sideBySide = 16;
/** After how many answers the program is killed. */
const kills = [1, 250, 600, 930];
const patience = 240_000;

let school: School;
let administrator: Administrator;
const answers = new Map<string, Done>();

/** Over all commands: what the callers had to send again, because the connection broke. */
let broken = 0;
let killed = 0;
let running: Promise<void> = Promise.resolve();

/** As a careful caller sends it: the same again, with its key, until there is an answer. */
async function send(path: string, key: string, body: unknown): Promise<Done> {
  for (let attempt = 0; attempt <= kills.length; attempt += 1) {
    await running;
    const answer = await administrator.api.command(path, body, { key }).catch(() => undefined);
    if (answer !== undefined) return done(answer);
    broken += 1;
  }
  throw new Error('The program was away for another reason than being killed.');
}

async function answered(path: string, key: string, body: unknown): Promise<Done> {
  const answer = await send(path, key, body);
  answers.set(key, answer);
  if (answers.size >= (kills[killed] ?? Infinity)) {
    killed += 1;
    running = running.then(() => school.program.kill9AndStartAgain());
  }
  return answer;
}

const keyOf = (kind: 1 | 2, nth: number): string =>
  `0195e6a0-000${kind}-7000-8000-${String(nth).padStart(12, '0')}`;
const bodies = new Map<number, object>();

async function createAndMail(nth: number, by = answered): Promise<void> {
  const { account } = await by('/users', keyOf(1, nth), bodies.get(nth));
  await by(`/accounts/${account}/activation-codes`, keyOf(2, nth), {});
}

async function forAll(act: (nth: number) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    for (let nth = next++; nth < users; nth = next++) await act(nth);
  };
  await Promise.all(Array.from({ length: sideBySide }, work));
}

describe('a program that is killed again and again while it serves 1,000 commands', () => {
  let app: INestApplicationContext;
  let installation: Installation;

  beforeAll(async () => {
    school = await School.open({ LOG_LEVEL: 'silent' });
    administrator = await school.appoint();
    for (let nth = 0; nth < users; nth += 1) bodies.set(nth, school.userFields());
    await forAll((nth) => createAndMail(nth));
  }, patience);
  afterAll(async () => {
    await installation.close();
    await app.close();
    rmSync(school.program.dataDirectory, { recursive: true });
  });

  it('was killed in the midst of commands', () => {
    expect(killed).toBe(kills.length);
    expect(broken).toBeGreaterThan(0);
    expect(answers.size).toBe(2 * users);
  });

  it(
    'gives every command, sent again, the answer that it had',
    async () => {
      await forAll((nth) =>
        createAndMail(nth, async (path, key, body) => {
          const again = await send(path, key, body);
          expect(again).toEqual(answers.get(key));
          return again;
        }),
      );
      expect(await school.program.end()).toBe(0);
    },
    patience,
  );

  it(
    'has every command once and whole, every code mailed once, and a history without a flaw',
    async () => {
      const { dataDirectory } = school.program;
      const configuration = loadConfiguration({ DATA_DIR: dataDirectory, PORT: '0' });
      if ('problems' in configuration) throw new Error(configuration.problems.join());
      app = await NestFactory.createApplicationContext(
        InstallationModule.of({ configuration, outside: realOutside, log: () => undefined }),
        { logger: false },
      );
      installation = app.get(Installation);
      installation.start();
      const { journal, store } = installation.stores;
      await allHandled(store, installation.background);

      const accounts = new Map<string, string[]>();
      const ids: string[] = [];
      for await (const { event, envelope } of journal.readAll()) {
        ids.push(envelope.id);
        if (envelope.stream.startsWith('account-'))
          accounts.set(envelope.stream, [...(accounts.get(envelope.stream) ?? []), event.type]);
      }
      expect(new Set(ids).size).toBe(ids.length);
      expect(accounts.size).toBe(users + 1);
      accounts.delete(`account-${administrator.account}`);
      expect(new Set([...accounts.values()].map((types) => types.join(' ')))).toEqual(
        new Set([
          'account.user-created account.role-granted account.activation-code-made account.activation-code-mailed',
        ]),
      );
      const mails = await readdir(join(dataDirectory, 'mail'));
      expect(mails.filter((name) => name.endsWith('.eml'))).toHaveLength(users);
      expect((await verifyHistory(store.readAll())).findings).toEqual([]);
    },
    patience,
  );

  it(
    'has read models that are equal to ones built from zero',
    async () => {
      const { readModels, stores } = installation;
      const head = await stores.store.head();
      for (const { name } of projections) {
        expect(await readModels.waitFor(name, head, patience)).toBe('reached');
        const lived = readModels.digest(name);
        await readModels.rebuild(name);
        expect(readModels.digest(name)).toEqual(lived);
      }
    },
    patience,
  );
});
