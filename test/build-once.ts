import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'dist/.built');

/** Milliseconds that a build may take, and that others wait for it. */
const patience = 180_000;

/**
 * Compiles apps and libs to `dist` for tests that start a process of their own, unless that was done since the
 * last change. Others that ask at the same time wait for it; the lock dies with its process.
 *
 * @throws Error when the compiler wrote nothing. Type errors alone are the business of `npm run types`.
 */
export async function buildOnce(): Promise<void> {
  mkdirSync(dirname(stamp), { recursive: true });
  const lock = new Database(join(root, 'dist/.building'), { timeout: patience });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    if (!isBuilt()) build();
  } finally {
    lock.close();
  }
}

function isBuilt(): boolean {
  const built = statSync(stamp, { throwIfNoEntry: false });
  return built !== undefined && sources().every((file) => statSync(file).mtimeMs < built.mtimeMs);
}

function sources(): string[] {
  const code = ['apps', 'libs'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => join(root, folder, file)),
  );
  return [...code, join(root, 'tsconfig.base.json'), join(root, 'tsconfig.build.json')];
}

function build(): void {
  const began = new Date();
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    encoding: 'utf8',
    timeout: patience,
  });
  // 2: written in spite of errors.
  if (status !== 0 && status !== 2) throw new Error(`The build failed:\n${stdout}`);
  writeFileSync(stamp, '');
  // What changes during the build is built again.
  utimesSync(stamp, began, began);
}
