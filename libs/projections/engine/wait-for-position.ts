import { type Position } from '#libs/event-store/port';
import { type Timer } from './timer.js';

/** `stopped`: the read model won't get there by itself. */
export type Waited = 'reached' | 'not-reached' | 'stopped';

interface Waiting {
  readonly position: Position;
  readonly answer: (waited: Waited) => void;
}

/** Those who wait for a read model to reach a position. Woken by progress; nothing is polled. */
export class WaitForPosition {
  readonly #waiting = new Set<Waiting>();

  constructor(private readonly timer: Timer) {}

  /** @param within milliseconds */
  wait(position: Position, within: number): Promise<Waited> {
    return new Promise((resolve) => {
      const waiting = {
        position,
        answer: (waited: Waited) => {
          cancel();
          this.#waiting.delete(waiting);
          resolve(waited);
        },
      };
      const cancel = this.timer(within, () => waiting.answer('not-reached'));
      this.#waiting.add(waiting);
    });
  }

  reached(checkpoint: Position): void {
    for (const waiting of this.#waiting) if (waiting.position <= checkpoint) waiting.answer('reached');
  }

  endAll(waited: Exclude<Waited, 'reached'>): void {
    for (const waiting of this.#waiting) waiting.answer(waited);
  }
}
