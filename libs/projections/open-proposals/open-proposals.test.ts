import { describe, expect, it } from '@jest/globals';
import {
  administratorCreated,
  administratorProposalRejected,
  administratorProposed,
} from '#libs/domain/account/administrator-events';
import { event } from '#libs/domain/catalogue';
import { policyProposed, policySet } from '#libs/domain/policy/policy';
import { BadCursor, encodeCursor } from '../engine/cursor.js';
import { readModelOf } from '../read-model-of.test-data.js';
import { listProposals } from './list-proposals.js';
import { openProposals } from './open-proposals.js';
import { type ProposalKind } from './tables.js';

const history = readModelOf(openProposals);

const id = (nth: number): string => `01890000-0000-7000-8000-00000000000${nth}`;
const now = '2026-11-24T09:00:00.000Z';
const listed = async (kind: ProposalKind, page: { limit?: number; cursor?: string } = {}) =>
  listProposals(await history.upToDate(), { kind, now, ...page });
const ids = async (kind: ProposalKind) => (await listed(kind)).proposals.map((one) => one.id);

const holder = {
  organisation: 'board-1',
  signInMethod: 'token',
  username: 'Drenth99ED',
  surname: 'Jansen',
  initials: 'P.',
  telephone: '0612345678',
  emailAddress: 'p.jansen@school.example',
  reservations: [],
} as const;
const form = {
  formReference: 'F-1',
  dateReceived: '2026-01-20',
  signatoryId: id(9),
  signatory: 'M. de Boer',
};
const propose = (nth: number) =>
  history.record(`account-${id(nth)}`, [
    event(administratorProposed, { ...holder, ...form, authorisations: [], proposedBy: 'desk-1' }),
  ]);
const proposePolicy = (nth: number, inForceFrom: string) =>
  history.record('policy-versions', [
    event(policyProposed, { proposal: id(nth), proposedBy: 'operator-1', inForceFrom, values: {} }),
  ]);

describe('the list of what waits for a second person', () => {
  it('ADM-11 an administrator is on it from the proposal until somebody confirms it or turns it down', async () => {
    for (const nth of [1, 2, 3]) await propose(nth);
    expect((await listed('administrator')).proposals[0]).toEqual({
      kind: 'administrator',
      id: id(1),
      organisation: 'board-1',
      inForceFrom: null,
      proposedBy: 'desk-1',
      proposedAt: expect.any(String) as unknown,
    });
    await history.record(`account-${id(1)}`, [event(administratorCreated, holder)]);
    await history.record(`account-${id(3)}`, [event(administratorProposalRejected, { reservations: [] })]);
    expect(await ids('administrator')).toEqual([id(2)]);
    expect(await ids('policy')).toEqual([]);
  });

  it('ADM-11 policy until it is confirmed, or its moment has passed', async () => {
    await proposePolicy(1, '2026-12-01T00:00:00.000Z');
    await proposePolicy(2, now);
    await proposePolicy(3, '2026-11-24T08:59:59.999Z');
    expect(await ids('policy')).toEqual([id(1), id(2)]);
    expect(await ids('administrator')).toEqual([]);
    const version = { inForceFrom: now, values: {} };
    await history.record('policy-versions', [
      event(policySet, { number: 2, ...version, proposal: id(1) }),
      event(policySet, { number: 1, ...version }),
    ]);
    expect((await listed('policy')).proposals).toMatchObject([
      { kind: 'policy', id: id(2), organisation: null, inForceFrom: now, proposedBy: 'operator-1' },
    ]);
  });

  it('ADM-11 page by page, what waited longest first', async () => {
    for (const nth of [3, 1, 2]) await propose(nth);
    const first = await listed('administrator', { limit: 2 });
    expect(first.proposals.map((one) => one.id)).toEqual([id(3), id(1)]);
    const second = await listed('administrator', { limit: 2, cursor: first.next ?? '' });
    expect(second.proposals.map((one) => one.id)).toEqual([id(2)]);
    expect(second).not.toHaveProperty('next');
    await expect(listed('administrator', { cursor: encodeCursor('elsewhere') })).rejects.toThrow(BadCursor);
    await expect(listed('administrator', { limit: 101 })).rejects.toThrow(RangeError);
  });
});
