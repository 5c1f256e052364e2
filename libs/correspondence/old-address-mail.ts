import { type ComposedMail } from './mail.js';
import { layOut } from './mail-layout.js';

export interface OldAddressMail {
  /** UUID of the change. */
  readonly id: string;
  /** The address that the account had before. */
  readonly to: string;
}

/** USR-08: tells the old address, without a link to click, without the new address. */
export const oldAddressMail = ({ id, to }: OldAddressMail): ComposedMail =>
  layOut(id, to, {
    subject: {
      nl: 'Uw e-mailadres voor Mijn DUO is gewijzigd',
      en: 'Your e-mail address for Mijn DUO was changed',
    },
    nl: [
      'Het e-mailadres van uw account voor Mijn DUO is gewijzigd.',
      'Daarom krijgt u op dit adres geen berichten meer over dit account. Had u een activatiecode? Dan kunt u die niet meer gebruiken.',
      'Klopt dit? Dan hoeft u niets te doen. Klopt dit niet? Neem dan direct contact op met uw beheerder. Bent u zelf beheerder? Bel dan de Security Service Desk.',
    ],
    en: [
      'The e-mail address of your account for Mijn DUO was changed.',
      'You will get no more messages about this account at this address. If you had an activation code, you can no longer use it.',
      'If this is right, you need not do anything. If it is not, contact your administrator at once. If you are an administrator yourself, call the Security Service Desk.',
    ],
  });
