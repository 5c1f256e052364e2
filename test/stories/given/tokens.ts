import { type Caller } from '#libs/access/caller';
import { type Receipt } from '#libs/commands/receipt';
import { type SeedGeneratorBody } from '#libs/commands/seed-generator';
import { type RecordedEvent } from '#libs/journal/journal';
import { type GeneratorEvent } from '#libs/domain/generator/events';
import { idFor, onForm, operator, origin, serviceDesk } from './people.js';
import { type Portal } from './portal.js';

/** Token generators, and what is done with them when nothing else is said. */

export const serialNumber = '26-1234567-8';

/** 160 bits, in hexadecimal; the same for the same name. */
export const seedNamed = (name: string): string =>
  `${idFor(`seed ${name}`).replaceAll('-', '')}${'3'.repeat(8)}`;

export const seedGenerator = (
  portal: Portal,
  seed: string,
  key: string,
  more: Partial<SeedGeneratorBody> = {},
): Promise<Receipt> =>
  portal.desk.issue('seed-generator', {
    idempotencyKey: idFor(key),
    caller: operator,
    origin,
    body: { serialNumber, seed: seedNamed(seed), kind: 'totp', hash: 'sha1', digits: 6, period: 30, ...more },
  });

export const issueToken = (
  portal: Portal,
  account: string,
  deliveredTo: Caller | undefined,
  key: string,
  number = serialNumber,
): Promise<Receipt> =>
  portal.desk.issue('issue-token', {
    idempotencyKey: idFor(key),
    caller: serviceDesk,
    origin,
    body: {
      account,
      serialNumber: number,
      ...(deliveredTo === undefined ? {} : { deliveredTo: deliveredTo.id }),
    },
  });

export const handOver = (portal: Portal, caller: Caller, account: string, key: string): Promise<Receipt> =>
  portal.desk.issue('hand-over-token', {
    idempotencyKey: idFor(key),
    caller,
    origin,
    body: { account, serialNumber, identityProved: caller.kind === 'service-desk' },
  });

export const reportProblem = (portal: Portal, account: string, key: string): Promise<Receipt> => {
  const at = portal.outside.now().toISOString();
  return portal.desk.issue('report-token-problem', {
    idempotencyKey: idFor(key),
    caller: serviceDesk,
    origin,
    body: {
      account,
      serialNumber,
      problem: 'lost',
      discoveredAt: at,
      reportedAt: at,
      block: true,
      request: onForm,
    },
  });
};

export const recordReturn = (portal: Portal, account: string, key: string): Promise<Receipt> =>
  portal.desk.issue('record-token-return', {
    idempotencyKey: idFor(key),
    caller: serviceDesk,
    origin,
    body: { account, serialNumber },
  });

export const destroy = (portal: Portal, key: string): Promise<Receipt> =>
  portal.desk.issue('destroy-generator', {
    idempotencyKey: idFor(key),
    caller: serviceDesk,
    origin,
    body: { serialNumber, reason: 'worn-out', method: 'shredded', report: 'PV-2026-0017' },
  });

/** @param what that it isn't in stock, or that it turned up */
export const recordStock = (
  portal: Portal,
  what: 'report-generator-missing' | 'record-generator-found',
  key: string,
): Promise<Receipt> =>
  portal.desk.issue(what, {
    idempotencyKey: idFor(key),
    caller: serviceDesk,
    origin,
    body: { serialNumber },
  });

/** What the generator's own stream says, in order. */
export const generatorHistory = async (portal: Portal): Promise<RecordedEvent<GeneratorEvent>[]> =>
  (await portal.journal.read(`generator-${serialNumber}`)) as unknown as RecordedEvent<GeneratorEvent>[];
