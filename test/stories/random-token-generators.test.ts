import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Caller } from '#libs/access/caller';
import { type Receipt } from '#libs/commands/receipt';
import { type AccountEvent } from '#libs/domain/account/events';
import { type AccountState } from '#libs/domain/account/state';
import { type AnyEvent } from '#libs/domain/catalogue';
import { type GeneratorEvent } from '#libs/domain/generator/events';
import { accountStreams, generatorStreams, idOf } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { tokenHolder } from './given/passwords.js';
import { accountIn, createUser, end, givenAdministrator } from './given/people.js';
import { ledgerOf } from './given/ledger.js';
import { Portal } from './given/portal.js';
import {
  destroy,
  handOver,
  issueToken,
  recordReturn,
  recordStock,
  reportProblem,
  seedGenerator,
  serialNumber,
} from './given/tokens.js';

/** Something that is done with the one generator that there is. */
interface Act {
  readonly kind: 'seed' | 'issue' | 'hand-over' | 'report' | 'return' | 'end' | 'miss' | 'find' | 'destroy';
  readonly account: number;
  readonly seed: number;
  /** Which of the two programs on the same store it comes in at. */
  readonly program: number;
  /** Whether it is sent twice at once, under the same key. */
  readonly twice: boolean;
}

const kinds = [
  ...(['seed', 'seed', 'issue', 'issue', 'issue', 'hand-over', 'report', 'return', 'return'] as const),
  ...(['find'] as const),
];
const seldom = ['end', 'miss', 'destroy'] as const;
const act = fc.record<Act>({
  kind: fc.oneof(
    { weight: 45, arbitrary: fc.constantFrom<Act['kind'][]>(...kinds) },
    { weight: 2, arbitrary: fc.constantFrom<Act['kind'][]>(...seldom) },
  ),
  account: fc.nat(2),
  seed: fc.nat(4),
  program: fc.nat(1),
  twice: fc.boolean(),
});
/** Side by side within a batch; the processes run after some, and not after others. */
const batches = fc.array(
  fc.record({ acts: fc.array(act, { minLength: 2, maxLength: 6 }), processes: fc.boolean() }),
  { minLength: 3, maxLength: 7 },
);

let portal: Portal;
let programs: Portal[];
let administrator: Caller;
let accounts: string[];

async function begin(): Promise<void> {
  portal = await Portal.open();
  programs = [portal, await portal.beside()];
  administrator = await givenAdministrator(portal);
  accounts = [];
  for (const who of ['Anna1234', 'Bert1234', 'Cees1234'])
    accounts.push(accountIn(await createUser(portal, administrator, who, tokenHolder(who))));
  await seedGenerator(portal, 'in stock', 'in stock');
}

function perform({ kind, account, seed, program: which }: Act, key: string): Promise<Receipt> {
  const program = programs[which] as Portal;
  const id = accounts[account] as string;
  switch (kind) {
    case 'seed':
      return seedGenerator(program, `seed ${seed}`, key);
    case 'issue':
      return issueToken(program, id, administrator, key);
    case 'hand-over':
      return handOver(program, administrator, id, key);
    case 'report':
      return reportProblem(program, id, key);
    case 'return':
      return recordReturn(program, id, key);
    case 'end':
      return end(program, administrator, id, key);
    case 'miss':
      return recordStock(program, 'report-generator-missing', key);
    case 'find':
      return recordStock(program, 'record-generator-found', key);
    case 'destroy':
      return destroy(program, key);
  }
}

type Batch = { readonly acts: readonly Act[]; readonly processes: boolean };

async function performAll(all: readonly Batch[]): Promise<void> {
  for (const [nth, { acts, processes }] of all.entries()) {
    const answers = acts.map(async (one, index) => {
      const times = one.twice ? 2 : 1;
      const key = `act ${nth} ${index}`;
      return Promise.all(Array.from({ length: times }, () => perform(one, key)));
    });
    for (const [first, again] of await Promise.all(answers))
      if (again !== undefined) expect(again).toEqual(first);
    if (processes) await portal.runProcesses();
  }
  // What follows from what follows.
  for (let round = 0; round < 3; round += 1) await portal.runProcesses();
}

const isAccount = ({ envelope }: RecordedEvent): boolean =>
  envelope.stream.startsWith(`${accountStreams.category}-`);
const typed = <E extends AnyEvent>({ event }: RecordedEvent): E => event as unknown as E;

/** TOK-01: in the order of history, nobody gets it while somebody has it, and only who it was assigned to. */
function expectOneHolder(history: readonly RecordedEvent[]): void {
  let holder: string | undefined;
  let assigned: string | undefined;
  for (const recorded of history) {
    if (isAccount(recorded)) {
      const { type, data } = typed<AccountEvent>(recorded);
      const account = idOf(recorded.envelope.stream);
      if (type === 'account.token-issued') {
        expect(holder).toBeUndefined();
        expect(assigned).toBe(`${account} ${data.seedId}`);
        holder = account;
      } else if (type === 'account.token-returned') {
        expect(account).toBe(holder);
        holder = undefined;
      }
    } else if (recorded.envelope.stream === `generator-${serialNumber}`) {
      const { type, data } = typed<GeneratorEvent>(recorded);
      // It is freed only once nobody has it.
      if (type === 'generator.returned') expect(holder).toBeUndefined();
      if (type === 'generator.assigned') assigned = `${data.account} ${data.seedId}`;
    }
  }
}

/** TOK-05: no seed is there twice, and none is issued twice. */
function expectNewSeeds(history: readonly RecordedEvent[]): void {
  const seeds: string[] = [];
  const issued: string[] = [];
  for (const recorded of history) {
    const one = typed<AccountEvent | GeneratorEvent>(recorded);
    if (one.type === 'generator.seeded') seeds.push(one.data.seedDigest);
    if (one.type === 'account.token-issued') issued.push(one.data.seedId);
  }
  expect([...new Set(seeds)]).toEqual(seeds);
  expect([...new Set(issued)]).toEqual(issued);
}

/** TOK-08: the ledger says what the streams say, event by event, and at the end. */
async function expectLedger(history: readonly RecordedEvent[]): Promise<void> {
  const entries = await ledgerOf(portal, serialNumber);
  const byEvent = new Map(entries.map((entry) => [entry.event, entry]));
  for (const { event, envelope } of history) {
    const entry = byEvent.get(envelope.id);
    if (event.type === 'account.token-issued') expect(entry?.holder).toBe(idOf(envelope.stream));
    if (event.type === 'account.token-returned') expect(entry?.holder).toBeNull();
    if (event.type === 'generator.destroyed') expect(entry).toBe(entries.at(-1));
  }
  for (const [nth, { until }] of entries.entries()) expect(until).toBe(entries[nth + 1]?.since ?? null);
  const { state, holder = null } = entries.at(-1) ?? {};
  const having = await Promise.all(accounts.map((account) => portal.journal.fold(accountStreams, account)));
  const has = (account: AccountState | undefined) =>
    account !== undefined && 'generators' in account && account.generators.has(serialNumber);
  const holders = accounts.filter((_account, nth) => has(having[nth]?.state));
  expect(holders.length).toBeLessThan(2);
  const generator = (await portal.journal.fold(generatorStreams, serialNumber)).state;
  expect(generator?.gone ?? 'there').toBe(state === 'destroyed' || state === 'missing' ? state : 'there');
  // What was assigned and never issued stands on the generator's stream alone.
  expect(holder).toBe(holders[0] ?? generator?.assignment?.account ?? null);
}

describe('whatever is done at the same time with a token generator and three accounts', () => {
  it('TOK-01 TOK-05 TOK-08 it has one holder at a time, never the same seed twice, and the ledger says so', async () => {
    let issues = 0;
    await fc.assert(
      fc.asyncProperty(batches, async (all) => {
        await begin();
        try {
          await performAll(all);
          const history = await portal.history();
          expectOneHolder(history);
          expectNewSeeds(history);
          await expectLedger(history);
          expect((await portal.verify()).findings).toEqual([]);
          expect(portal.troubles).toEqual([]);
          issues += history.filter(({ event }) => event.type === 'account.token-issued').length;
        } finally {
          await portal.closeForGood();
        }
      }),
      { numRuns: 25, endOnFailure: true },
    );
    // The property is about something: generators did go round.
    expect(issues).toBeGreaterThan(15);
  }, 240_000);
});
