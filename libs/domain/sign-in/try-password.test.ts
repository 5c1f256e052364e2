import { describe, expect, it } from '@jest/globals';
import { now, policy } from '../account/account.test-data.js';
import { evolveSignIn, noSignIn, type SignInState } from './state.js';
import { tryPassword } from './try-password.js';

const given = (isRight: boolean, state: SignInState) => {
  const { events, refused = [] } = tryPassword({ isRight, policy, now }, state);
  return {
    events: events.map(({ type, data }) => [type, data.failures]),
    broken: refused.map(({ rule, field }) => `${rule} ${field}`),
    state: events.reduce(evolveSignIn, state),
  };
};

describe('giving the current password', () => {
  it('PWD-08 the right one is let pass, and clears no count of failed sign-ins', () => {
    expect(given(true, { failures: 4 })).toEqual({ events: [], broken: [], state: { failures: 4 } });
  });

  it('PWD-08 LOG-02 a wrong one counts as a failed sign-in does', () => {
    expect(given(false, noSignIn)).toEqual({
      events: [['signin.failed', 1]],
      broken: ['PWD-08 currentPassword'],
      state: { failures: 1 },
    });
  });

  it('LOG-02 the fifth locks, together with failures to sign in', () => {
    const { events, state } = given(false, { failures: 4, lastSuccessAt: '2026-11-20T09:00:00.000Z' });
    expect(events).toEqual([
      ['signin.failed', 5],
      ['signin.locked', 5],
    ]);
    expect(state).toEqual({
      failures: 5,
      lockedUntil: '2026-11-23T09:15:00.000Z',
      lastSuccessAt: '2026-11-20T09:00:00.000Z',
    });
  });

  it.each([true, false])('LOG-02 during a lock none is right, and none counts (right: %s)', (isRight) => {
    const locked = { failures: 5, lockedUntil: '2026-11-23T09:00:00.001Z' };
    expect(given(isRight, locked)).toEqual({ events: [], broken: ['LOG-02 currentPassword'], state: locked });
  });

  it('LOG-02 after a lock it can be tried again', () => {
    const over = { failures: 5, lockedUntil: now };
    expect(given(true, over).broken).toEqual([]);
    expect(given(false, over).events).toEqual([['signin.failed', 1]]);
  });
});
