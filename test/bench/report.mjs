import { readFileSync, statfsSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { median, medianRatio } from './measure-in-turns.mjs';

/** `TMPFS_MAGIC` of statfs(2): a folder in memory, where a sync costs nothing. */
const inMemory = 0x01021994;

export function machine(folder) {
  const kind = cpus()[0]?.model ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0].toFixed(1);
  const disk =
    statfsSync(folder).type === inMemory
      ? 'IN MEMORY: nothing reaches a disk here, so the figures say little (set TMPDIR to a folder on a disk)'
      : 'on a disk';
  return [
    `Node ${process.version}, ${availableParallelism()} cores (${kind.trim()}), ${memory} GiB, load ${load} at the start`,
    `SQLite by better-sqlite3 ${version('better-sqlite3')}; files in ${folder}, ${disk}`,
  ].join('\n');
}

const version = (name) =>
  JSON.parse(readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), 'utf8'))
    .version;

/** A line per contender: the median of its rounds, and its share of the first one's, the raw driver. */
export function figuresOf({ name, figures }) {
  const [[first, reference]] = figures;
  const lines = [...figures].map(([contender, perSecond]) =>
    [
      `  ${contender.padEnd(20)}`,
      Math.round(median(perSecond)).toLocaleString('en').padStart(10),
      contender === first ? '' : `${medianRatio(perSecond, reference).toFixed(2).padStart(8)} × ${first}`,
    ].join(''),
  );
  return [name, ...lines].join('\n');
}

export function syncsOf(rows) {
  if (rows === undefined) return 'Syncs to disk: not counted (strace is not installed)';
  const told = (count) => `${count ?? 'not counted'}`.padStart(11);
  return [
    `Syncs to disk for ${rows[0].appends} appends  (1 caller, 64 callers), counted by strace`,
    ...rows.map(({ name, one, many }) => `  ${name.padEnd(20)}${told(one)}${told(many)}`),
  ].join('\n');
}

export function goalsOf(goals) {
  const lines = goals.map(
    ({ name, ratio, target, met }) =>
      `  ${name.padEnd(66)}${ratio.toFixed(2).padStart(7)}${`≥ ${target}`.padStart(9)}   ${met ? 'met' : 'NOT MET'}`,
  );
  const missed = goals.filter(({ met }) => !met);
  const note =
    missed.length === 0
      ? 'All targets are met in this run.'
      : `${missed.length} of ${goals.length} targets are not met in this run. README.md says what is known of why.`;
  return ['Ratios within this run (median over the rounds)', ...lines, '', note].join('\n');
}
