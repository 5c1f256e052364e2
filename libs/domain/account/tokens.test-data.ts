import { event } from '../catalogue.js';
import {
  generatorAssigned,
  generatorDestroyed,
  type GeneratorEvent,
  generatorFound,
  generatorReceived,
  generatorReportedMissing,
  generatorReturned,
  generatorSeeded,
} from '../generator/events.js';
import { evolveGenerator, type GeneratorState } from '../generator/state.js';
import { aHolder, anAdministrator, reservationOf } from './account.test-data.js';
import { type AdministratorJudged } from './authority.js';
import { administratorCreated } from './administrator-events.js';
import { meansCoupled } from './coupling-events.js';
import { accountBlocked, type AccountEvent } from './events.js';
import { evolveAccount } from './evolve.js';
import { noAccount } from './state.js';
import { tokenCalledBack, tokenDeactivated, tokenHandedOver, tokenIssued } from './token-events.js';

/** Token generators in stock and out with accounts, for given/when/then. */

export const serialNumber = '26-1234567-8';

export const seeded = (seedId: string): GeneratorEvent =>
  event(generatorSeeded, {
    seedId,
    serialNumber,
    seed: '31323334353637383930313233343536',
    seedDigest: `digest of ${seedId}`,
    kind: 'totp',
    hash: 'sha1',
    digits: 6,
    period: 30,
  });
export const assigned = (account: string, seedId: string): GeneratorEvent =>
  event(generatorAssigned, { account, seedId });
export const cameBack = (account: string, seedId: string): GeneratorEvent =>
  event(generatorReturned, { account, seedId });

export const receivedWith = (deliveryNote: string, seedId = 'seed-1'): GeneratorEvent =>
  event(generatorReceived, { seedId, deliveryNote, receivedOn: '2026-11-20' });
export const reportedMissing = (seedId = 'seed-1'): GeneratorEvent =>
  event(generatorReportedMissing, { seedId });
export const found = event(generatorFound, {});
export const destroyed = (seedId = 'seed-1'): GeneratorEvent =>
  event(generatorDestroyed, { seedId, reason: 'worn-out', method: 'shredded', report: 'PV-1' });

export const generatorAfter = (...history: readonly GeneratorEvent[]): GeneratorState =>
  history.reduce<GeneratorState>(evolveGenerator, undefined);

/** An administrator of the board who signs in with a token. */
export const aTokenAdministrator = (): readonly AccountEvent[] => [
  event(administratorCreated, {
    ...aHolder({ signInMethod: 'token' }),
    username: 'Beheer12',
    reservations: [],
  }),
  ...anAdministrator().slice(1),
];

/** As the organisation has it, with what happened to them besides. */
export const anAdministratorOf = (
  account: string,
  ...more: readonly AccountEvent[]
): AdministratorJudged & { readonly account: string } => ({
  account,
  state: [...aTokenAdministrator(), ...more].reduce(evolveAccount, noAccount),
  mandates: new Map(),
});

const which = { generator: serialNumber, serialNumber };
export const byPost = (seedId = 'seed-1', deliveredTo = 'administrator-1'): AccountEvent =>
  event(tokenIssued, { ...which, seedId, delivery: 'registered-post', deliveredTo });
export const byCourier = (): AccountEvent =>
  event(tokenIssued, { ...which, seedId: 'seed-1', delivery: 'courier' });
export const postedToHolder = (): AccountEvent =>
  event(tokenIssued, { ...which, seedId: 'seed-1', delivery: 'registered-post' });
export const handedOver = event(tokenHandedOver, which);
export const deactivated = event(tokenDeactivated, which);
export const calledBack = event(tokenCalledBack, { ...which, reason: 'no-longer-used' });
export const blockedFor = (reason: 'generator-reported' | 'on-request'): AccountEvent =>
  event(accountBlocked, { reason });

export const aCoupling = event(meansCoupled, {
  means: 'means-one',
  pseudonym: 'pseudonym-one',
  legalSubject: 'KvK:12345678',
  level: 'loa3',
  codeId: 'code',
  privacyStatement: '2026-01',
  termsOfUse: '2026-01',
  reservation: reservationOf('means-one'),
});
