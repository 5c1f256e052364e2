import { mkdtemp, readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { activationCodeMail } from './activation-code-mail.js';
import { MailFolder } from './mail-folder.js';

const mail = activationCodeMail({
  id: '0195e6a0-0000-7000-8000-000000000001',
  to: 'sr.groningen@voorbeeldschool.nl',
  code: '7K2M-D9XT-QB4C-0WZE',
  expiresAt: '2026-11-24T20:55:00.000Z',
});
const leaving = async (): Promise<void> => undefined;
const now = (): Date => new Date('2026-11-23T20:55:00.000Z');

describe('the mail with an activation code', () => {
  it('ACT-04 goes to the address on record and holds the code, in Dutch and in English', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'mail-')), 'mail');
    const sent = await new MailFolder({ folder, from: 'no-reply@portaal.example', now }).send(mail, leaving);

    expect(sent).toEqual({
      outcome: 'sent',
      messageId: '<0195e6a0-0000-7000-8000-000000000001@portaal.example>',
    });
    const eml = await readFile(join(folder, `${mail.id}.eml`), 'utf8');
    expect(eml).toContain('To: sr.groningen@voorbeeldschool.nl');
    expect(eml.match(/7K2M-D9XT-QB4C-0WZE/g)).toHaveLength(4);
  });

  it('ACT-01 says until when, in Dutch time', () => {
    expect(mail.text).toContain('dinsdag 24 november 2026 om 21:55 uur');
    expect(mail.text).toContain('Tuesday 24 November 2026 at 21:55 (Dutch time)');
  });

  it('ADM-09 says in Dutch, word for word, what to do with it, and whom to ask', () => {
    expect(mail.text.split('--- English ---')[0]?.replaceAll('\r\n', '\n')).toBe(`Beste lezer,

Uw activatiecode voor Mijn DUO is:

    7K2M-D9XT-QB4C-0WZE

U kunt deze code gebruiken tot dinsdag 24 november 2026 om 21:55 uur.

U hebt ook uw gebruikersnaam nodig. Die staat in de brief die u hebt gekregen.

Log in met uw eHerkenningsmiddel en vul uw gebruikersnaam en deze code in. Tip: kopieer de code en plak hem. Dan maakt u geen typefouten.

Geef deze code aan niemand. Wij vragen er nooit om. Hebt u niet om deze code gevraagd? Neem dan contact op met uw beheerder. Bent u zelf beheerder? Bel dan de Security Service Desk.

Met vriendelijke groet,

Mijn DUO

`);
  });

  it('has no link to click', () => {
    expect(`${mail.text}${mail.html}`).not.toMatch(/https?:|<a /);
  });

  it('ACT-06 sent twice is one mail, that nobody else on the machine can read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mail-'));
    const gateway = new MailFolder({ folder, from: 'no-reply@portaal.example', now });
    await gateway.send(mail, leaving);
    await gateway.send(mail, leaving);
    expect(await readdir(folder)).toEqual([`${mail.id}.eml`]);
    expect((await stat(join(folder, `${mail.id}.eml`))).mode & 0o077).toBe(0);
  });

  it('ACT-06 says that no mail can leave where the folder can’t be written', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'mail-')), 'x'.repeat(300));
    const gateway = new MailFolder({ folder, from: 'a@b.example', now });
    expect(await gateway.send(mail, leaving)).toEqual({ outcome: 'away', reason: 'ENAMETOOLONG' });
  });
});
