import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('append-for-strace.mjs', import.meta.url));
const appends = 192;

/**
 * How often each contender tells the operating system to sync during 192 appends, counted outside its process.
 *
 * @returns a row per contender, or `undefined` where strace isn't installed
 */
export async function countSyncs(contenders, folder) {
  if (spawnSync('strace', ['-V'], { stdio: 'ignore' }).status !== 0) return undefined;
  const rows = [];
  for (const { name } of contenders) {
    const one = await syncs(name, folder, 1);
    const many = await syncs(name, folder, 64);
    rows.push({ name, appends, one, many });
  }
  return rows;
}

/** `undefined` when strace may not look, as in some containers. */
async function syncs(name, folder, callers) {
  const trace = join(folder, `${name}-${callers}.trace`);
  const file = join(folder, `${name}-${callers}-traced.db`);
  const strace = ['-f', '-o', trace, '-e', 'trace=write,fsync,fdatasync', process.execPath];
  const args = [...strace, script, name, file, `${callers}`, `${appends / callers}`];
  const [status] = await once(spawn('strace', args, { stdio: 'ignore' }), 'exit');
  if (status !== 0) return undefined;
  const [, between = ''] = readFileSync(trace, 'utf8').split(/write\(1, "(?:begin|end)/);
  return between.match(/\bf(?:data)?sync\(\d/g)?.length ?? 0;
}
