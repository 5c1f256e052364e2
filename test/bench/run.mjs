// npm run bench [-- --quick] [-- --json]: see README.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installPeers } from './install-peers.mjs';

const { json, quick } = parseArgs({
  options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
}).values;

const extent = quick
  ? { rounds: 7, sliceMs: 200, streams: 300 }
  : { rounds: 15, sliceMs: 600, streams: 1000 };

const tell = (text) => process.stderr.write(`${text}\n`);
const show = (text) => (json ? tell(text) : process.stdout.write(`${text}\n`));

const folder = mkdtempSync(join(tmpdir(), 'autorisatiebeheer-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const [signal, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
  ['SIGHUP', 1],
]) {
  process.on(signal, () => process.exit(128 + number));
}

try {
  const goals = await bench();
  if (json) process.stdout.write(`${JSON.stringify(goals, undefined, 2)}\n`);
} catch (error) {
  tell(`The bench could not measure: ${error.stack}`);
  process.exitCode = 1;
}

async function bench() {
  if (!installPeers(tell)) tell('The peers could not be installed (npm ci failed in test/bench).');
  // Only now: what they import may just have been installed.
  const { ours, raw, workingPeers } = await import('./contenders/contenders.mjs');
  const { countSyncs } = await import('./count-syncs.mjs');
  const { measureInTurns } = await import('./measure-in-turns.mjs');
  const { figuresOf, goalsOf, machine, syncsOf } = await import('./report.mjs');
  const { scenarios } = await import('./scenarios/scenarios.mjs');

  show(machine(folder));
  const { working: peers, broken } = await workingPeers(folder);
  for (const { name, reason } of broken) show(`Left out: ${name} does not work here (${reason})`);

  tell('Counting syncs …');
  show(`\n${syncsOf(await countSyncs([raw, ours, ...peers], folder))}`);

  const goals = [];
  for (const [index, open] of scenarios.entries()) {
    tell(`\nScenario ${index + 1} of ${scenarios.length} …`);
    const own = mkdtempSync(join(folder, 'scenario-'));
    const { measurements, close } = await open(own, peers, extent);
    for (const { name, contenders, goals: wanted } of measurements) {
      const figures = await measureInTurns(contenders, extent);
      show(`\n${figuresOf({ name, figures })}`);
      for (const { name: goal, target, ratio } of wanted) {
        const reached = ratio(figures);
        if (reached !== undefined)
          goals.push({ name: goal, ratio: round(reached), target, met: reached >= target });
      }
    }
    await close();
    rmSync(own, { recursive: true, force: true });
  }
  show(`\n${goalsOf(goals)}`);
  return goals;
}

function round(ratio) {
  return Math.round(ratio * 1000) / 1000;
}
