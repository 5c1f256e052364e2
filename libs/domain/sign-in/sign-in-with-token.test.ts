import { describe, expect, it } from '@jest/globals';
import { policy } from '../account/account.test-data.js';
import { type Policy } from '../policy/policy.js';
import { type SignInEvent } from './events.js';
import { givenSignInState, seedId } from './sign-in.test-data.js';
import { type SignInWithToken, signInWithToken } from './sign-in-with-token.js';
import { noSignIn, type SignInState } from './state.js';

const now = '2026-11-23T09:00:00.000Z';
const inFifteenMinutes = '2026-11-23T09:15:00.000Z';
const justBeforeThat = '2026-11-23T09:14:59.999Z';

const right: SignInWithToken = {
  passwordIsRight: true,
  code: { seedId, factor: 100 },
  session: 'session-1',
  policy,
  now,
};
const wrong: SignInWithToken = { ...right, passwordIsRight: false };
const { code: _none, ...withoutCode } = right;

/** So many wrong attempts one after another: what was recorded, and what stands then. */
function after(wrongAttempts: number, from: SignInState = noSignIn, by: Policy = policy) {
  const events: SignInEvent[] = [];
  let state = from;
  for (let made = 0; made < wrongAttempts; made += 1) {
    const outcome = givenSignInState(state).when(signInWithToken, { ...wrong, policy: by });
    events.push(...outcome.events);
    state = outcome.state;
  }
  return { events, state, when: givenSignInState(state).when };
}

describe('signing in by token', () => {
  it('LOG-01 with everything right: it stands when that was, with which code, and which session starts', () => {
    const { events, refused } = signInWithToken(right, noSignIn);
    expect(refused).toBeUndefined();
    expect(events).toEqual([
      {
        type: 'signin.succeeded',
        rule: 'LOG-01',
        data: { method: 'token', session: 'session-1', failures: 0, seedId, factor: 100, lastSuccessAt: now },
      },
    ]);
  });

  it.each([
    ['the password', wrong],
    ['the one-time code', withoutCode],
    ['both', { ...withoutCode, passwordIsRight: false }],
  ])('LOG-01 with %s wrong: refused in the same words, and counted', (_what, attempt) => {
    expect(signInWithToken(attempt, noSignIn)).toEqual({
      refused: [
        {
          rule: 'LOG-01',
          message: 'Username, password and one-time code are not right, or signing in is not possible now.',
        },
      ],
      events: [{ type: 'signin.failed', rule: 'LOG-02', data: { failures: 1 } }],
    });
  });
});

describe('a lock after failures', () => {
  it('LOG-02 the fifth failure locks for 15 minutes, the fourth doesn’t', () => {
    expect(after(4).events.map(({ type }) => type)).toEqual(Array(4).fill('signin.failed'));
    expect(after(5).events.slice(4)).toEqual([
      { type: 'signin.failed', rule: 'LOG-02', data: { failures: 5 } },
      { type: 'signin.locked', rule: 'LOG-02', data: { failures: 5, lockedUntil: inFifteenMinutes } },
    ]);
  });

  it.each([
    ['a right attempt', right],
    ['a wrong one', wrong],
  ])('LOG-02 during the lock %s is refused, in the same words, and not counted', (_which, attempt) => {
    for (const at of [now, justBeforeThat])
      expect(after(5).when(signInWithToken, { ...attempt, now: at })).toMatchObject({
        broken: ['LOG-01'],
        recorded: [],
      });
  });

  it('LOG-02 when the 15 minutes are over it can be tried again: rightly', () => {
    const { recorded, state } = after(5).when(signInWithToken, { ...right, now: inFifteenMinutes });
    expect(recorded).toEqual(['signin.succeeded']);
    expect(state).toEqual({ failures: 0, seedId, factor: 100, lastSuccessAt: inFifteenMinutes });
  });

  it('LOG-02 when the 15 minutes are over it can be tried again: five times, counted from one', () => {
    const { events, state } = after(5).when(signInWithToken, { ...wrong, now: inFifteenMinutes });
    expect(events.map(({ data }) => data)).toEqual([{ failures: 1 }]);
    expect(state).toEqual({ failures: 1 });
  });

  it('LOG-02 a success clears the count', () => {
    const { state } = after(4).when(signInWithToken, right);
    expect(state.failures).toBe(0);
    expect(after(4, state).events.map(({ type }) => type)).toEqual(Array(4).fill('signin.failed'));
  });

  it('LOG-02 how many failures, and how long, is policy; the end of a lock is by the policy of its start', () => {
    const stricter: Policy = { ...policy, 'signIn.failuresBeforeLock': 2, 'signIn.lockedFor': 'PT1H' };
    const { events, when } = after(2, noSignIn, stricter);
    expect(events.at(-1)?.data).toEqual({ failures: 2, lockedUntil: '2026-11-23T10:00:00.000Z' });
    expect(when(signInWithToken, { ...right, now: inFifteenMinutes }).broken).toEqual(['LOG-01']);
    expect(after(1, after(4).state, stricter).events.map(({ type }) => type)).toEqual([
      'signin.failed',
      'signin.locked',
    ]);
  });

  it('EHK-05, TOK-06 failures and locks keep when somebody last signed in, and with which code', () => {
    const { state } = givenSignInState(noSignIn).when(signInWithToken, right);
    const kept = { seedId, factor: 100, lastSuccessAt: now };
    expect(after(1, state).state).toEqual({ failures: 1, ...kept });
    expect(after(5, state).state).toEqual({ failures: 5, lockedUntil: inFifteenMinutes, ...kept });
  });
});

describe('a one-time code that was accepted', () => {
  const accepted: SignInState = { failures: 0, seedId, factor: 100 };
  const outcomeOf = (code: { readonly seedId: string; readonly factor: number }) =>
    givenSignInState(accepted).when(signInWithToken, { ...right, code }).recorded;

  it('TOK-06 is never accepted again, nor is one of before it', () => {
    expect(outcomeOf({ seedId, factor: 100 })).toEqual(['signin.failed']);
    expect(outcomeOf({ seedId, factor: 99 })).toEqual(['signin.failed']);
  });

  it('TOK-06 the next one is', () => {
    expect(outcomeOf({ seedId, factor: 101 })).toEqual(['signin.succeeded']);
  });

  it('TOK-06 of another seed nothing was accepted yet, its first code included', () => {
    expect(outcomeOf({ seedId: 'seed-2', factor: 0 })).toEqual(['signin.succeeded']);
  });

  it('TOK-06 a failed attempt uses up no code', () => {
    const { state } = givenSignInState(accepted).when(signInWithToken, {
      ...wrong,
      code: { seedId, factor: 101 },
    });
    expect(
      givenSignInState(state).when(signInWithToken, { ...right, code: { seedId, factor: 101 } }).broken,
    ).toEqual([]);
  });
});
