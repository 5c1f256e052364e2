import { type AccountEvent } from '#libs/domain/account/events';
import { type MailKind } from '#libs/domain/mail/events';
import { type MailText, readable } from './mail-layout.js';

/** Mails that tell of something, and hold no secret. */
export type NoticeKind = Exclude<MailKind, 'activation-code' | 'email-address-changed'>;

/** What a notice may speak of. */
interface Told {
  readonly event: AccountEvent;
  /** RFC 3339, UTC: when it happened. */
  readonly at: string;
}

/** What the mail of this kind says about the event that asked for it. */
export const noticeText = (kind: NoticeKind, told: Told): MailText => texts[kind](told);

const notRight = {
  nl: 'Klopt dit niet? Neem dan direct contact op met uw beheerder. Bent u zelf beheerder? Bel dan de Security Service Desk.',
  en: 'If this is not right, contact your administrator at once. If you are an administrator yourself, call the Security Service Desk.',
};
const nothingToDo = {
  nl: 'Wist u hiervan? Dan hoeft u niets te doen.',
  en: 'If you know about this, you need not do anything.',
};
const newCode = {
  nl: 'Wilt u weer inloggen? Vraag uw beheerder dan om een nieuwe activatiecode. Bent u zelf beheerder? Bel dan de Security Service Desk.',
  en: 'To sign in again, ask your administrator for a new activation code. If you are an administrator yourself, call the Security Service Desk.',
};

const texts: Readonly<Record<NoticeKind, (told: Told) => MailText>> = {
  'means-coupled': ({ at }) => ({
    subject: {
      nl: 'Er is een eHerkenningsmiddel gekoppeld aan uw account voor Mijn DUO',
      en: 'An eHerkenning means was coupled to your account for Mijn DUO',
    },
    nl: [
      `Op ${readable(at, 'nl')} is een eHerkenningsmiddel gekoppeld aan uw account voor Mijn DUO. Vanaf nu logt u daarmee in.`,
      nothingToDo.nl,
      notRight.nl,
    ],
    en: [
      `On ${readable(at, 'en')} an eHerkenning means was coupled to your account for Mijn DUO. From now on you sign in with it.`,
      nothingToDo.en,
      notRight.en,
    ],
  }),
  'means-decoupled': ({ event }) => ({
    subject: {
      nl: 'Uw eHerkenningsmiddel is ontkoppeld van uw account voor Mijn DUO',
      en: 'Your eHerkenning means was decoupled from your account for Mijn DUO',
    },
    ...(event.type === 'account.decoupled' && event.data.reason === 'reported'
      ? {
          nl: [
            'Er is gemeld dat er een probleem is met uw eHerkenningsmiddel. Daarom is het ontkoppeld van uw account. U kunt er niet meer mee inloggen op Mijn DUO.',
            newCode.nl,
            notRight.nl,
          ],
          en: [
            'A problem with your eHerkenning means was reported. That is why it was decoupled from your account. You can no longer sign in to Mijn DUO with it.',
            newCode.en,
            notRight.en,
          ],
        }
      : {
          nl: [
            'Uw eHerkenningsmiddel is ontkoppeld van uw account voor Mijn DUO.',
            'U krijgt een aparte mail met een activatiecode. Daarmee koppelt u het middel dat u vanaf nu gebruikt.',
            notRight.nl,
          ],
          en: [
            'Your eHerkenning means was decoupled from your account for Mijn DUO.',
            'You will get another mail with an activation code. With that you couple the means that you use from now on.',
            notRight.en,
          ],
        }),
  }),
  'coupling-lapsed': () => ({
    subject: {
      nl: 'De koppeling van uw eHerkenningsmiddel is vervallen',
      en: 'The coupling of your eHerkenning means has lapsed',
    },
    nl: [
      'U hebt te lang niet ingelogd op Mijn DUO. Daarom is de koppeling tussen uw eHerkenningsmiddel en uw account vervallen.',
      newCode.nl,
    ],
    en: [
      'You did not sign in to Mijn DUO for too long. That is why the coupling between your eHerkenning means and your account has lapsed.',
      newCode.en,
    ],
  }),
  'password-issued': () => ({
    subject: { nl: 'U krijgt een wachtwoord per brief', en: 'You will get a password by letter' },
    nl: [
      'Er is een wachtwoord gemaakt voor uw account voor Mijn DUO. U krijgt het per brief. Had u al een wachtwoord? Dan werkt dat niet meer.',
      'Log in met het wachtwoord uit de brief. Daarna kiest u meteen een eigen wachtwoord.',
      notRight.nl,
    ],
    en: [
      'A password was made for your account for Mijn DUO. You will get it by letter. If you had a password, it no longer works.',
      'Sign in with the password from the letter. Right after that you choose a password of your own.',
      notRight.en,
    ],
  }),
  'password-reset': ({ at }) => ({
    subject: {
      nl: 'Uw wachtwoord voor Mijn DUO is opnieuw ingesteld',
      en: 'Your password for Mijn DUO was reset',
    },
    nl: [
      `Uw beheerder heeft op ${readable(at, 'nl')} uw wachtwoord opnieuw ingesteld. Uw oude wachtwoord werkt niet meer.`,
      'U krijgt het nieuwe wachtwoord van uw beheerder. Na het inloggen kiest u meteen een eigen wachtwoord.',
      notRight.nl,
    ],
    en: [
      `Your administrator reset your password on ${readable(at, 'en')}. Your old password no longer works.`,
      'You get the new password from your administrator. Right after signing in you choose a password of your own.',
      notRight.en,
    ],
  }),
  'password-changed': ({ at }) => ({
    subject: { nl: 'Uw wachtwoord voor Mijn DUO is gewijzigd', en: 'Your password for Mijn DUO was changed' },
    nl: [
      `Op ${readable(at, 'nl')} is het wachtwoord van uw account voor Mijn DUO gewijzigd.`,
      nothingToDo.nl,
      notRight.nl,
    ],
    en: [
      `On ${readable(at, 'en')} the password of your account for Mijn DUO was changed.`,
      nothingToDo.en,
      notRight.en,
    ],
  }),
  'generator-called-back': ({ event }) => {
    const serialNumber = event.type === 'account.token-called-back' ? event.data.serialNumber : '';
    const reported = event.type === 'account.token-called-back' && event.data.reason === 'deactivated';
    return {
      subject: { nl: 'Lever uw tokengenerator in', en: 'Return your token generator' },
      nl: [
        reported
          ? `Er is gemeld dat uw tokengenerator met nummer ${serialNumber} kwijt of kapot is. Hij werkt niet meer.`
          : `U hebt uw tokengenerator met nummer ${serialNumber} niet meer nodig.`,
        'Hebt u hem nog? Geef hem dan aan uw beheerder. Bent u zelf beheerder? Stuur hem dan naar de Security Service Desk.',
        notRight.nl,
      ],
      en: [
        reported
          ? `It was reported that your token generator with number ${serialNumber} is lost or broken. It no longer works.`
          : `You no longer need your token generator with number ${serialNumber}.`,
        'If you still have it, give it to your administrator. If you are an administrator yourself, send it to the Security Service Desk.',
        notRight.en,
      ],
    };
  },
  'account-blocked': ({ event }) => {
    const reported = event.type === 'account.blocked' && event.data.reason === 'generator-reported';
    return {
      subject: { nl: 'Uw account voor Mijn DUO is geblokkeerd', en: 'Your account for Mijn DUO is blocked' },
      nl: [
        'Uw account voor Mijn DUO is geblokkeerd. U kunt nu niet inloggen.',
        reported
          ? 'Er is gemeld dat er een probleem is met uw tokengenerator. U kunt weer inloggen als u de nieuwe tokengenerator hebt gekregen.'
          : 'Hebt u vragen? Neem dan contact op met de Security Service Desk.',
        notRight.nl,
      ],
      en: [
        'Your account for Mijn DUO is blocked. You can’t sign in now.',
        reported
          ? 'A problem with your token generator was reported. You can sign in again when you have received the new token generator.'
          : 'If you have questions, contact the Security Service Desk.',
        notRight.en,
      ],
    };
  },
  'account-unblocked': () => ({
    subject: {
      nl: 'Uw account voor Mijn DUO is niet meer geblokkeerd',
      en: 'Your account for Mijn DUO is no longer blocked',
    },
    nl: ['De blokkering van uw account voor Mijn DUO is opgeheven. U kunt weer inloggen.', notRight.nl],
    en: ['The block of your account for Mijn DUO was lifted. You can sign in again.', notRight.en],
  }),
  'password-expires': (told) => ({
    subject: { nl: 'Uw wachtwoord voor Mijn DUO verloopt', en: 'Your password for Mijn DUO expires' },
    nl: [
      `Uw wachtwoord voor Mijn DUO is goed tot ${deadline(told, 'nl')}. Wijzig het voor die tijd, als u bent ingelogd.`,
      'Doet u dat niet? Dan vragen wij u de eerste keer dat u daarna inlogt om een nieuw wachtwoord.',
    ],
    en: [
      `Your password for Mijn DUO is good until ${deadline(told, 'en')}. Change it before then, when you are signed in.`,
      'If you don’t, we ask you for a new password the first time that you sign in after that.',
    ],
  }),
  'coupling-lapses': (told) => ({
    subject: {
      nl: 'De koppeling van uw eHerkenningsmiddel vervalt',
      en: 'The coupling of your eHerkenning means will lapse',
    },
    nl: [
      `U hebt lang niet ingelogd op Mijn DUO. Op ${deadline(told, 'nl')} vervalt de koppeling tussen uw eHerkenningsmiddel en uw account.`,
      'Wilt u Mijn DUO blijven gebruiken? Log dan voor die tijd in met uw eHerkenningsmiddel.',
    ],
    en: [
      `You did not sign in to Mijn DUO for a long time. On ${deadline(told, 'en')} the coupling between your eHerkenning means and your account will lapse.`,
      'To go on using Mijn DUO, sign in with your eHerkenning means before then.',
    ],
  }),
  'activation-code-unused': (told) => ({
    subject: {
      nl: 'Uw activatiecode voor Mijn DUO verloopt',
      en: 'Your activation code for Mijn DUO expires',
    },
    nl: [
      `U hebt uw activatiecode voor Mijn DUO nog niet gebruikt. Dat kan tot ${deadline(told, 'nl')}. De code staat in de mail die u eerder kreeg.`,
      'Is het te laat? Vraag uw beheerder dan om een nieuwe code. Bent u zelf beheerder? Bel dan de Security Service Desk.',
    ],
    en: [
      `You have not used your activation code for Mijn DUO yet. You can until ${deadline(told, 'en')}. The code is in the mail that you got before.`,
      'If it is too late, ask your administrator for a new code. If you are an administrator yourself, call the Security Service Desk.',
    ],
  }),
};

const deadline = ({ event, at }: Told, language: 'nl' | 'en'): string =>
  readable(event.type === 'account.reminder-due' ? event.data.deadline : at, language);
