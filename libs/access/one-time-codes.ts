import { verifySync } from 'otplib';
import { type CodeHash, type CodeKind } from '#libs/domain/generator/events';
import { milliseconds } from '#libs/domain/policy/duration';
import { type Policy } from '#libs/domain/policy/policy';

/** What codes are worked out from, readable. */
export interface ReadableSeed {
  /** At least 16 bytes. */
  readonly secret: Uint8Array;
  readonly kind: CodeKind;
  readonly hash: CodeHash;
  readonly digits: number;
  /** Seconds; by default 30, as in RFC 6238. */
  readonly period?: number;
  /** The counter of the first code of a counter generator; by default 0. */
  readonly counter?: number;
}

export interface TypedCode {
  readonly code: string;
  readonly seed: ReadableSeed;
  /** Of a counter generator: where it goes on; absent while none of its codes was accepted. */
  readonly firstUnused?: number | undefined;
  readonly policy: Pick<Policy, 'oneTimeCode.drift' | 'oneTimeCode.lookAhead'>;
  readonly now: Date;
}

/**
 * TOK-06: the moving factor that the code is of, within the drift of the clock (RFC 6238, 5.2) or the codes that were
 * made and not used (RFC 4226, 7.4); `undefined` where it is of none. That it wasn't used before is the domain's to say.
 */
export function factorOf({ code, seed, firstUnused, policy, now }: TypedCode): number | undefined {
  const { secret, kind, hash: algorithm, digits, period = 30 } = seed;
  // A code of another length is worked on all the same (LOG-01), and is of none.
  const fits = code.length === digits;
  const counter = firstUnused ?? seed.counter ?? 0;
  const common = {
    secret,
    algorithm,
    digits: digits as 6 | 7 | 8,
    token: fits ? code : '0'.repeat(digits),
  };
  const found =
    kind === 'hotp'
      ? verifySync({
          ...common,
          strategy: kind,
          counter,
          counterTolerance: [0, policy['oneTimeCode.lookAhead']],
        })
      : verifySync({
          ...common,
          strategy: kind,
          period,
          epoch: Math.floor(now.getTime() / 1000),
          epochTolerance: milliseconds(policy['oneTimeCode.drift']) / 1000,
        });
  if (!fits || !found.valid) return undefined;
  return 'timeStep' in found ? found.timeStep : counter + found.delta;
}
