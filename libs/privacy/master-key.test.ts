import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadMasterKey, MasterKeyRefused } from './master-key.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'master-key-'));
  file = join(folder, 'master.key');
});
afterEach(() => rm(folder, { recursive: true }));

const random = (bytes: number): Uint8Array => randomBytes(bytes);
const firstStart = { keyStoreExists: false, random };

describe('master key', () => {
  it('is made on the first start, for its owner only, and is the same on the next', async () => {
    const made = loadMasterKey({ file, ...firstStart });
    expect(made).toHaveLength(32);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toBe(`${Buffer.from(made).toString('base64')}\n`);
    expect(Buffer.compare(loadMasterKey({ file, keyStoreExists: true, random }), made)).toBe(0);
  });

  it('is there whole or not at all: no draft stays beside it', async () => {
    loadMasterKey({ file, ...firstStart });
    expect(await readdir(folder)).toEqual(['master.key']);
  });

  it('that was given as a value goes before the file, which is left alone', async () => {
    const given = randomBytes(32);
    const key = loadMasterKey({ value: given.toString('base64'), file, ...firstStart });
    expect(Buffer.compare(key, given)).toBe(0);
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  it('AVG-06 whose file is gone while keys need it is not made anew, since all personal data would be lost', async () => {
    expect(() => loadMasterKey({ file, keyStoreExists: true, random })).toThrow('from its backup');
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  it.each([0o640, 0o604, 0o660, 0o644])(
    'AVG-03 in a file that others may use (mode %p) is refused, with what to do',
    async (mode) => {
      loadMasterKey({ file, ...firstStart });
      await chmod(file, mode);
      expect(() => loadMasterKey({ file, ...firstStart })).toThrow(`chmod 600 ${file}`);
    },
  );

  it.each([
    ['too short', randomBytes(31).toString('base64')],
    ['too long', randomBytes(33).toString('base64')],
    ['not base64', `${randomBytes(32).toString('base64').slice(0, -2)}!=`],
    ['hexadecimal', randomBytes(32).toString('hex')],
    ['empty', ''],
  ])('AVG-03 that is %s is refused, and the message does not repeat it', async (_, value) => {
    const given = (): unknown => loadMasterKey({ value, ...firstStart });
    expect(given).toThrow(MasterKeyRefused);
    expect(given).toThrow(
      /^The master key that was given is not the base64 of exactly 32 bytes\. Make one with: openssl rand -base64 32$/,
    );
    await writeFile(file, `${value}\n`, { mode: 0o600 });
    expect(() => loadMasterKey({ file, ...firstStart })).toThrow(
      `The master key in ${file} is not the base64 of exactly 32 bytes.`,
    );
  });

  it('has to come from somewhere', () => {
    expect(() => loadMasterKey(firstStart)).toThrow(MasterKeyRefused);
  });
});
