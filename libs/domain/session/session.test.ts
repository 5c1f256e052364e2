import { describe, expect, it } from '@jest/globals';
import { aUser, brin, given, granted, policy } from '../account/account.test-data.js';
import {
  type AccountEvent,
  accountBlocked,
  accountEnded,
  accountUnblocked,
  roleWithdrawn,
} from '../account/events.js';
import { passwordChanged, passwordIssued } from '../account/password-events.js';
import { type Account } from '../account/state.js';
import { event } from '../catalogue.js';
import { type SessionEvent } from './events.js';
import {
  continueSession,
  endSession,
  evolveSession,
  isInForce,
  type SessionState,
  startSession,
} from './session.js';

const now = '2026-11-23T09:00:00.000Z';
const inTwoHours = '2026-11-23T11:00:00.000Z';
const justBeforeThat = '2026-11-23T10:59:59.999Z';
const goodUntil = '2026-11-23T10:00:00.000Z';

const user = [aUser({ signInMethod: 'token' }), granted('registreren', brin('99KG'))];
const changed = event(passwordChanged, { digest: 'd', goodUntil });
const issued = event(passwordIssued, { digest: 'd', goodUntil, way: 'letter', delivery: 'x' });

function accountAfter(...history: readonly AccountEvent[]): Account {
  const { account } = given(...user, ...history);
  if (account.state !== 'living') throw new Error('not living');
  return account;
}
const started = (...history: readonly AccountEvent[]) =>
  startSession({
    account: 'user-1',
    as: accountAfter(...history),
    method: 'token',
    digest: 'digest-1',
    policy,
    now,
  });
const fold = (...events: readonly SessionEvent[]): SessionState =>
  events.reduce<SessionState>(evolveSession, undefined);

describe('a session', () => {
  it('USR-07 starts with the roles and kenmerken of that moment, and says so', () => {
    expect(started(changed)).toStrictEqual({
      type: 'session.started',
      rule: 'USR-07',
      data: {
        account: 'user-1',
        method: 'token',
        epoch: 1,
        roles: [{ role: 'registreren', kenmerken: [brin('99KG')] }],
        expiresAt: inTwoHours,
        digest: 'digest-1',
      },
    });
  });

  it('PWD-06 with a password that somebody else issued: it must be changed first', () => {
    expect(started(issued).data).toMatchObject({ mustChangePassword: 'issued' });
  });

  it('PWD-07 with a password that is no longer good: it must be changed first; a moment earlier not', () => {
    const at = (moment: string) =>
      startSession({
        account: 'user-1',
        as: accountAfter(changed),
        method: 'token',
        digest: 'digest-1',
        policy,
        now: moment,
      }).data;
    expect(at(goodUntil)).toMatchObject({ mustChangePassword: 'expired' });
    expect(at('2026-11-23T09:59:59.999Z')).not.toHaveProperty('mustChangePassword');
  });

  it('PWD-06, PWD-07 are about passwords: nobody who signs in with a means must change one', () => {
    const { data } = startSession({
      account: 'user-1',
      as: accountAfter(issued),
      method: 'eherkenning',
      digest: 'digest-1',
      policy,
      now,
    });
    expect(data).not.toHaveProperty('mustChangePassword');
    expect(started()).not.toHaveProperty('data.mustChangePassword');
  });

  it('PWD-06, USR-07 goes on after a change of password as it started, no longer than it would, and under the new number', () => {
    const before = fold(started(issued));
    if (before === undefined) throw new Error('There is a session.');
    const next = continueSession('session-1', before, 2, 'digest-2');
    expect(next).toEqual({
      type: 'session.started',
      rule: 'USR-07',
      data: {
        account: 'user-1',
        method: 'token',
        epoch: 2,
        roles: [{ role: 'registreren', kenmerken: [brin('99KG')] }],
        expiresAt: inTwoHours,
        digest: 'digest-2',
        replaces: 'session-1',
      },
    });
    expect(fold(next)).not.toHaveProperty('replaces');
  });
});

describe('a session on each use', () => {
  const session = fold(started(changed));
  const uses = (after: readonly AccountEvent[], of = session, digest = 'digest-1', at = now) =>
    isInForce(of, digest, given(...user, changed, ...after).account, at);

  it('LOG-05 holds until it is over by itself', () => {
    expect(uses([])).toBe(true);
    expect(uses([], session, 'digest-1', justBeforeThat)).toBe(true);
    expect(uses([], session, 'digest-1', inTwoHours)).toBe(false);
  });

  it('is nobody’s without its secret, and without a session there is none', () => {
    expect(uses([], session, 'digest-2')).toBe(false);
    expect(isInForce(undefined, 'digest-1', accountAfter(changed), now)).toBe(false);
  });

  it.each<[string, AccountEvent[]]>([
    ['the end of the account', [event(accountEnded, { reservations: [] })]],
    ['a block', [event(accountBlocked, { reason: 'on-request' })]],
    [
      'a block that was lifted again',
      [event(accountBlocked, { reason: 'on-request' }), event(accountUnblocked, {})],
    ],
    ['another password', [issued]],
  ])('USR-07 %s ends it at once', (_what, after) => {
    expect(uses(after)).toBe(false);
  });

  it('USR-07 a block keeps out even a session that started after it', () => {
    const blocked = event(accountBlocked, { reason: 'on-request' });
    const late = fold(started(changed, blocked));
    expect(late).toMatchObject({ epoch: 2 });
    expect(uses([blocked], late)).toBe(false);
  });

  it('USR-07 a role that is withdrawn leaves it as it was', () => {
    const withdrawn = event(roleWithdrawn, { role: 'registreren', kenmerken: [brin('99KG')] });
    expect(uses([withdrawn])).toBe(true);
    expect(session?.roles).toEqual([{ role: 'registreren', kenmerken: [brin('99KG')] }]);
  });
});

describe('the end of a session', () => {
  const session = fold(started());

  it('LOG-05 is when its holder signs out', () => {
    const { events, refused } = endSession('signed-out', session);
    expect(refused).toBeUndefined();
    expect(events).toEqual([
      { type: 'session.ended', rule: 'LOG-05', data: { account: 'user-1', reason: 'signed-out' } },
    ]);
    const over = fold(started(), ...events);
    expect(isInForce(over, 'digest-1', accountAfter(), now)).toBe(false);
    expect(endSession('signed-out', over)).toEqual({ events: [] });
  });

  it('LOG-05 there is none of a session that never was', () => {
    expect(endSession('signed-out', undefined)).toEqual({
      events: [],
      refused: [{ rule: 'LOG-05', message: 'There is no such session.' }],
    });
    expect(fold(...endSession('signed-out', session).events)).toBeUndefined();
  });
});
