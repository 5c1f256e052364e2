import { describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { administratorAuthorisationGranted } from '#libs/domain/account/administrator-events';
import { roleGranted, userCreated } from '#libs/domain/account/events';
import { event } from '#libs/domain/catalogue';
import { commandRefused, refusalsCounted } from '#libs/domain/command/command';
import { catalogue } from '#libs/domain/events';
import { generatorAssigned } from '#libs/domain/generator/events';
import { mailSent } from '#libs/domain/mail/events';
import { organisationRegistered } from '#libs/domain/organisation/events';
import { reservationMade } from '#libs/domain/reservation/reservation';
import { sessionEnded } from '#libs/domain/session/events';
import { signInFailed } from '#libs/domain/sign-in/events';
import { RandomHistory } from '../digest/random-history.js';
import { BadCursor, encodeCursor } from '../engine/cursor.js';
import { readModelOf } from '../read-model-of.test-data.js';
import { auditTrail } from './audit-trail.js';
import { type AuditQuery, queryAuditTrail } from './query-audit-trail.js';

const history = readModelOf(auditTrail);

const trail = async (query: AuditQuery = {}) => queryAuditTrail(await history.upToDate(), query);
const types = async (query: AuditQuery = {}) => (await trail(query)).entries.map(({ type }) => type);

const aUser = event(userCreated, {
  organisation: 'board-1',
  signInMethod: 'token',
  username: 'Drenth99ED',
  surname: 'Jansen',
  initials: 'P.',
  telephone: '0612345678',
  emailAddress: 'p.jansen@school.example',
  reservations: [],
});
const aGrant = event(
  roleGranted,
  { role: 'registreren', kenmerken: [{ type: 'BRIN', value: '03WU' }] },
  'USR-05',
);
const refusal = (target?: string) =>
  event(commandRefused, {
    violations: [
      { rule: 'USR-03', message: 'Taken.' },
      { rule: 'USR-04', message: 'Taken.' },
    ],
    answer: 'rule',
    ...(target === undefined ? {} : { target }),
  });

describe('the audit trail', () => {
  it('AVG-01 an account’s part has its sign-ins, its sessions, its mails, and the generators that were meant for it', async () => {
    await history.record('account-a', [aUser]);
    await history.record('signin-a', [event(signInFailed, { failures: 1 })]);
    await history.record('signin-unknown-3', [event(signInFailed, { failures: 1 })]);
    await history.record('session-s', [event(sessionEnded, { account: 'a', reason: 'signed-out' })]);
    await history.record('mail-m', [event(mailSent, { account: 'a', messageId: '<m@portaal.example>' })]);
    await history.record('generator-26-1', [event(generatorAssigned, { account: 'a', seedId: 'seed' })]);
    await history.record('reservation-seed-1-x', [event(reservationMade, { holder: '26-1' })]);
    expect(await types({ account: 'a' })).toEqual([
      'generator.assigned',
      'mail.sent',
      'session.ended',
      'signin.failed',
      'account.user-created',
    ]);
    expect((await trail()).entries.filter(({ account }) => account === null)).toHaveLength(2);
    expect(await types({ account: '26-1' })).toEqual([]);
  });

  it('AVG-01 says of every event who, for whom, what, when, from where, on whose authority and why', async () => {
    const { position } = await history.record('account-a', [aUser], {
      time: '2026-02-03T04:05:06.007Z',
      actor: { kind: 'administrator', id: 'somebody', via: 'back-office' },
      authority: { basis: 'administrator-authorisation', judged: [{ stream: 'account-b', revision: 3 }] },
      command: { id: '01890000-0000-7000-8000-00000000000a', name: 'create-user', fingerprint: 'f' },
      correlation: 'correlation',
      causation: 'causation',
      origin: { channel: 'http' },
      policy: '1',
    });
    const [recorded] = await history.installation().journal.read('account-a');
    const expected = {
      id: recorded?.envelope.id,
      position: String(position),
      stream: 'account-a',
      revision: 0,
      time: '2026-02-03T04:05:06.007Z',
      type: 'account.user-created',
      account: 'a',
      organisation: 'board-1',
      actor: { kind: 'administrator', id: 'somebody', via: 'back-office' },
      basis: 'administrator-authorisation',
      command: { id: '01890000-0000-7000-8000-00000000000a', name: 'create-user' },
      correlation: 'correlation',
      causation: 'causation',
      channel: 'http',
      policy: '1',
      rules: [],
      refused: false,
    };
    expect(await trail()).toEqual({ entries: [expected] });
  });

  it('AVG-01 has an entry for every event of every type, under the id of the event', async () => {
    await new RandomHistory(history.installation().journal, catalogue, 5).goOn(10 * catalogue.size);
    const ids: string[] = [];
    for await (const { id } of history.installation().journal.store.readAll()) ids.unshift(id);
    const entries: string[] = [];
    const seen = new Set<string>();
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await trail({ limit: 100, ...(cursor === undefined ? {} : { cursor }) });
      entries.push(...page.entries.map(({ id }) => id));
      page.entries.forEach(({ type }) => seen.add(type));
      cursor = page.next;
    }
    expect(entries).toEqual(ids);
    expect([...seen].sort()).toEqual([...catalogue.keys()].sort());
  });

  it('AVG-03 holds nothing personal', async () => {
    await history.record('account-a', [aUser]);
    await history.upToDate();
    const database = new Database(history.file(), { readonly: true });
    const everything = JSON.stringify(
      ['audit_entry', 'audit_rule', 'account_organisation'].map((table) =>
        database.prepare(`SELECT * FROM ${table}`).all(),
      ),
    );
    database.close();
    expect(everything).toContain('board-1');
    expect(everything).not.toMatch(/jansen|drenth|0612345678/i);
  });

  it('puts what happened to an account with it, and with its organisation', async () => {
    await history.record('reservation-username-1-x', [event(reservationMade, { holder: 'a' })]);
    await history.record('account-a', [aUser, aGrant]);
    await history.record('account-b', [aUser]);
    await history.record('command-1', [refusal('account-a')]);
    expect(await types({ account: 'a' })).toEqual([
      'command.refused',
      'account.role-granted',
      'account.user-created',
      'reservation.made',
    ]);
    expect(await types({ account: 'a', organisation: 'board-1' })).toEqual([
      'command.refused',
      'account.role-granted',
      'account.user-created',
    ]);
  });

  it('puts an authorisation with the organisation that it is for, the rest with the own one', async () => {
    const authorisation = { organisation: 'board-2', role: 'registreren', kenmerken: [] };
    await history.record('account-a', [
      aUser,
      event(administratorAuthorisationGranted, authorisation),
      aGrant,
    ]);
    await history.record('organisation-board-2', [
      event(organisationRegistered, { type: 'board', code: '2', sectors: ['po'] }),
    ]);
    await history.record('command-1', [refusal('organisation-board-2')]);
    expect(await types({ organisation: 'board-2' })).toEqual([
      'command.refused',
      'organisation.registered',
      'account.administrator-authorisation-granted',
    ]);
    expect(await types({ organisation: 'board-1' })).toEqual([
      'account.role-granted',
      'account.user-created',
    ]);
  });

  it('AVG-01 finds refused acts, and by each rule that refused', async () => {
    await history.record('account-a', [aUser, aGrant]);
    await history.record('command-1', [refusal()]);
    const counted = { count: 3, from: '2026-01-01T00:00:00.000Z', until: '2026-01-01T00:01:00.000Z' };
    await history.record('refusals-x', [event(refusalsCounted, counted)]);
    expect(await types({ refused: true })).toEqual(['command.refusals-counted', 'command.refused']);
    expect(await types({ refused: false })).toEqual(['account.role-granted', 'account.user-created']);
    expect(await types({ rule: 'USR-04' })).toEqual(['command.refused']);
    expect(await types({ rule: 'USR-05' })).toEqual(['account.role-granted']);
    expect((await trail({ rule: 'USR-03' })).entries[0]?.rules).toEqual(['USR-03', 'USR-04']);
  });

  it('finds by who acted and by when', async () => {
    await history.record('account-a', [aUser], { time: '2026-02-01T00:00:00.000Z' });
    await history.record('account-a', [aGrant], {
      time: '2026-02-02T00:00:00.000Z',
      actor: { kind: 'administrator', id: 'somebody' },
    });
    expect(await types({ actor: 'somebody' })).toEqual(['account.role-granted']);
    expect(await types({ from: '2026-02-02T00:00:00.000Z' })).toEqual(['account.role-granted']);
    expect(await types({ until: '2026-02-02T00:00:00.000Z' })).toEqual(['account.user-created']);
  });

  it('gives the newest first, page by page, also while events come', async () => {
    await history.record('account-a', [aUser, aGrant, aGrant, aGrant]);
    const first = await trail({ limit: 2 });
    await history.record('account-a', [aGrant]);
    const second = await trail({ limit: 2, ...(first.next === undefined ? {} : { cursor: first.next }) });
    expect([...first.entries, ...second.entries].map(({ revision }) => revision)).toEqual([3, 2, 1, 0]);
    expect(second.next).toBeUndefined();
  });

  it.each([
    '',
    'x',
    encodeCursor('-1'),
    encodeCursor('01'),
    encodeCursor('9'.repeat(30)),
    encodeCursor('1;'),
  ])('a cursor that no page gave is refused: %j', async (cursor) => {
    await expect(trail({ cursor })).rejects.toThrow(BadCursor);
  });
});
