import { DateTime } from 'luxon';

export interface UsernameLetter {
  /** Of the holder, as it stands in a letter: initials, prefix, surname. */
  readonly name: string;
  readonly username: string;
  /** RFC 3339, UTC. */
  readonly printedAt: string;
}

/** USR-09: the letter with the username, in Dutch, as plain text. */
export const usernameLetter = ({ name, username, printedAt }: UsernameLetter): string =>
  [
    `Aan: ${name}`,
    `Datum: ${DateTime.fromISO(printedAt, { zone: 'Europe/Amsterdam' }).setLocale('nl').toFormat('d LLLL yyyy')}`,
    '',
    'Onderwerp: uw gebruikersnaam voor Mijn DUO',
    '',
    `Beste ${name},`,
    '',
    'U hebt een account voor Mijn DUO. Uw gebruikersnaam is:',
    '',
    `    ${username}`,
    '',
    'U hebt deze gebruikersnaam nodig om uw eHerkenningsmiddel te koppelen aan uw account.',
    'U hebt daarvoor ook een activatiecode nodig. Die krijgt u in een e-mail.',
    'Bewaar deze brief tot uw eHerkenningsmiddel is gekoppeld. Geef de brief aan niemand anders.',
    '',
    'Hebt u vragen? Neem dan contact op met uw beheerder.',
    '',
  ].join('\n');
