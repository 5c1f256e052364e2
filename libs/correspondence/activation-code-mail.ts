import { type ComposedMail } from './mail.js';
import { layOut, readable } from './mail-layout.js';

export interface ActivationCodeMail {
  /** UUID of the code. */
  readonly id: string;
  readonly to: string;
  readonly code: string;
  /** RFC 3339, UTC. */
  readonly expiresAt: string;
}

/** ACT-04: to the address on record, without a link to click, without name or username. */
export const activationCodeMail = ({ id, to, code, expiresAt }: ActivationCodeMail): ComposedMail =>
  layOut(id, to, {
    subject: { nl: 'Uw activatiecode voor Mijn DUO', en: 'Your activation code for Mijn DUO' },
    nl: [
      'Uw activatiecode voor Mijn DUO is:',
      { code },
      `U kunt deze code gebruiken tot ${readable(expiresAt, 'nl')}.`,
      'U hebt ook uw gebruikersnaam nodig. Die staat in de brief die u hebt gekregen.',
      'Log in met uw eHerkenningsmiddel en vul uw gebruikersnaam en deze code in. Tip: kopieer de code en plak hem. Dan maakt u geen typefouten.',
      'Geef deze code aan niemand. Wij vragen er nooit om. Hebt u niet om deze code gevraagd? Neem dan contact op met uw beheerder. Bent u zelf beheerder? Bel dan de Security Service Desk.',
    ],
    en: [
      'Your activation code for Mijn DUO is:',
      { code },
      `You can use it until ${readable(expiresAt, 'en')}.`,
      'You also need your username. It is in the letter that you received.',
      'Sign in with your eHerkenning means and enter your username and this code. Tip: copy the code and paste it, so that you make no mistakes.',
      'Give this code to nobody. We never ask for it. If you did not ask for this code, contact your administrator. If you are an administrator yourself, call the Security Service Desk.',
    ],
  });
