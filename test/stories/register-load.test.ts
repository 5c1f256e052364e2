import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { proposalOf } from '#libs/commands/propose-policy';
import { type PolicyChanges } from '#libs/domain/policy/policy-values';
import { evolveOrganisation, noOrganisation, openParts } from '#libs/domain/organisation/state';
import { type OrganisationEvent } from '#libs/domain/organisation/events';
import { type SchoolLocation } from '#libs/domain/register/sector-file';
import { type Sector } from '#libs/domain/organisation/organisation';
import { idFor, operator, origin } from './given/people.js';
import { Portal } from './given/portal.js';

const boards = 150;
const institutionOf = (board: number): string =>
  `${String(board % 100).padStart(2, '0')}${board < 100 ? 'AA' : 'BB'}`;
const location = (board: number): SchoolLocation => ({
  board: String(20_000 + board),
  institution: institutionOf(board),
  id: `${institutionOf(board)}00`,
  name: `School ${board}`,
});

let portal: Portal;
beforeEach(async () => {
  portal = await Portal.open();
});
afterEach(() => portal.closeForGood());

const load = (key: string, sector: Sector = 'po', digest = 'a'.repeat(64), from = 0) =>
  portal.desk.issue('load-register', {
    idempotencyKey: idFor(key),
    caller: operator,
    origin,
    body: {
      sector,
      fileDate: '2026-04',
      digest,
      allowClosures: false,
      allowOlder: false,
      content: {
        locations: Array.from({ length: boards - from }, (_, board) => location(from + board)),
        refusedLines: 0,
        namedByRefusedLines: [],
        unreadableCodes: false,
      },
    },
  });

/** ADM-11: by two people of the operator, from this moment on. */
async function setPolicy(values: PolicyChanges): Promise<void> {
  portal.outside.later(1);
  const { commandId } = await portal.desk.issue('propose-policy', {
    idempotencyKey: idFor('propose'),
    caller: operator,
    origin,
    body: { inForceFrom: portal.outside.now().toISOString(), values: { ...values } },
  });
  await portal.desk.issue('confirm-policy', {
    idempotencyKey: idFor('confirm'),
    caller: { ...operator, id: idFor('operator-2'), subject: 'operator-2' },
    origin,
    body: { proposal: proposalOf(commandId) },
  });
}

/** Streams of organisations, with the ids of their open parts. */
async function organisations(): Promise<Map<string, string[]>> {
  const states = new Map<string, ReturnType<typeof evolveOrganisation>>();
  for await (const { event, envelope } of portal.journal.readAll({ streamPrefix: 'organisation-' }))
    states.set(
      envelope.stream,
      evolveOrganisation(states.get(envelope.stream) ?? noOrganisation, event as OrganisationEvent),
    );
  return new Map(
    [...states].map(([stream, state]) => [
      stream,
      openParts(state)
        .map(({ id }) => id)
        .sort(),
    ]),
  );
}

const expectWhole = async (): Promise<void> => {
  const found = await organisations();
  expect(found.size).toBe(boards);
  for (const [board, parts] of [...found.values()].entries()) {
    expect(parts).toHaveLength(2);
    expect([board, new Set(parts).size]).toEqual([board, 2]);
  }
  expect((await portal.verify()).findings).toEqual([]);
};

describe('ORG-02 a register file', () => {
  it.each([
    [1, 'the same command', 'load'],
    [70, 'the same command', 'load'],
    [150, 'the same command', 'load'],
    [70, 'the same file in a new command', 'another load'],
  ])('that was cut off after %i appends is finished by %s', async (nth, _by, key) => {
    portal.store.dieAt(nth, 'after');
    await expect(load('load')).rejects.toThrow('stopped');
    portal = await portal.restart();
    expect(await portal.typesOf('register-po')).toEqual([]);

    const finished = await load(key);
    expect(finished.outcome).toBe('applied');
    expect(await load(key)).toEqual(finished);
    await expectWhole();
    expect(await portal.typesOf('register-po')).toEqual(['register.loaded']);
  });

  it('loaded twice at once is loaded once, and the second load changes nothing', async () => {
    const receipts = await Promise.all([load('one'), load('other')]);
    expect(receipts.map(({ outcome }) => outcome).sort()).toEqual(['applied', 'changed-nothing']);
    await expectWhole();
  });

  it('is judged by the policy in force, and says by which version', async () => {
    const loads = async () =>
      (await portal.journal.read('register-po')).map(({ envelope }) => envelope.policy);
    await load('all');
    const fewer = () => load(`fewer ${portal.outside.now().toISOString()}`, 'po', 'c'.repeat(64), 4);
    expect((await fewer()).outcome).toBe('refused');
    await setPolicy({ 'register.mostPercentClosed': 3 });
    expect((await fewer()).outcome).toBe('applied');
    expect(await loads()).toEqual(['1', '2']);
  });

  it('of two sectors at once, about the same boards, leaves both sectors whole', async () => {
    const receipts = await Promise.all([load('po', 'po'), load('vo', 'vo', 'b'.repeat(64))]);
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['applied', 'applied']);
    await expectWhole();
    const history = await portal.history();
    const registered = history.filter(({ event }) => event.type === 'organisation.registered');
    expect(registered).toHaveLength(boards);
  });
});
