import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';

const memory = '/dev/shm';
/** Room for two workers with their largest files, in bytes. */
const room = 6 * 2 ** 30;

/**
 * The tests' files stand in memory where there is room, on disk elsewhere and where TMPDIR says where: how fast a disk is
 * isn't what they show. What is killed with `kill -9` leaves the same behind on both.
 */
export const setUp = () => {
  if (process.env['TMPDIR'] !== undefined || !existsSync(memory)) return;
  const { bavail, bsize } = statfsSync(memory);
  if (Math.min(bavail * bsize, freemem()) > room) process.env['TMPDIR'] = mkdtempSync(`${memory}/tests-`);
};

/** Takes away what `setUp` made, with what tests left in it. */
export const tearDown = () => {
  const folder = process.env['TMPDIR'];
  if (folder?.startsWith(`${memory}/tests-`) !== true) return;
  delete process.env['TMPDIR'];
  rmSync(folder, { recursive: true, force: true });
};
