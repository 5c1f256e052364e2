import { DateTime } from 'luxon';
import { type ComposedMail } from './mail.js';

export interface ActivationCodeMail {
  /** UUID of the code. */
  readonly id: string;
  readonly to: string;
  readonly code: string;
  /** RFC 3339, UTC. */
  readonly expiresAt: string;
}

/** ACT-04: to the address on record, without a link to click, without name or username. */
export function activationCodeMail({ id, to, code, expiresAt }: ActivationCodeMail): ComposedMail {
  const dutch = readable(expiresAt, 'nl');
  const english = readable(expiresAt, 'en');
  return {
    id,
    to,
    subject: 'Uw activatiecode voor Mijn DUO / Your activation code for Mijn DUO',
    text: [
      'Beste lezer,',
      '',
      'Uw activatiecode voor Mijn DUO is:',
      '',
      `    ${code}`,
      '',
      `U kunt deze code gebruiken tot ${dutch}.`,
      'U hebt ook uw gebruikersnaam nodig. Die staat in de brief die u hebt gekregen.',
      'Log in met uw eHerkenningsmiddel en vul uw gebruikersnaam en deze code in.',
      'Tip: kopieer de code en plak hem. Dan maakt u geen typefouten.',
      'Geef deze code aan niemand. Wij vragen er nooit om.',
      'Hebt u niet om deze code gevraagd? Neem dan contact op met uw beheerder.',
      '',
      '--- English ---',
      '',
      `Your activation code for Mijn DUO is: ${code}`,
      `You can use it until ${english}. You also need your username; it is in the letter you received.`,
      'Sign in with your eHerkenning means and enter your username and this code.',
      'Give this code to nobody. We never ask for it.',
      'If you did not ask for this code, contact your administrator.',
      '',
    ].join('\r\n'),
    html: [
      '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Uw activatiecode voor Mijn DUO</title></head>',
      '<body style="font-family: sans-serif; max-width: 40em">',
      '<p>Beste lezer,</p><p>Uw activatiecode voor Mijn DUO is:</p>',
      `<p style="font-family: monospace; font-size: 1.5em">${code}</p>`,
      `<p>U kunt deze code gebruiken tot <strong>${dutch}</strong>. U hebt ook uw gebruikersnaam nodig. Die staat in de brief die u hebt gekregen.</p>`,
      '<p>Log in met uw eHerkenningsmiddel en vul uw gebruikersnaam en deze code in. Tip: kopieer de code en plak hem. Dan maakt u geen typefouten.</p>',
      '<p>Geef deze code aan niemand. Wij vragen er nooit om. Hebt u niet om deze code gevraagd? Neem dan contact op met uw beheerder.</p>',
      '<hr><div lang="en">',
      `<p>Your activation code for Mijn DUO is <code>${code}</code>. You can use it until <strong>${english}</strong>. You also need your username; it is in the letter you received.</p>`,
      '<p>Sign in with your eHerkenning means and enter your username and this code. Give this code to nobody. We never ask for it. If you did not ask for this code, contact your administrator.</p>',
      '</div></body></html>',
      '',
    ].join('\r\n'),
  };
}

const readable = (moment: string, locale: 'nl' | 'en'): string =>
  DateTime.fromISO(moment, { zone: 'Europe/Amsterdam' })
    .setLocale(locale)
    .toFormat(
      locale === 'nl' ? "cccc d LLLL yyyy 'om' HH:mm 'uur'" : "cccc d LLLL yyyy 'at' HH:mm '(Dutch time)'",
    );
