import { describe, expect, it } from '@jest/globals';
import { anyEventOf } from '#libs/domain/any-event.test-data';
import { event } from '#libs/domain/catalogue';
import { meansDecoupled } from '#libs/domain/account/coupling-events';
import { accountBlocked, type AccountEvent, accountUnblocked } from '#libs/domain/account/events';
import { reminderDue } from '#libs/domain/account/reminder-events';
import { tokenCalledBack } from '#libs/domain/account/token-events';
import { catalogue } from '#libs/domain/events';
import { mailKinds } from '#libs/domain/mail/events';
import fc from 'fast-check';
import { layOut } from './mail-layout.js';
import { noticeText, type NoticeKind } from './notice-texts.js';

const at = '2026-11-23T20:55:00.000Z';
const noticeKinds = mailKinds.filter(
  (kind): kind is NoticeKind => kind !== 'activation-code' && kind !== 'email-address-changed',
);
const notice = (kind: NoticeKind, of: AccountEvent = event(accountUnblocked, {})) =>
  layOut(
    '0195e6a0-0000-7000-8000-000000000001',
    'sr@voorbeeldschool.nl',
    noticeText(kind, { event: of, at }),
  );

describe('a mail that tells of something', () => {
  it('PWD-09 says in plain Dutch and in English what happened, when, and what to do', () => {
    expect(notice('password-reset').text.replaceAll('\r\n', '\n')).toBe(`Beste lezer,

Uw beheerder heeft op maandag 23 november 2026 om 21:55 uur uw wachtwoord opnieuw ingesteld. Uw oude wachtwoord werkt niet meer.

U krijgt het nieuwe wachtwoord van uw beheerder. Na het inloggen kiest u meteen een eigen wachtwoord.

Klopt dit niet? Neem dan direct contact op met uw beheerder. Bent u zelf beheerder? Bel dan de Security Service Desk.

Met vriendelijke groet,

Mijn DUO

--- English ---

Dear reader,

Your administrator reset your password on Monday 23 November 2026 at 21:55 (Dutch time). Your old password no longer works.

You get the new password from your administrator. Right after signing in you choose a password of your own.

If this is not right, contact your administrator at once. If you are an administrator yourself, call the Security Service Desk.

Kind regards,

Mijn DUO
`);
  });

  it.each(noticeKinds)(
    'AVG-03 %s: no link to click, no secret and no address, the same in text and HTML',
    (kind) => {
      const { subject, text, html } = notice(kind);
      expect(`${subject}${text}${html}`).not.toMatch(/https?:|<a |@|[0-9A-Z]{4}-[0-9A-Z]{4}/);
      expect(html).toMatch(/^<!doctype html>\r\n<html lang="nl">/);
      expect(html).toContain('<div lang="en">');
      expect(html.match(/<h1/g)).toHaveLength(2);
      for (const line of text.split('\r\n').filter((one) => one !== '' && !one.startsWith('---')))
        expect(html).toContain(`<p>${line}</p>`);
      const [dutch = '', english = ''] = subject.split(' / ');
      expect([dutch.length, english.length].every((length) => length > 10)).toBe(true);
    },
  );

  it('EHK-06 EHK-07 says what a decoupling means for whoever reported a problem, and for others', () => {
    const decoupled = (reason: 'reported' | 'new-supplier') =>
      notice('means-decoupled', event(meansDecoupled, { means: 'means-1', reason, holdsRightMeans: true }))
        .text;
    expect(decoupled('new-supplier')).toContain('U krijgt een aparte mail met een activatiecode.');
    expect(decoupled('reported')).toContain('Vraag uw beheerder dan om een nieuwe activatiecode.');
    expect(decoupled('reported')).not.toContain('aparte mail');
  });

  it('TOK-03 TOK-04 names the generator that is to come back, and why', () => {
    const calledBack = (reason: 'deactivated' | 'no-longer-used') =>
      notice(
        'generator-called-back',
        event(tokenCalledBack, { generator: 'g', serialNumber: 'TG-7', reason }),
      ).text;
    expect(calledBack('deactivated')).toContain('uw tokengenerator met nummer TG-7 kwijt of kapot is');
    expect(calledBack('no-longer-used')).toContain(
      'U hebt uw tokengenerator met nummer TG-7 niet meer nodig',
    );
  });

  it('TOK-07 USR-07 says why the account is blocked', () => {
    const blocked = (reason: 'generator-reported' | 'on-request') =>
      notice('account-blocked', event(accountBlocked, { reason })).text;
    expect(blocked('generator-reported')).toContain('U kunt weer inloggen als u de nieuwe tokengenerator');
    expect(blocked('on-request')).not.toContain('tokengenerator');
  });

  it.each(['password-expires', 'coupling-lapses', 'activation-code-unused'] as const)(
    'PWD-07 EHK-05 ACT-01 %s names the deadline in Dutch time',
    (of) => {
      const { text } = notice(of, event(reminderDue, { of, deadline: '2026-12-01T09:00:00.000Z' }));
      expect(text).toContain('dinsdag 1 december 2026 om 10:00 uur');
      expect(text).toContain('Tuesday 1 December 2026 at 10:00 (Dutch time)');
    },
  );

  it('AVG-03 what stands in an event can’t become markup', () => {
    const definition = catalogue.get('account.token-called-back');
    if (definition === undefined) throw new Error('There is such an event.');
    fc.assert(
      fc.property(anyEventOf(definition), fc.string(), (calledBack, serialNumber) => {
        const { html } = notice('generator-called-back', {
          ...calledBack,
          data: { ...calledBack.data, serialNumber: `<b>${serialNumber}` },
        } as AccountEvent);
        expect(html).not.toContain('<b>');
      }),
    );
  });
});
