import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves after so many milliseconds, or at once when the signal says so. */
export type Delay = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export const realDelay: Delay = (milliseconds, signal) =>
  sleep(milliseconds, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });

const firstMilliseconds = 100;
const mostMilliseconds = 5_000;

/** Milliseconds to wait after so many failures in a row: 100, 200, 400 … at most 5000. */
export const backOff = (failures: number): number =>
  Math.min(mostMilliseconds, firstMilliseconds * 2 ** (failures - 1));
