import { event } from '../catalogue.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import {
  type CodeHash,
  type CodeKind,
  type GeneratorEvent,
  generatorReceived,
  generatorSeeded,
} from './events.js';
import { goneViolation } from './gone.js';
import { type GeneratorState } from './state.js';

/** TOK-08: how a generator came in. */
export interface SupplierDelivery {
  /** Number of the supplier's delivery note. */
  readonly deliveryNote: string;
  /** Date, Europe/Amsterdam. */
  readonly receivedOn: string;
}

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
  /** Absent where it was given its seed here. */
  readonly delivery?: SupplierDelivery;
  /** Date of the command, Europe/Amsterdam. */
  readonly today: string;
}

/** RFC 4226, R6: a seed has 128 bits at the least; two hexadecimal digits are 8 of them. */
const leastDigitsOfSeed = 32;

/** TOK-05, TOK-06: a generator comes into stock, or comes back into it, with a seed that nobody has used. */
export function seedGenerator(
  { seedTaken, delivery, today, ...command }: SeedGenerator,
  state: GeneratorState,
): Decision<GeneratorEvent> {
  if (delivery !== undefined && cameInWith(delivery, command.seedDigest, state)) return decided();
  if (state?.gone !== undefined) return refused(goneViolation(state.gone));
  if (state?.assignment !== undefined)
    return refused({
      rule: 'TOK-05',
      field: 'serialNumber',
      message: 'This generator is out with an account; it takes a new seed once its return is recorded.',
    });
  const violations = [
    ...seedViolations(command, seedTaken, state),
    ...formViolations(command),
    ...deliveryViolations(delivery, today),
  ];
  return violations.length > 0
    ? refused(...violations)
    : decided<GeneratorEvent>(
        event(generatorSeeded, command, 'TOK-05'),
        ...(delivery === undefined
          ? []
          : [event(generatorReceived, { seedId: command.seedId, ...delivery }, 'TOK-08')]),
      );
}

/** TOK-08: the same seed with the same delivery note is the same delivery, whatever became of the generator since. */
const cameInWith = ({ deliveryNote }: SupplierDelivery, seedDigest: string, state: GeneratorState): boolean =>
  state?.deliveryNotes.get(seedDigest) === deliveryNote;

const deliveryViolations = (delivery: SupplierDelivery | undefined, today: string): Violation[] =>
  delivery !== undefined && delivery.receivedOn > today
    ? [{ rule: 'TOK-08', field: 'receivedOn', message: 'A delivery can’t be received in the future.' }]
    : [];

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
