import { describe, expect, it } from '@jest/globals';
import { oldAddressMail } from './old-address-mail.js';

const mail = oldAddressMail({ id: '0195e6a0-0000-7000-8000-000000000001', to: 'oud@voorbeeldschool.nl' });

describe('the mail to an address that was changed', () => {
  it('USR-08 goes to the old address, and says in Dutch and in English what changed', () => {
    expect(mail.to).toBe('oud@voorbeeldschool.nl');
    for (const body of [mail.text, mail.html]) {
      expect(body).toContain('Het e-mailadres van uw account voor Mijn DUO is gewijzigd.');
      expect(body).toContain('The e-mail address of your account for Mijn DUO was changed.');
    }
  });

  it('USR-08 ADM-09 says in Dutch, word for word, what it means and whom to ask', () => {
    expect(mail.text.split('--- English ---')[0]?.replaceAll('\r\n', '\n')).toBe(`Beste lezer,

Het e-mailadres van uw account voor Mijn DUO is gewijzigd.

Daarom krijgt u op dit adres geen berichten meer over dit account. Had u een activatiecode? Dan kunt u die niet meer gebruiken.

Klopt dit? Dan hoeft u niets te doen. Klopt dit niet? Neem dan direct contact op met uw beheerder. Bent u zelf beheerder? Bel dan de Security Service Desk.

Met vriendelijke groet,

Mijn DUO

`);
  });

  it('has no link to click, and no address in it', () => {
    expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(/https?:|<a |@/);
  });
});
