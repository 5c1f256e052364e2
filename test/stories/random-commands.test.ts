import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Caller } from '#libs/access/caller';
import { type Receipt } from '#libs/commands/receipt';
import { foldEmailAddress, foldUsername } from '#libs/domain/account/contact-data';
import { type Account } from '#libs/domain/account/state';
import { accountStreams, idOf, reservationStreams } from '#libs/domain/streams';
import { projections } from '#libs/projections/projections';
import { ReadModels } from '#libs/projections/read-models';
import {
  accountOf,
  codeOf,
  couple,
  coupleAgain,
  createUser,
  decouple,
  examens,
  givenAdministrator,
  givenUserWithCode,
  idFor,
  mailCode,
  origin,
  readable,
  registreren,
} from './given/people.js';
import { Portal } from './given/portal.js';

/** Something that somebody does; few of each, so that they meet. */
interface Act {
  readonly kind: 'create' | 'code' | 'couple' | 'couple-again' | 'decouple' | 'roles';
  readonly administrator: number;
  readonly account: number;
  readonly value: number;
  /** Whether it is sent twice at once, under the same key. */
  readonly twice: boolean;
}

const acts = fc.array(
  fc.array(
    fc.record<Act>({
      kind: fc.constantFrom('create', 'code', 'couple', 'couple', 'couple-again', 'decouple', 'roles'),
      administrator: fc.nat(2),
      account: fc.nat(3),
      value: fc.nat(2),
      twice: fc.boolean(),
    }),
    { minLength: 6, maxLength: 14 },
  ),
  { minLength: 3, maxLength: 5 },
);

let portal: Portal;
/** The program that each administrator's acts come in at: the last one's is another program on the same store. */
let programs: Portal[];
let readModels: ReadModels;
let administrators: Caller[];
let accounts: string[];

async function begin(): Promise<void> {
  portal = await Portal.open();
  readModels = ReadModels.open({
    directory: join(portal.directory, 'read'),
    journal: portal.journal,
    projections,
  });
  readModels.start();
  programs = [portal, portal, await portal.beside()];
  administrators = [];
  accounts = [];
  for (const who of ['een', 'twee', 'drie']) administrators.push(await givenAdministrator(portal, who));
  for (const who of ['anna', 'bert', 'cees', 'dina'])
    accounts.push(await givenUserWithCode(portal, administrators[0] as Caller, who));
}

async function end(): Promise<void> {
  await readModels.close();
  await portal.closeForGood();
}

function perform(
  { kind, administrator, account, value }: Act,
  key: string,
  codes: readonly string[],
): Promise<Receipt> {
  const caller = administrators[administrator] as Caller;
  const program = programs[administrator] as Portal;
  const id = accounts[account] as string;
  switch (kind) {
    case 'create':
      return createUser(program, caller, key, {
        signInMethod: 'token',
        username: `Drenth9${account}ED`,
        emailAddress: `zelfde${value}@voorbeeldschool.nl`,
      });
    case 'code':
      return mailCode(program, caller, id, key);
    case 'couple':
      return couple(program, id, `means ${value}`, key, { activationCode: codes[account] as string });
    case 'couple-again':
      return coupleAgain(program, `means ${value}`, key);
    case 'decouple':
      return decouple(program, caller, id, key);
    case 'roles': {
      const [grant, withdraw] = value === 0 ? [[examens], [registreren]] : [[registreren], [examens]];
      const body = { account: id, grant, withdraw };
      return program.desk.issue('change-roles', { idempotencyKey: idFor(key), caller, origin, body });
    }
  }
}

/** Side by side within a batch; between batches everything that follows from them is done. */
async function performAll(batches: readonly (readonly Act[])[]): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  for (const [nth, batch] of batches.entries()) {
    const codes = await Promise.all(accounts.map((account) => codeOf(portal, account)));
    const answers = batch.map(async (act, index) => {
      const key = `act ${nth} ${index}`;
      const times = act.twice ? 2 : 1;
      return Promise.all(Array.from({ length: times }, () => perform(act, key, codes)));
    });
    for (const [first, again] of await Promise.all(answers)) {
      if (again !== undefined) expect(again).toEqual(first);
      receipts.push(first as Receipt);
    }
    await portal.runProcesses();
  }
  return receipts;
}

async function livingAccounts(): Promise<Map<string, Account>> {
  const living = new Map<string, Account>();
  for (const { envelope } of await portal.history())
    if (envelope.stream.startsWith(`${accountStreams.category}-`)) {
      const id = idOf(envelope.stream);
      if (!living.has(id)) living.set(id, await accountOf(portal, id));
    }
  return living;
}

const expectUnique = (values: readonly string[]): void => expect([...new Set(values)]).toEqual(values);

async function expectUniqueValues(): Promise<void> {
  const living = await livingAccounts();
  const all = [...living.values()];
  expectUnique(all.map(({ holder }) => foldEmailAddress(readable(holder.emailAddress))));
  expectUnique(all.map(({ holder }) => foldUsername(readable(holder.username))));
  expectUnique(all.flatMap(({ coupling }) => (coupling.state === 'coupled' ? [coupling.means] : [])));
  for (const [id, { coupling, reservations }] of living) {
    if (coupling.state === 'coupled')
      expect(reservations).toContain(portal.commands.reservations.stream('means', coupling.means));
    for (const stream of reservations) {
      const { state } = await portal.journal.fold(reservationStreams, idOf(stream));
      expect([stream, state.holder]).toEqual([stream, id]);
    }
  }
}

async function expectAppliedOnce(receipts: readonly Receipt[]): Promise<void> {
  const history = await portal.history();
  expectUnique(history.map(({ envelope }) => envelope.id));
  for (const receipt of receipts) {
    if (receipt.outcome !== 'applied') continue;
    const events = history.filter(
      ({ envelope }) => envelope.command.id === receipt.commandId && envelope.stream === receipt.stream,
    );
    expect(
      events.map(({ envelope: { id, type, version, revision } }) => ({
        id,
        type: `${type}.v${version}`,
        revision,
      })),
    ).toEqual(receipt.events);
    expect(events.at(-1)).toMatchObject({ position: receipt.position });
  }
}

async function expectReadModelsAreExact(): Promise<void> {
  const head = await portal.store.head();
  for (const { name } of projections) {
    expect(await readModels.waitFor(name, head, 20_000)).toBe('reached');
    const lived = readModels.digest(name);
    await readModels.rebuild(name);
    expect([name, readModels.digest(name).sha256]).toEqual([name, lived.sha256]);
  }
}

describe('whatever several administrators do at the same time', () => {
  it('USR-03 USR-04 EHK-04 values stay unique, every act counts once, and what is read is exact', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (batches) => {
        await begin();
        try {
          const receipts = await performAll(batches);
          await expectUniqueValues();
          await expectAppliedOnce(receipts);
          await expectReadModelsAreExact();
          expect((await portal.verify()).findings).toEqual([]);
          expect(portal.troubles).toEqual([]);
        } finally {
          await end();
        }
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }, 120_000);
});
