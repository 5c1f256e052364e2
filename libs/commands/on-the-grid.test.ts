import { describe, expect, it } from '@jest/globals';
import { gridStep, onTheGrid } from './on-the-grid.js';

/** A clock on which work takes the time that the test says. */
class Clock {
  private at = 7_000;
  readonly waited: number[] = [];

  elapsed = (): number => this.at;
  wait = async (milliseconds: number): Promise<void> => {
    this.waited.push(milliseconds);
    this.at += milliseconds;
  };
  /** @returns after how many milliseconds the answer is there */
  async answered(work: number, answer: () => 'signed-in' | 'refused'): Promise<number> {
    const began = this.at;
    const doing = async () => {
      this.at += work;
      return answer();
    };
    await onTheGrid(this, doing, (one) => one === 'signed-in').catch(() => undefined);
    return this.at - began;
  }
}

const refused = () => 'refused' as const;

describe('when an attempt to sign in is answered', () => {
  it('LOG-01 a refusal at the next whole step, however much work it took', async () => {
    const clock = new Clock();
    for (const work of [0, 1, 30, gridStep - 1]) expect(await clock.answered(work, refused)).toBe(gridStep);
    for (const work of [gridStep, gridStep + 1, 2 * gridStep - 1])
      expect(await clock.answered(work, refused)).toBe(2 * gridStep);
  });

  it('LOG-01 what failed too', async () => {
    const failing = () => {
      throw new Error('too much at once');
    };
    expect(await new Clock().answered(30, failing)).toBe(gridStep);
  });

  it('LOG-01 who is let in is told at once', async () => {
    const clock = new Clock();
    expect(await clock.answered(30, () => 'signed-in')).toBe(30);
    expect(clock.waited).toEqual([]);
  });

  it('tells what came of it, or what went wrong', async () => {
    const clock = new Clock();
    await expect(
      onTheGrid(
        clock,
        async () => 'refused',
        () => false,
      ),
    ).resolves.toBe('refused');
    const failing = onTheGrid(
      clock,
      () => Promise.reject(new Error('gone')),
      () => false,
    );
    await expect(failing).rejects.toThrow('gone');
  });
});
