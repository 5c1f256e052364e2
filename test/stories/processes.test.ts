import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '#libs/event-store/errors';
import { type Process } from '#libs/processes/engine/process';
import { ProcessCheckpoints } from '#libs/processes/engine/process-checkpoints';
import { Processes, type ProcessStatus } from '#libs/processes/engine/processes';
import { givenAdministrator } from './given/people.js';
import { Portal } from './given/portal.js';

let portal: Portal;
let directory: string;
let told: ProcessStatus[];
let delays: number[];
beforeEach(async () => {
  portal = await Portal.open();
  directory = mkdtempSync(join(tmpdir(), 'processes-'));
  told = [];
  delays = [];
  await givenAdministrator(portal);
});
afterEach(async () => {
  await portal.closeForGood();
  rmSync(directory, { recursive: true });
});

const processesOf = (...processes: readonly Process[]): Processes =>
  new Processes(
    portal.journal,
    new ProcessCheckpoints(join(directory, 'processes.sqlite')),
    processes,
    (status) => told.push(status),
    async (milliseconds) => {
      delays.push(milliseconds);
    },
  );

/** Handles every definition of a role. */
const roleProcess = (name: string, handle: Process['handle']): Process => ({
  name,
  takes: new Set(['role.defined']),
  handle,
});
const run = async (processes: Processes): Promise<void> => {
  processes.start();
  await processes.handled(await portal.store.head());
};

describe('a process', () => {
  it('architecture 15 handles each event once, and goes on where it was after a restart', async () => {
    const handled: string[] = [];
    const process = roleProcess('counts', async ({ envelope }) => {
      handled.push(envelope.id);
    });
    for (let start = 0; start < 3; start += 1) {
      const processes = processesOf(process);
      await run(processes);
      await processes.close();
    }
    expect(handled).toHaveLength(2);
    expect(new Set(handled).size).toBe(2);
  });

  it('waits ever longer for a fault that passes, up to five seconds, and then handles the event', async () => {
    const handled: string[] = [];
    let faults = 8;
    const processes = processesOf(
      roleProcess('waits', async ({ envelope }) => {
        faults -= 1;
        if (faults >= 0) throw new StoreUnavailable('it is away.');
        handled.push(envelope.id);
      }),
    );
    await run(processes);
    expect(handled).toHaveLength(2);
    expect(delays).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000]);
    expect(processes.status()).toMatchObject([{ state: 'running' }]);
    expect(told.map(({ state }) => state)).toEqual(Array.from({ length: 8 }, () => 'waiting'));
    await processes.close();
  });

  it('stops at an event that it can’t handle, says so, skips nothing, and leaves the others alone', async () => {
    const handled: string[] = [];
    const poisoned = roleProcess('stops', async () => {
      throw new TypeError('secret of the person');
    });
    const other = roleProcess('goes-on', async ({ envelope }) => {
      handled.push(envelope.id);
    });
    let processes = processesOf(poisoned, other);
    await run(processes);
    expect(handled).toHaveLength(2);
    expect(told).toMatchObject([{ name: 'stops', state: 'stopped' }]);
    expect(told[0]?.reason).toMatch(/^TypeError after position \d+$/);
    expect(delays).toEqual([]);
    await processes.close();

    // Repaired: it begins with the event that it stopped at.
    const seen: string[] = [];
    processes = processesOf(
      roleProcess('stops', async ({ envelope }) => {
        seen.push(envelope.id);
      }),
    );
    await run(processes);
    expect(seen).toEqual(handled);
    await processes.close();
  });

  it('that waits for a fault to pass can be closed', async () => {
    let waiting: () => void = () => undefined;
    const waits = new Promise<void>((resolve) => (waiting = resolve));
    const processes = new Processes(
      portal.journal,
      new ProcessCheckpoints(join(directory, 'processes.sqlite')),
      [
        roleProcess('waits', async () => {
          throw new StoreUnavailable('it is away.');
        }),
      ],
      () => undefined,
      (_milliseconds, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve());
          waiting();
        }),
    );
    processes.start();
    await waits;
    await processes.close();
    expect(processes.status()).toMatchObject([{ state: 'waiting' }]);
  });
});
