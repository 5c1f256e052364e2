import { v7 } from 'uuid';
import { type Outside } from '#libs/commands/outside';
import { Random } from '#libs/projections/digest/random';

/** A clock that stands still until it is moved, and ids and randomness that are the same for the same seed. */
export class TestOutside implements Outside {
  private readonly numbers: Random;
  private made = 0;

  /** @param at milliseconds since 1970 */
  constructor(
    seed = 1,
    private at = Date.parse('2026-11-23T20:55:00.000Z'),
  ) {
    this.numbers = new Random(seed);
  }

  now = (): Date => new Date(this.at);
  random = (bytes: number): Uint8Array => this.numbers.bytes(bytes);
  newId = (): string => {
    this.made += 1;
    return v7({ msecs: this.at, random: this.random(16), seq: this.made });
  };

  /** How long each was to wait; nobody here does. */
  readonly waits: number[] = [];
  elapsed = (): number => this.at;
  wait = async (milliseconds: number): Promise<void> => {
    this.waits.push(milliseconds);
  };

  /** @param minutes by which the clock goes on */
  later(minutes: number): void {
    this.at += minutes * 60_000;
  }
}
