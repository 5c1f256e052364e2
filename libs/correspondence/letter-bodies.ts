import { DateTime } from 'luxon';
import { type GeneratorProblem } from '#libs/domain/account/token-events';
import { type AssuranceLevel, numberOf } from '#libs/domain/means/assurance-level';
import { words } from '#libs/journal/words';
import { code, facts, heading, type LetterBody, lines, steps, text } from './letter.js';

/** What stands in the letters: plain Dutch (B1), with English where the reader may be either. */

export interface UsernameLetter {
  readonly username: string;
  /** ACT-04: administrators get their code through the service desk, users through their administrator (USR-09). */
  readonly of: 'administrator' | 'user';
}

export const usernameBody = ({ username, of }: UsernameLetter): LetterBody => ({
  subject: 'uw gebruikersnaam voor Mijn DUO',
  ...(of === 'user' ? { questionsTo: 'administrator' } : {}),
  dutch: [
    text(
      of === 'user'
        ? 'U hebt een account voor Mijn DUO. U krijgt deze brief van uw beheerder. Uw gebruikersnaam is:'
        : 'U bent beheerder van Mijn DUO voor uw organisatie. Uw gebruikersnaam is:',
    ),
    code(username),
    heading('Wat moet u doen?'),
    steps(
      `${of === 'user' ? 'Vraag uw beheerder' : 'Bel de Security Service Desk en vraag'} om een activatiecode. U krijgt de code in een e-mail. De code is kort geldig.`,
      'Log in met uw eHerkenningsmiddel.',
      'Vul uw gebruikersnaam en de activatiecode in.',
    ),
    text('U hebt de gebruikersnaam één keer nodig. Geef deze brief aan niemand anders.'),
  ],
  english: [
    text(
      of === 'user'
        ? 'You have an account for Mijn DUO. Your username stands above.'
        : 'You are an administrator of Mijn DUO for your organisation. Your username stands above.',
      `${of === 'user' ? 'Ask your administrator' : 'Call the Security Service Desk'} for an activation code, sign in with your eHerkenning means, and enter both.`,
      'Give this letter to nobody else.',
    ),
  ],
});

export interface PasswordLetter {
  readonly password: string;
  /** Until the holder has chosen a password of their own: then they know it. */
  readonly username?: string;
}

export const passwordBody = ({ password, username }: PasswordLetter): LetterBody => ({
  subject: 'uw wachtwoord voor Mijn DUO',
  dutch: [
    ...(username === undefined ? [] : [text('Uw gebruikersnaam voor Mijn DUO is:'), code(username)]),
    text('Uw wachtwoord voor Mijn DUO is:'),
    code(password),
    heading('Wat moet u doen?'),
    steps(
      'Log in met uw gebruikersnaam, dit wachtwoord en de code van uw tokengenerator. De tokengenerator krijgt u apart.',
      'Kies meteen een nieuw wachtwoord. Daarna is dit wachtwoord niet meer geldig.',
      'Vernietig deze brief.',
    ),
    text(
      'Geef uw wachtwoord aan niemand. Wij vragen er nooit om.',
      'Was de envelop open? Meld dat dan meteen.',
    ),
  ],
  english: [
    text(
      username === undefined
        ? 'Your password for Mijn DUO stands above.'
        : 'Your username and your password for Mijn DUO stand above.',
      'Sign in with your username, this password and the code of your token generator, which comes to you apart from this letter.',
      'Choose a new password at once and destroy this letter.',
      'If the envelope had been opened, report that at once.',
    ),
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
    text('Bij deze brief krijgt u uw tokengenerator.'),
    facts({ Inhoud: '1 tokengenerator', Serienummer: serialNumber }),
    text(
      'Klopt het serienummer niet met het nummer op de achterkant van de tokengenerator? Meld dat dan meteen.',
    ),
    text(
      'De tokengenerator is van u alleen. Geef hem nooit aan een collega.',
      'Uw wachtwoord krijgt u in een andere brief.',
      'Bent u de tokengenerator kwijt, of is hij kapot? Meld dat direct aan de Security Service Desk.',
    ),
  ],
  english: [
    text(
      `With this letter you get your token generator, serial number ${serialNumber}.`,
      'It is yours alone; never give it to a colleague. Your password comes in another letter.',
      'If it is lost or broken, report that to the Security Service Desk at once.',
    ),
  ],
});

const generatorToHandOver = (serialNumber: string, name: string): LetterBody => ({
  subject: 'een tokengenerator om te overhandigen',
  dutch: [
    text(`Bij deze brief krijgt u een tokengenerator voor ${name}.`),
    facts({ Inhoud: '1 tokengenerator', Serienummer: serialNumber, Voor: name }),
    heading('Wat moet u doen?'),
    steps(
      `Geef de tokengenerator persoonlijk aan ${name}.`,
      'Meld daarna in Mijn DUO dat u hem hebt overhandigd.',
    ),
    text(
      'De tokengenerator is alleen voor deze persoon.',
      'Het wachtwoord gaat in een aparte brief naar de persoon zelf.',
    ),
  ],
  english: [
    text(
      `With this letter you get a token generator for ${name}, serial number ${serialNumber}.`,
      'Hand it over in person, then say in Mijn DUO that you did. It is for this person only.',
    ),
  ],
});

export interface CallBackLetter {
  readonly serialNumber: string;
  /** TOK-04: users return theirs to their administrator, who sends them on; administrators send theirs back. */
  readonly by: 'user' | 'administrator' | 'administrator-of-user';
  /** Name of the holder. */
  readonly holder: string;
  /** What was reported of it (TOK-03): of one that is lost nobody can be asked to send it back. */
  readonly problem?: GeneratorProblem;
  readonly returnAddress: readonly string[];
}

export const callBackBody = ({
  serialNumber,
  by,
  holder,
  problem,
  returnAddress,
}: CallBackLetter): LetterBody => {
  const ofUser = by === 'administrator-of-user';
  const ifFound = problem === 'lost';
  return {
    subject: 'lever een tokengenerator in',
    dutch: [
      text(
        whyCalledBack(
          ofUser ? `de tokengenerator van ${holder}` : 'uw tokengenerator voor Mijn DUO',
          problem,
        ),
      ),
      facts({ Serienummer: serialNumber }),
      heading('Wat moet u doen?'),
      ...(ifFound ? [text('Hebt u de tokengenerator nog, of vindt u hem later? Lever hem dan in.')] : []),
      ...(by === 'user'
        ? [text('Geef de tokengenerator aan uw beheerder. Uw beheerder stuurt hem naar ons op.')]
        : [text('Stuur de tokengenerator terug naar:'), lines(returnAddress)]),
      text(`Hebt u hem ${ifFound ? 'niet meer' : 'al ingeleverd'}? Dan hoeft u niets te doen.`),
    ],
    english: [
      text(
        `${ofUser ? `The token generator of ${holder}` : 'Your token generator for Mijn DUO'}, serial number ${serialNumber}, ${
          problem === undefined ? 'is no longer in use' : `was reported ${problem} and no longer works`
        }.`,
        ...(ifFound ? ['If you still have it, or find it later, please return it.'] : []),
        by === 'user'
          ? 'Give it to your administrator, who sends it back to us.'
          : `Send it back to: ${returnAddress.join(', ')}.`,
      ),
    ],
  };
};

const whyCalledBack = (which: string, problem: GeneratorProblem | undefined): string =>
  problem === undefined
    ? `${which[0]?.toUpperCase()}${which.slice(1)} is niet meer in gebruik.`
    : `Er is gemeld dat ${which} ${words[problem]?.nl} is. Hij werkt niet meer.`;

export const organisationLeftBody = (returnAddress: readonly string[]): LetterBody => ({
  subject: 'bevestiging van uw afmelding voor Mijn DUO',
  dutch: [
    text(
      'Uw organisatie heeft gevraagd om te stoppen met Mijn DUO. Dat hebben wij geregeld.',
      'Alle accounts van uw organisatie zijn beëindigd. Niemand kan er nog mee inloggen.',
    ),
    heading('Wat moet u doen?'),
    text('Hebben mensen van uw organisatie nog een tokengenerator? Stuur alle tokengeneratoren terug naar:'),
    lines(returnAddress),
  ],
  english: [
    text(
      'Your organisation asked to stop using Mijn DUO. This has been done: all its accounts have ended.',
      `Send all token generators that are still out back to: ${returnAddress.join(', ')}.`,
    ),
  ],
});

/** @param movesOn calendar date in Europe/Amsterdam @param leastLevel with which a means counts (EHK-01) */
export const moveAnnouncedBody = (movesOn: string, leastLevel: AssuranceLevel): LetterBody => ({
  subject: 'uw overstap naar eHerkenning',
  dutch: [
    text(
      `Uw organisatie stapt over op inloggen met eHerkenning. De datum is ${readable(movesOn, 'nl')}.`,
      'Na de overstap kunt u niet meer inloggen met een token.',
    ),
    heading('Wat moet u doen?'),
    steps(
      `Vraag op tijd een eHerkenningsmiddel aan voor iedereen die met Mijn DUO werkt. Het niveau moet ${numberOf(leastLevel)} of hoger zijn, met een machtiging voor deze dienst.`,
      'Zet daarna in Mijn DUO eerst uw eigen account om, en dan de accounts van uw gebruikers.',
    ),
  ],
  english: [
    text(
      `Your organisation moves to eHerkenning on ${readable(movesOn, 'en')}; after that a token no longer signs in.`,
      `Get a means of level ${numberOf(leastLevel)} or higher with the mandate for this service for everybody who works with Mijn DUO,`,
      'then convert your own account and those of your users.',
    ),
  ],
});

const readable = (date: string, locale: 'nl' | 'en'): string =>
  DateTime.fromISO(date).setLocale(locale).toFormat('d LLLL yyyy');
