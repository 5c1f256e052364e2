import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { v7 } from 'uuid';
import { type Outside } from '#libs/commands/outside';

/** The clock, ids and randomness of the machine. */
export const realOutside: Outside = {
  now: () => new Date(),
  random: (bytes) => randomBytes(bytes),
  newId: () => v7(),
  elapsed: () => performance.now(),
  wait: (milliseconds) => setTimeout(milliseconds),
};
