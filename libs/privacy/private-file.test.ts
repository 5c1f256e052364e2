import { chmod, mkdtemp, readdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PrivateFileRefused, readOrMakePrivateFile } from './private-file.js';

const newFolder = () => mkdtemp(join(tmpdir(), 'private-file-'));

describe('a private file', () => {
  it('is made on the first start, for its owner only, and read from then on', async () => {
    const folder = join(await newFolder(), 'new');
    const file = join(folder, 'key');
    expect(await readOrMakePrivateFile(file, () => Promise.resolve('first'))).toBe('first');
    expect(await readOrMakePrivateFile(file, () => Promise.resolve('second'))).toBe('first');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(await readdir(folder)).toEqual(['key']);
  });

  it('is the same for all who start together', async () => {
    const folder = await newFolder();
    const contents = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        readOrMakePrivateFile(join(folder, 'key'), () => Promise.resolve(`key ${n}`)),
      ),
    );
    expect(new Set(contents).size).toBe(1);
    expect(await readdir(folder)).toEqual(['key']);
  });

  it('is never overwritten, also when another process makes it in between', async () => {
    const file = join(await newFolder(), 'key');
    const made = readOrMakePrivateFile(file, async () => {
      await writeFile(file, 'theirs', { mode: 0o600 });
      return 'ours';
    });
    expect(await made).toBe('theirs');
  });

  it('is not used when others may use it too', async () => {
    const file = join(await newFolder(), 'key');
    await writeFile(file, 'secret');
    await chmod(file, 0o640);
    const reading = readOrMakePrivateFile(file, () => Promise.resolve('new'));
    await expect(reading).rejects.toThrow(
      new PrivateFileRefused(`Others than its owner may use ${file}. Run: chmod 600 ${file}`),
    );
  });

  it('leaves nothing behind when its folder can not be made', async () => {
    const blocked = join(await newFolder(), 'file');
    await writeFile(blocked, '');
    await expect(readOrMakePrivateFile(join(blocked, 'key'), () => Promise.resolve('x'))).rejects.toThrow();
  });
});
