import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { type Chore, EveryMinute } from '#libs/installation/every-minute';

/** Something to do that takes until it is told to be done, and says when it begins. */
function held(name: string) {
  let done: () => void = () => undefined;
  let tell: () => void = () => undefined;
  const begun: AbortSignal[] = [];
  const chore: Chore = {
    name,
    run: (signal) => {
      begun.push(signal);
      tell();
      return new Promise<void>((resolve) => {
        done = resolve;
        signal.addEventListener('abort', () => resolve());
      });
    },
  };
  /** When it begins, the next time. */
  const begins = (): Promise<void> => new Promise((resolve) => (tell = resolve));
  return { chore, begun, begins, done: () => done() };
}
const quick = (name: string, does: () => void): Chore => ({ name, run: async () => does() });
const nobody = (chore: string): never => {
  throw new Error(`${chore} was not to fail.`);
};

describe('what is done each minute', () => {
  it('architecture 15 is done whatever the others do', async () => {
    const did: string[] = [];
    const failed: unknown[] = [];
    const minutely = new EveryMinute(
      [
        quick('fails', () => {
          throw new TypeError('no');
        }),
        quick('goes on', () => did.push('went on')),
      ],
      (chore, error) => failed.push([chore, (error as Error).name]),
    );
    await minutely.once();
    await minutely.once();
    expect(did).toEqual(['went on', 'went on']);
    expect(failed).toEqual([
      ['fails', 'TypeError'],
      ['fails', 'TypeError'],
    ]);
  });

  it('architecture 15 is not begun beside itself, and holds up no other', async () => {
    const did: string[] = [];
    const long = held('long');
    const minutely = new EveryMinute([long.chore, quick('quick', () => did.push('quick'))], nobody);
    const begins = long.begins();
    const ticks = [minutely.once(), minutely.once()];
    await begins;
    // The long one runs on; the quick one waits for nothing, so that it is done when the event loop turns.
    await setImmediate();
    ticks.push(minutely.once());
    await setImmediate();
    expect(did).toEqual(['quick', 'quick']);
    expect(long.begun).toHaveLength(1);
    long.done();
    await Promise.all(ticks);
    const beginsAgain = long.begins();
    const next = minutely.once();
    await beginsAgain;
    expect(long.begun).toHaveLength(2);
    long.done();
    await next;
  });

  it('architecture 15 is told to come to an end when all is closed, and begins no more', async () => {
    const long = held('long');
    const minutely = new EveryMinute([long.chore], nobody);
    minutely.start();
    const begins = long.begins();
    const tick = minutely.once();
    await begins;
    await minutely.close();
    await tick;
    expect(long.begun.map(({ aborted }) => aborted)).toEqual([true]);
    await minutely.once();
    expect(long.begun).toHaveLength(1);
  });
});
