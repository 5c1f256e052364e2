import { event } from '../catalogue.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { type CodeHash, type CodeKind, type GeneratorEvent, generatorSeeded } from './events.js';
import { type GeneratorState } from './state.js';

export interface SeedGenerator {
  readonly serialNumber: string;
  readonly seedId: string;
  /** Hexadecimal. */
  readonly seed: string;
  /** Keyed hash of the seed. */
  readonly seedDigest: string;
  /** TOK-05: whether another generator has, or had, this seed. */
  readonly seedTaken: boolean;
  readonly kind: CodeKind;
  readonly hash: CodeHash;
  readonly digits: number;
  /** Seconds that a code lasts; of `totp` only. */
  readonly period?: number;
  /** The counter of the first code; of `hotp` only. */
  readonly counter?: number;
}

/** RFC 4226, R6: a seed has 128 bits at the least; two hexadecimal digits are 8 of them. */
const leastDigitsOfSeed = 32;

/** TOK-05, TOK-06: a generator comes into stock, or comes back into it, with a seed that nobody has used. */
export function seedGenerator(
  { seedTaken, ...command }: SeedGenerator,
  state: GeneratorState,
): Decision<GeneratorEvent> {
  if (state?.assignment !== undefined)
    return refused({
      rule: 'TOK-05',
      field: 'serialNumber',
      message: 'This generator is out with an account; it takes a new seed once its return is recorded.',
    });
  const violations = [...seedViolations(command, seedTaken, state), ...formViolations(command)];
  return violations.length > 0 ? refused(...violations) : decided(event(generatorSeeded, command, 'TOK-05'));
}

function seedViolations(
  { seed, seedDigest }: Pick<SeedGenerator, 'seed' | 'seedDigest'>,
  seedTaken: boolean,
  state: GeneratorState,
): Violation[] {
  if (seed.length < leastDigitsOfSeed)
    return [{ rule: 'TOK-06', field: 'seed', message: 'A seed has at least 128 bits (RFC 4226, R6).' }];
  if (seedTaken || state?.seedDigests.has(seedDigest) === true)
    return [
      { rule: 'TOK-05', field: 'seed', message: 'This seed was used before; give the generator a new one.' },
    ];
  return [];
}

/** TOK-06: time has a period, presses have a counter and, by RFC 4226, SHA-1. */
function formViolations({
  kind,
  hash,
  period,
  counter,
}: Pick<SeedGenerator, 'kind' | 'hash' | 'period' | 'counter'>): Violation[] {
  const wrong = (field: string, message: string): Violation => ({ rule: 'TOK-06', field, message });
  return kind === 'totp'
    ? [
        ...(period === undefined ? [wrong('period', 'With totp say how many seconds a code lasts.')] : []),
        ...(counter === undefined ? [] : [wrong('counter', 'With totp there is no counter.')]),
      ]
    : [
        ...(counter === undefined ? [wrong('counter', 'With hotp give the counter of the first code.')] : []),
        ...(period === undefined ? [] : [wrong('period', 'With hotp there is no period.')]),
        ...(hash === 'sha1' ? [] : [wrong('hash', 'With hotp the hash is sha1 (RFC 4226).')]),
      ];
}
