import { DateTime } from 'luxon';
import { type LetterBody } from './letter.js';

/** What stands in the letters: plain Dutch (B1), with English where the reader may be either. */

export const usernameBody = (username: string): LetterBody => ({
  subject: 'uw gebruikersnaam voor Mijn DUO',
  dutch: [
    'U bent beheerder van Mijn DUO voor uw organisatie. Uw gebruikersnaam is:',
    '',
    `    ${username}`,
    '',
    'Wat moet u doen?',
    '1. Bel de Security Service Desk en vraag om een activatiecode.',
    '   U krijgt de code in een e-mail. De code is kort geldig.',
    '2. Log in met uw eHerkenningsmiddel.',
    '3. Vul uw gebruikersnaam en de activatiecode in.',
    '',
    'U hebt de gebruikersnaam één keer nodig. Geef deze brief aan niemand anders.',
  ],
  english: [
    `You are an administrator of Mijn DUO for your organisation. Your username is: ${username}`,
    'Call the Security Service Desk for an activation code, sign in with your eHerkenning means,',
    'and enter both. Give this letter to nobody else.',
  ],
});

export interface PasswordLetter {
  readonly password: string;
  /** Only in the first letter: later the holder knows it. */
  readonly username?: string;
}

export const passwordBody = ({ password, username }: PasswordLetter): LetterBody => ({
  subject: 'uw wachtwoord voor Mijn DUO',
  dutch: [
    ...(username === undefined ? [] : ['Uw gebruikersnaam voor Mijn DUO is:', '', `    ${username}`, '']),
    'Uw wachtwoord voor Mijn DUO is:',
    '',
    `    ${password}`,
    '',
    'Wat moet u doen?',
    '1. Log in met uw gebruikersnaam, dit wachtwoord en de code van uw tokengenerator.',
    '   De tokengenerator krijgt u apart.',
    '2. Kies meteen een nieuw wachtwoord. Daarna is dit wachtwoord niet meer geldig.',
    '3. Vernietig deze brief.',
    '',
    'Geef uw wachtwoord aan niemand. Wij vragen er nooit om.',
    'Was de envelop open? Meld dat dan meteen.',
  ],
  english: [
    ...(username === undefined ? [] : [`Your username for Mijn DUO is: ${username}`]),
    `Your password for Mijn DUO is: ${password}`,
    'Sign in with your username, this password and the code of your token generator, which comes to you',
    'apart from this letter. Choose a new password at once and destroy this letter.',
    'If the envelope had been opened, report that at once.',
  ],
});

export interface GeneratorLetter {
  readonly serialNumber: string;
  /** Name of the holder, where somebody else gets it to hand it over (TOK-02). */
  readonly handOverTo?: string;
}

export const generatorBody = ({ serialNumber, handOverTo }: GeneratorLetter): LetterBody =>
  handOverTo === undefined ? ownGenerator(serialNumber) : generatorToHandOver(serialNumber, handOverTo);

const ownGenerator = (serialNumber: string): LetterBody => ({
  subject: 'uw tokengenerator voor Mijn DUO',
  dutch: [
    `Bij deze brief krijgt u uw tokengenerator. Het serienummer is ${serialNumber}.`,
    'Klopt het nummer niet met het nummer op de achterkant? Meld dat dan meteen.',
    '',
    'De tokengenerator is van u alleen. Geef hem nooit aan een collega.',
    'Uw wachtwoord krijgt u in een andere brief.',
    'Bent u de tokengenerator kwijt, of is hij kapot? Meld dat direct aan de Security Service Desk.',
  ],
  english: [
    `With this letter you get your token generator, serial number ${serialNumber}.`,
    'It is yours alone; never give it to a colleague. Your password comes in another letter.',
    'If it is lost or broken, report that to the Security Service Desk at once.',
  ],
});

const generatorToHandOver = (serialNumber: string, name: string): LetterBody => ({
  subject: 'een tokengenerator om te overhandigen',
  dutch: [
    `Bij deze brief krijgt u een tokengenerator voor ${name}.`,
    `Het serienummer is ${serialNumber}.`,
    '',
    'Wat moet u doen?',
    `1. Geef de tokengenerator persoonlijk aan ${name}.`,
    '2. Meld daarna in Mijn DUO dat u hem hebt overhandigd.',
    '',
    'De tokengenerator is alleen voor deze persoon. Het wachtwoord gaat in een aparte brief naar de persoon zelf.',
  ],
  english: [
    `With this letter you get a token generator for ${name}, serial number ${serialNumber}.`,
    'Hand it over in person, then say in Mijn DUO that you did. It is for this person only.',
  ],
});

export interface CallBackLetter {
  readonly serialNumber: string;
  /** TOK-04: users return theirs to their administrator, who sends them on; administrators send theirs back. */
  readonly by: 'user' | 'administrator' | 'administrator-of-user';
  /** Name of the holder. */
  readonly holder: string;
  readonly returnAddress: readonly string[];
}

export const callBackBody = ({ serialNumber, by, holder, returnAddress }: CallBackLetter): LetterBody => ({
  subject: 'lever een tokengenerator in',
  dutch: [
    by === 'administrator-of-user'
      ? `De tokengenerator van ${holder} is niet meer in gebruik.`
      : 'Uw tokengenerator voor Mijn DUO is niet meer in gebruik.',
    `Het serienummer is ${serialNumber}.`,
    '',
    'Wat moet u doen?',
    ...(by === 'user'
      ? ['Geef de tokengenerator aan uw beheerder. Uw beheerder stuurt hem naar ons op.']
      : ['Stuur de tokengenerator terug naar:', '', ...returnAddress.map((line) => `    ${line}`)]),
    '',
    'Hebt u hem al ingeleverd? Dan hoeft u niets te doen.',
  ],
  english: [
    by === 'administrator-of-user'
      ? `The token generator of ${holder}, serial number ${serialNumber}, is no longer in use.`
      : `Your token generator for Mijn DUO, serial number ${serialNumber}, is no longer in use.`,
    by === 'user'
      ? 'Give it to your administrator, who sends it back to us.'
      : `Send it back to: ${returnAddress.join(', ')}.`,
  ],
});

export const organisationLeftBody = (returnAddress: readonly string[]): LetterBody => ({
  subject: 'bevestiging van uw afmelding voor Mijn DUO',
  dutch: [
    'Uw organisatie heeft gevraagd om te stoppen met Mijn DUO. Dat hebben wij geregeld.',
    'Alle accounts van uw organisatie zijn beëindigd. Niemand kan er nog mee inloggen.',
    '',
    'Wat moet u doen?',
    'Hebben mensen van uw organisatie nog een tokengenerator? Stuur alle tokengeneratoren terug naar:',
    '',
    ...returnAddress.map((line) => `    ${line}`),
  ],
  english: [
    'Your organisation asked to stop using Mijn DUO. This has been done: all its accounts have ended.',
    `Send all token generators that are still out back to: ${returnAddress.join(', ')}.`,
  ],
});

/** @param movesOn calendar date in Europe/Amsterdam */
export const moveAnnouncedBody = (movesOn: string): LetterBody => ({
  subject: 'uw overstap naar eHerkenning',
  dutch: [
    `Uw organisatie stapt over op inloggen met eHerkenning. De datum is ${readable(movesOn, 'nl')}.`,
    'Na de overstap kunt u niet meer inloggen met een token.',
    '',
    'Wat moet u doen?',
    '1. Vraag op tijd een eHerkenningsmiddel aan voor iedereen die met Mijn DUO werkt.',
    '   Het niveau moet 3 of hoger zijn, met een machtiging voor deze dienst.',
    '2. Zet daarna in Mijn DUO eerst uw eigen account om, en dan de accounts van uw gebruikers.',
  ],
  english: [
    `Your organisation moves to eHerkenning on ${readable(movesOn, 'en')}; after that a token no longer signs in.`,
    'Get a means of level 3 or higher with the mandate for this service for everybody who works with Mijn DUO,',
    'then convert your own account and those of your users.',
  ],
});

const readable = (date: string, locale: 'nl' | 'en'): string =>
  DateTime.fromISO(date).setLocale(locale).toFormat('d LLLL yyyy');
