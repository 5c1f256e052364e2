import { describe, expect, it } from '@jest/globals';
import { anyEventOf } from '#libs/domain/any-event.test-data';
import { event } from '#libs/domain/catalogue';
import { coupledTo } from '#libs/domain/account/account.test-data';
import { couplingLapsed, meansDecoupled } from '#libs/domain/account/coupling-events';
import { accountBlocked, type AccountEvent, accountUnblocked } from '#libs/domain/account/events';
import { passwordChanged, passwordIssued } from '#libs/domain/account/password-events';
import { reminderDue, type ReminderSubject } from '#libs/domain/account/reminder-events';
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

const decoupled = (reason: 'reported' | 'new-supplier') =>
  event(meansDecoupled, { means: 'means-1', reason, holdsRightMeans: true });
const issued = (way: 'letter' | 'reset') =>
  event(passwordIssued, { digest: 'digest', way, goodUntil: at, delivery: 'delivery-1' });
const calledBack = (reason: 'deactivated' | 'no-longer-used') =>
  event(tokenCalledBack, { generator: 'g', serialNumber: 'TG-7', reason });
const due = (of: ReminderSubject) => event(reminderDue, { of, deadline: '2026-12-01T09:00:00.000Z' });

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

  const notRight =
    'Klopt dit niet? Neem dan direct contact op met uw beheerder. Bent u zelf beheerder? Bel dan de Security Service Desk.';
  const newCode =
    'Wilt u weer inloggen? Vraag uw beheerder dan om een nieuwe activatiecode. Bent u zelf beheerder? Bel dan de Security Service Desk.';

  it.each<[string, NoticeKind, AccountEvent, readonly string[]]>([
    [
      'EHK-02 of a means that was coupled',
      'means-coupled',
      coupledTo('means-1', 'code-1'),
      [
        'Er is een eHerkenningsmiddel gekoppeld aan uw account voor Mijn DUO',
        'Op maandag 23 november 2026 om 21:55 uur is een eHerkenningsmiddel gekoppeld aan uw account voor Mijn DUO. Vanaf nu logt u daarmee in.',
        'Wist u hiervan? Dan hoeft u niets te doen.',
        notRight,
      ],
    ],
    [
      'EHK-07 of a means that was decoupled',
      'means-decoupled',
      decoupled('new-supplier'),
      [
        'Uw eHerkenningsmiddel is ontkoppeld van uw account voor Mijn DUO',
        'Uw eHerkenningsmiddel is ontkoppeld van uw account voor Mijn DUO.',
        'U krijgt een aparte mail met een activatiecode. Daarmee koppelt u het middel dat u vanaf nu gebruikt.',
        notRight,
      ],
    ],
    [
      'EHK-06 of a means that was reported, whose holder gets no code by itself',
      'means-decoupled',
      decoupled('reported'),
      [
        'Uw eHerkenningsmiddel is ontkoppeld van uw account voor Mijn DUO',
        'Er is gemeld dat er een probleem is met uw eHerkenningsmiddel. Daarom is het ontkoppeld van uw account. U kunt er niet meer mee inloggen op Mijn DUO.',
        newCode,
        notRight,
      ],
    ],
    [
      'EHK-05 of a coupling that lapsed',
      'coupling-lapsed',
      event(couplingLapsed, { means: 'means-1', since: at, reservation: 'reservation-1' }),
      [
        'De koppeling van uw eHerkenningsmiddel is vervallen',
        'U hebt te lang niet ingelogd op Mijn DUO. Daarom is de koppeling tussen uw eHerkenningsmiddel en uw account vervallen.',
        newCode,
      ],
    ],
    [
      'PWD-10 of a password that comes by letter',
      'password-issued',
      issued('letter'),
      [
        'U krijgt een wachtwoord per brief',
        'Er is een wachtwoord gemaakt voor uw account voor Mijn DUO. U krijgt het per brief. Had u al een wachtwoord? Dan werkt dat niet meer.',
        'Log in met het wachtwoord uit de brief. Daarna kiest u meteen een eigen wachtwoord.',
        notRight,
      ],
    ],
    [
      'PWD-09 of a password that was reset',
      'password-reset',
      issued('reset'),
      [
        'Uw wachtwoord voor Mijn DUO is opnieuw ingesteld',
        'Uw beheerder heeft op maandag 23 november 2026 om 21:55 uur uw wachtwoord opnieuw ingesteld. Uw oude wachtwoord werkt niet meer.',
        'U krijgt het nieuwe wachtwoord van uw beheerder. Na het inloggen kiest u meteen een eigen wachtwoord.',
        notRight,
      ],
    ],
    [
      'PWD-08 of a password that was changed',
      'password-changed',
      event(passwordChanged, { digest: 'digest', goodUntil: at }),
      [
        'Uw wachtwoord voor Mijn DUO is gewijzigd',
        'Op maandag 23 november 2026 om 21:55 uur is het wachtwoord van uw account voor Mijn DUO gewijzigd.',
        'Wist u hiervan? Dan hoeft u niets te doen.',
        notRight,
      ],
    ],
    [
      'TOK-03 of a generator that was reported',
      'generator-called-back',
      calledBack('deactivated'),
      [
        'Lever uw tokengenerator in',
        'Er is gemeld dat uw tokengenerator met nummer TG-7 kwijt of kapot is. Hij werkt niet meer.',
        'Hebt u hem nog? Geef hem dan aan uw beheerder. Bent u zelf beheerder? Stuur hem dan naar de Security Service Desk.',
        notRight,
      ],
    ],
    [
      'TOK-04 of a generator that isn’t used any more',
      'generator-called-back',
      calledBack('no-longer-used'),
      [
        'Lever uw tokengenerator in',
        'U hebt uw tokengenerator met nummer TG-7 niet meer nodig.',
        'Hebt u hem nog? Geef hem dan aan uw beheerder. Bent u zelf beheerder? Stuur hem dan naar de Security Service Desk.',
        notRight,
      ],
    ],
    [
      'TOK-07 of a block until the new generator is there',
      'account-blocked',
      event(accountBlocked, { reason: 'generator-reported' }),
      [
        'Uw account voor Mijn DUO is geblokkeerd',
        'Uw account voor Mijn DUO is geblokkeerd. U kunt nu niet inloggen.',
        'Er is gemeld dat er een probleem is met uw tokengenerator. U kunt weer inloggen als u de nieuwe tokengenerator hebt gekregen.',
        notRight,
      ],
    ],
    [
      'USR-07 of a block that was asked for',
      'account-blocked',
      event(accountBlocked, { reason: 'on-request' }),
      [
        'Uw account voor Mijn DUO is geblokkeerd',
        'Uw account voor Mijn DUO is geblokkeerd. U kunt nu niet inloggen.',
        'Hebt u vragen? Neem dan contact op met de Security Service Desk.',
        notRight,
      ],
    ],
    [
      'USR-07 of a block that was lifted',
      'account-unblocked',
      event(accountUnblocked, {}),
      [
        'Uw account voor Mijn DUO is niet meer geblokkeerd',
        'De blokkering van uw account voor Mijn DUO is opgeheven. U kunt weer inloggen.',
        notRight,
      ],
    ],
    [
      'PWD-07 of a password that is about to expire',
      'password-expires',
      due('password-expires'),
      [
        'Uw wachtwoord voor Mijn DUO verloopt',
        'Uw wachtwoord voor Mijn DUO is goed tot dinsdag 1 december 2026 om 10:00 uur. Wijzig het voor die tijd, als u bent ingelogd.',
        'Doet u dat niet? Dan vragen wij u de eerste keer dat u daarna inlogt om een nieuw wachtwoord.',
      ],
    ],
    [
      'EHK-05 of a coupling that is about to lapse',
      'coupling-lapses',
      due('coupling-lapses'),
      [
        'De koppeling van uw eHerkenningsmiddel vervalt',
        'U hebt lang niet ingelogd op Mijn DUO. Op dinsdag 1 december 2026 om 10:00 uur vervalt de koppeling tussen uw eHerkenningsmiddel en uw account.',
        'Wilt u Mijn DUO blijven gebruiken? Log dan voor die tijd in met uw eHerkenningsmiddel.',
      ],
    ],
    [
      'ACT-01 ADM-09 of a code that nobody used',
      'activation-code-unused',
      due('activation-code-unused'),
      [
        'Uw activatiecode voor Mijn DUO verloopt',
        'U hebt uw activatiecode voor Mijn DUO nog niet gebruikt. Dat kan tot dinsdag 1 december 2026 om 10:00 uur. De code staat in de mail die u eerder kreeg.',
        'Is het te laat? Vraag uw beheerder dan om een nieuwe code. Bent u zelf beheerder? Bel dan de Security Service Desk.',
      ],
    ],
  ])('tells in Dutch, word for word: %s', (_, kind, of, expected) => {
    const { subject, text } = notice(kind, of);
    const [dutch = ''] = text.split('\r\n\r\n--- English ---');
    const paragraphs = dutch.split('\r\n\r\n');
    expect([subject.split(' / ')[0], ...paragraphs]).toEqual([
      expected[0],
      'Beste lezer,',
      ...expected.slice(1),
      'Met vriendelijke groet,',
      'Mijn DUO',
    ]);
  });

  it.each(['password-expires', 'coupling-lapses', 'activation-code-unused'] as const)(
    'PWD-07 EHK-05 ACT-01 %s names the deadline in Dutch time in English too',
    (of) => {
      expect(notice(of, due(of)).text).toContain('Tuesday 1 December 2026 at 10:00 (Dutch time)');
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
