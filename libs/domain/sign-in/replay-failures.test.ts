import { describe, expect, it } from '@jest/globals';
import { Random } from '#libs/projections/digest/random';
import { firstPolicy } from '../policy/first-policy.js';
import { type LockPolicy, type PastFailure, replayFailures } from './replay-failures.js';
import { signInWithToken } from './sign-in-with-token.js';
import { evolveSignIn, noSignIn, type SignInState } from './state.js';

const minute = (number: number): string => new Date(Date.UTC(2026, 10, 23, 9, number)).toISOString();
const failedAt = (...minutes: number[]) => minutes.map((one) => ({ at: minute(one) }));
const after = (success: number, ...minutes: number[]) =>
  minutes.map((one) => ({ at: minute(one), lastSuccessAt: minute(success) }));
const numbers = (failuresBeforeLock: number, lockedFor = 'PT15M') => ({
  'signIn.failuresBeforeLock': failuresBeforeLock,
  'signIn.lockedFor': lockedFor,
});
const replayed = (failures: readonly PastFailure[], policy: LockPolicy) =>
  replayFailures(failures, policy).map(({ failure: { at }, until }) => ({ at, until }));
const lock = (at: number, until: number) => ({ at: minute(at), until: minute(until) });

interface Try {
  readonly now: string;
  readonly isRight: boolean;
}
const triedAt = (random: Random): readonly Try[] => {
  let at = 0;
  return Array.from({ length: 40 }, () => {
    at += 1 + random.below(12);
    return { now: minute(at), isRight: random.chance(0.15) };
  });
};

/** What the door itself decides, try after try. */
function livedThrough(tries: readonly Try[], values: LockPolicy) {
  const policy = { ...firstPolicy('service'), ...values, version: '1' };
  const failures: PastFailure[] = [];
  const locks: { at: string; until: string }[] = [];
  let state: SignInState = noSignIn;
  for (const [number, { now, isRight }] of tries.entries()) {
    const code = { seedId: 'seed', factor: number };
    const attempt = { passwordIsRight: isRight, code, session: 's', policy, now };
    for (const happened of signInWithToken(attempt, state).events) {
      const { lastSuccessAt } = happened.data;
      if (happened.type === 'signin.failed')
        failures.push({ at: now, ...(lastSuccessAt === undefined ? {} : { lastSuccessAt }) });
      if (happened.type === 'signin.locked') locks.push({ at: now, until: happened.data.lockedUntil });
      state = evolveSignIn(state, happened);
    }
  }
  return { failures, locks };
}

describe('which locks there would have been', () => {
  it('LOG-02 at the failure that makes the number full, for as long as the policy says', () => {
    const failures = failedAt(0, 1, 2, 3, 4);
    expect(replayed(failures, numbers(5))).toEqual([lock(4, 19)]);
    expect(replayed(failures, numbers(5, 'PT1H'))).toEqual([lock(4, 64)]);
    expect(replayed(failures, numbers(6))).toEqual([]);
    expect(replayed([], numbers(1))).toEqual([]);
  });

  it('LOG-02 what falls within such a lock is not counted, and after it the count starts anew', () => {
    const failures = failedAt(0, 1, 2, 3, 4, 17, 18);
    expect(replayed(failures, numbers(3))).toEqual([lock(2, 17)]);
    expect(replayed(failures, numbers(2))).toEqual([lock(1, 16), lock(18, 33)]);
  });

  it('LOG-02 the same that there really would have been, whatever was tried', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = new Random(seed);
      const tries = triedAt(random);
      const [number, lockedFor] = [1 + random.below(4), `PT${1 + random.below(30)}M`];
      // Where no lock ever stood in the way, history has every try.
      const { failures } = livedThrough(tries, numbers(1_000));
      expect(replayed(failures, numbers(number, lockedFor))).toEqual(
        livedThrough(tries, numbers(number, lockedFor)).locks,
      );
    }
  });

  it('LOG-02 a success clears the count', () => {
    const failures = [...failedAt(0, 1), ...after(2, 3, 4, 5)];
    expect(replayed(failures, numbers(3))).toEqual([lock(5, 20)]);
    expect(replayed(failures, numbers(4))).toEqual([]);
    expect(replayed(after(0, 1, 2), numbers(2))).toEqual([lock(2, 17)]);
  });

  it('LOG-02 nobody would have signed in during such a lock, so that it clears nothing', () => {
    const failures = [...failedAt(0, 1), ...after(15, 16, 17), ...after(18, 19)];
    expect(replayed(failures, numbers(2))).toEqual([lock(1, 16), lock(17, 32)]);
    const atTheEnd = [...failedAt(0, 1), ...after(16, 17, 18)];
    expect(replayed(atTheEnd, numbers(2))).toEqual([lock(1, 16), lock(18, 33)]);
    const noMore = [...failedAt(0, 1), ...after(15, 20, 21, 22)];
    expect(replayed(noMore, numbers(2))).toEqual([lock(1, 16), lock(21, 36)]);
  });
});
