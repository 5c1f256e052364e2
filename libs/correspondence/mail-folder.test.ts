import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MailFolder } from './mail-folder.js';

const mail = {
  id: '0195e6a0-0000-7000-8000-000000000001',
  to: 'sr.groningen@voorbeeldschool.nl',
  subject: 'Uw activatiecode',
  text: '7K2M-D9XT-QB4C-0WZE',
  html: '<p>7K2M-D9XT-QB4C-0WZE</p>',
};
const now = (): Date => new Date('2026-11-23T20:55:00.000Z');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mail-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const opened = (at = folder) => new MailFolder({ folder: at, from: 'no-reply@portaal.example', now });

describe('a mail that leaves as a file', () => {
  it('ACT-06 is seen when its attempt has been recorded, and all of it is on the disk by then', async () => {
    let whileLeaving: readonly string[] = [];
    let draft = '';
    await opened().send(mail, async () => {
      whileLeaving = await readdir(folder);
      draft = await readFile(join(folder, whileLeaving[0] ?? ''), 'utf8');
    });
    expect(whileLeaving).toEqual([expect.stringMatching(/^\..*\.unfinished$/)]);
    expect(await readdir(folder)).toEqual([`${mail.id}.eml`]);
    expect(await readFile(join(folder, `${mail.id}.eml`), 'utf8')).toBe(draft);
    expect(draft).toContain(mail.text);
  });

  it('ACT-06 is not tried where it can’t be written', async () => {
    await writeFile(join(folder, 'file'), '');
    let attempts = 0;
    const outcome = await opened(join(folder, 'file')).send(mail, async () => {
      attempts += 1;
    });
    expect({ outcome, attempts }).toEqual({ outcome: { outcome: 'away', reason: 'EEXIST' }, attempts: 0 });
  });

  it('AVG-03 leaves nothing that can be read where its attempt can’t be recorded', async () => {
    const refused = opened().send(mail, async () => {
      throw new Error('The store is away.');
    });
    await expect(refused).rejects.toThrow('The store is away.');
    expect(await readdir(folder)).toEqual([]);
  });

  it('AVG-03 leaves nothing that can be read where it can’t get its name', async () => {
    await mkdir(join(folder, `${mail.id}.eml`));
    expect(await opened().send(mail, async () => undefined)).toEqual({ outcome: 'away', reason: 'EISDIR' });
    expect(await readdir(folder)).toEqual([`${mail.id}.eml`]);
  });

  it('AVG-03 that a killed program left half written is removed at the next start, and no other', async () => {
    await writeFile(join(folder, `.${mail.id}.eml.0.unfinished`), mail.text);
    await writeFile(join(folder, 'other.eml'), '');
    opened();
    expect(await readdir(folder)).toEqual(['other.eml']);
  });
});
