import { describe, expect, it } from '@jest/globals';
import { type LetterContent } from '#libs/correspondence/letter';
import { letterPdf } from '#libs/correspondence/pdf/letter-pdf';
import { paper } from '#libs/correspondence/pdf/paper';
import { letterKinds } from '#libs/domain/letter/events';
import { composed, holderOf, letters, organisationWith, passwordLetter, secret } from './letters.js';
import { poppler, withoutPoppler } from './poppler.js';
import { textOfPdf } from './text-of-pdf.js';

interface Around {
  readonly organisation?: string;
  readonly address?: string;
  /** Of a letter from the print queue. */
  readonly numbered?: boolean;
}

/** What stands in every letter, around what it is about. */
const whole = (
  to: string | undefined,
  called: string,
  subject: string,
  dutch: string,
  english: string,
  {
    organisation = 'Stichting Voorbeeldonderwijs',
    address = 'Modelplein 27-A 1234 AB VOORBEELDSTAD',
    numbered = true,
  }: Around = {},
): string => `
  Security Service Desk
  Retouradres: Security Service Desk, Antwoordnummer 1, 9700 VB GRONINGEN
  ${organisation}
  ${to === undefined ? '' : `T.a.v. ${to}`}
  ${address}
  Datum: 24 november 2026
  ${numbered ? 'Ons nummer: 2026-000123' : ''}
  Betreft: ${subject}
  Beste ${called},
  ${dutch}
  Hebt u vragen? ${
    numbered
      ? 'Bel 050-1234567, op werkdagen van 9 tot 17 uur. Houd het nummer van deze brief bij de hand.'
      : 'Neem contact op met uw beheerder.'
  }
  Met vriendelijke groet,
  Security Service Desk
  In English
  ${english}
  Questions? ${
    numbered
      ? `How to reach us stands above, behind “Hebt u vragen?”. Please have the number (“Ons nummer”) of this letter at
         hand.`
      : 'Ask your administrator.'
  }`;

const someAdministrator = ['de beheerder van Mijn DUO', 'beheerder'] as const;
const theBoard = ['het bestuur', 'bestuur'] as const;
const drenth = ['E.D. Drenth', 'E.D. Drenth'] as const;
const accented = ['Ő.Ğ. van der Şahinoğlu-Kovačević', 'Ő.Ğ. van der Şahinoğlu-Kovačević'] as const;

const sendBack = `Stuur de tokengenerator terug naar:
  Security Service Desk
  Antwoordnummer 1
  9700 VB GRONINGEN`;
const sendBackInEnglish = 'Send it back to: Security Service Desk, Antwoordnummer 1, 9700 VB GRONINGEN.';
const calledBack = (to: readonly [string, string], dutch: string, english: string): string =>
  whole(...to, 'lever een tokengenerator in', dutch, english);

const newPasswordSteps = `
  1. Log in met uw gebruikersnaam, dit wachtwoord en de code van uw tokengenerator. De tokengenerator krijgt u apart.
  2. Kies meteen een nieuw wachtwoord. Daarna is dit wachtwoord niet meer geldig.
  3. Vernietig deze brief.
  Geef uw wachtwoord aan niemand. Wij vragen er nooit om. Was de envelop open? Meld dat dan meteen.`;
const newPasswordInEnglish = `Sign in with your username, this password and the code of your token generator, which comes to
  you apart from this letter. Choose a new password at once and destroy this letter. If the envelope had been opened,
  report that at once.`;

const left = [
  'bevestiging van uw afmelding voor Mijn DUO',
  `Uw organisatie heeft gevraagd om te stoppen met Mijn DUO. Dat hebben wij geregeld. Alle accounts van uw organisatie
  zijn beëindigd. Niemand kan er nog mee inloggen.
  Wat moet u doen?
  Hebben mensen van uw organisatie nog een tokengenerator? Stuur alle tokengeneratoren terug naar:
  Security Service Desk
  Antwoordnummer 1
  9700 VB GRONINGEN`,
  `Your organisation asked to stop using Mijn DUO. This has been done: all its accounts have ended. Send all token
  generators that are still out back to: Security Service Desk, Antwoordnummer 1, 9700 VB GRONINGEN.`,
] as const;
const moves = [
  'uw overstap naar eHerkenning',
  `Uw organisatie stapt over op inloggen met eHerkenning. De datum is 1 januari 2040. Na de overstap kunt u niet meer
  inloggen met een token.
  Wat moet u doen?
  1. Vraag op tijd een eHerkenningsmiddel aan voor iedereen die met Mijn DUO werkt. Het niveau moet 3 of hoger zijn, met
  een machtiging voor deze dienst.
  2. Zet daarna in Mijn DUO eerst uw eigen account om, en dan de accounts van uw gebruikers.`,
  `Your organisation moves to eHerkenning on 1 January 2040; after that a token no longer signs in. Get a means of level
  3 or higher with the mandate for this service for everybody who works with Mijn DUO, then convert your own account and
  those of your users.`,
] as const;
const ofAnEndedUser = [
  `De tokengenerator van E.D. Drenth is niet meer in gebruik.
  Serienummer 26-1234567-8
  Wat moet u doen?
  ${sendBack}
  Hebt u hem al ingeleverd? Dan hoeft u niets te doen.`,
  `The token generator of E.D. Drenth, serial number 26-1234567-8, is no longer in use. ${sendBackInEnglish}`,
] as const;

const expected: Readonly<Record<keyof typeof letters, string>> = {
  username: whole(
    ...accented,
    'uw gebruikersnaam voor Mijn DUO',
    `U bent beheerder van Mijn DUO voor uw organisatie. Uw gebruikersnaam is:
    Drenth99ED
    Wat moet u doen?
    1. Bel de Security Service Desk en vraag om een activatiecode. U krijgt de code in een e-mail. De code is kort geldig.
    2. Log in met uw eHerkenningsmiddel.
    3. Vul uw gebruikersnaam en de activatiecode in.
    U hebt de gebruikersnaam één keer nodig. Geef deze brief aan niemand anders.`,
    `You are an administrator of Mijn DUO for your organisation. Your username stands above. Call the Security Service
    Desk for an activation code, sign in with your eHerkenning means, and enter both. Give this letter to nobody else.`,
  ),
  'username-of-user': whole(
    ...drenth,
    'uw gebruikersnaam voor Mijn DUO',
    `U hebt een account voor Mijn DUO. U krijgt deze brief van uw beheerder. Uw gebruikersnaam is:
    Drenth99ED
    Wat moet u doen?
    1. Vraag uw beheerder om een activatiecode. U krijgt de code in een e-mail. De code is kort geldig.
    2. Log in met uw eHerkenningsmiddel.
    3. Vul uw gebruikersnaam en de activatiecode in.
    U hebt de gebruikersnaam één keer nodig. Geef deze brief aan niemand anders.`,
    `You have an account for Mijn DUO. Your username stands above. Ask your administrator for an activation code, sign in
    with your eHerkenning means, and enter both. Give this letter to nobody else.`,
    { numbered: false },
  ),
  'password-without-username': whole(
    ...drenth,
    'uw wachtwoord voor Mijn DUO',
    `Uw wachtwoord voor Mijn DUO is:
    bkmt2749fwrd8365
    Wat moet u doen?
    ${newPasswordSteps}`,
    `Your password for Mijn DUO stands above. ${newPasswordInEnglish}`,
  ),
  password: whole(
    ...drenth,
    'uw wachtwoord voor Mijn DUO',
    `Uw gebruikersnaam voor Mijn DUO is:
    Drenth99ED
    Uw wachtwoord voor Mijn DUO is:
    bkmt2749fwrd8365
    Wat moet u doen?
    ${newPasswordSteps}`,
    `Your username and your password for Mijn DUO stand above. ${newPasswordInEnglish}`,
  ),
  generator: whole(
    ...drenth,
    'uw tokengenerator voor Mijn DUO',
    `Bij deze brief krijgt u uw tokengenerator.
    Inhoud 1 tokengenerator
    Serienummer 26-1234567-8
    Klopt het serienummer niet met het nummer op de achterkant van de tokengenerator? Meld dat dan meteen.
    De tokengenerator is van u alleen. Geef hem nooit aan een collega. Uw wachtwoord krijgt u in een andere brief. Bent u
    de tokengenerator kwijt, of is hij kapot? Meld dat direct aan de Security Service Desk.`,
    `With this letter you get your token generator, serial number 26-1234567-8. It is yours alone; never give it to a
    colleague. Your password comes in another letter. If it is lost or broken, report that to the Security Service Desk at
    once.`,
  ),
  'generator-to-hand-over': whole(
    ...accented,
    'een tokengenerator om te overhandigen',
    `Bij deze brief krijgt u een tokengenerator voor E.D. Drenth.
    Inhoud 1 tokengenerator
    Serienummer 26-1234567-8
    Voor E.D. Drenth
    Wat moet u doen?
    1. Geef de tokengenerator persoonlijk aan E.D. Drenth.
    2. Meld daarna in Mijn DUO dat u hem hebt overhandigd.
    De tokengenerator is alleen voor deze persoon. Het wachtwoord gaat in een aparte brief naar de persoon zelf.`,
    `With this letter you get a token generator for E.D. Drenth, serial number 26-1234567-8. Hand it over in person, then
    say in Mijn DUO that you did. It is for this person only.`,
  ),
  'generator-called-back': calledBack(someAdministrator, ...ofAnEndedUser),
  'generator-called-back-from-who-left': calledBack(theBoard, ...ofAnEndedUser),
  'generator-called-back-from-user': calledBack(
    drenth,
    `Uw tokengenerator voor Mijn DUO is niet meer in gebruik.
    Serienummer 26-1234567-8
    Wat moet u doen?
    Geef de tokengenerator aan uw beheerder. Uw beheerder stuurt hem naar ons op.
    Hebt u hem al ingeleverd? Dan hoeft u niets te doen.`,
    `Your token generator for Mijn DUO, serial number 26-1234567-8, is no longer in use. Give it to your administrator, who
    sends it back to us.`,
  ),
  'generator-called-back-from-administrator': calledBack(
    drenth,
    `Uw tokengenerator voor Mijn DUO is niet meer in gebruik.
    Serienummer 26-1234567-8
    Wat moet u doen?
    ${sendBack}
    Hebt u hem al ingeleverd? Dan hoeft u niets te doen.`,
    `Your token generator for Mijn DUO, serial number 26-1234567-8, is no longer in use. ${sendBackInEnglish}`,
  ),
  'generator-called-back-though-lost': calledBack(
    drenth,
    `Er is gemeld dat uw tokengenerator voor Mijn DUO kwijt is. Hij werkt niet meer.
    Serienummer 26-1234567-8
    Wat moet u doen?
    Hebt u de tokengenerator nog, of vindt u hem later? Lever hem dan in.
    Geef de tokengenerator aan uw beheerder. Uw beheerder stuurt hem naar ons op.
    Hebt u hem niet meer? Dan hoeft u niets te doen.`,
    `Your token generator for Mijn DUO, serial number 26-1234567-8, was reported lost and no longer works. If you still have
    it, or find it later, please return it. Give it to your administrator, who sends it back to us.`,
  ),
  'generator-called-back-though-broken': calledBack(
    drenth,
    `Er is gemeld dat uw tokengenerator voor Mijn DUO kapot is. Hij werkt niet meer.
    Serienummer 26-1234567-8
    Wat moet u doen?
    ${sendBack}
    Hebt u hem al ingeleverd? Dan hoeft u niets te doen.`,
    `Your token generator for Mijn DUO, serial number 26-1234567-8, was reported broken and no longer works.
    ${sendBackInEnglish}`,
  ),
  'organisation-left': whole(...theBoard, ...left),
  'municipality-left': whole(undefined, 'lezer', ...left, { organisation: 'Gemeente Voorbeeldstad' }),
  'move-announced': whole(...someAdministrator, ...moves),
  'without-address': whole(...someAdministrator, ...moves, { address: '' }),
};

/** Words alone: where lines break is the paper's matter. */
const words = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const names = Object.keys(letters);
const composedAs = (name: string) => {
  const letter = letters[name];
  if (letter === undefined) throw new Error(`There is no letter ${name}.`);
  return composed(...letter);
};
const printed = (name: string): Promise<Buffer> => letterPdf(composedAs(name).printed);

/** With the longest names that fit no line, and so much to say that it takes two pages. */
const longLetter = (): LetterContent => {
  const organisation = organisationWith(
    'Vereniging tot Instandhouding van Scholen voor Protestants-Christelijk Basisonderwijs te Alphen aan den Rijn en Omgeving',
    {
      street: 'Burgemeester van der Meulen-Hoogeveenstraatweg',
      houseNumber: '1234-bis',
      postalCode: '1234 AB',
      city: 'Gravenmoersluizen aan den IJssel',
    },
  );
  const account = holderOf({
    surname: 'Maximiliaanschewindhondenbezittersverenigingsvoorzitter-Konstantinopolitaan',
    initials: 'A.B.C.D.',
  });
  const letter = composed(passwordLetter, {
    organisation,
    account,
    leastLevel: 'loa3',
  }).printed;
  return { ...letter, dutch: [...letter.dutch, ...letter.dutch.slice(5)] };
};

describe('a letter about the move to eHerkenning', () => {
  it('ORG-06 EHK-01 names the level that policy asks for', () => {
    const [asked, onRecord] = letters['move-announced']!;
    const said = JSON.stringify(composed(asked, { ...onRecord, leastLevel: 'loa4' }).printed);
    expect(said).toContain('Het niveau moet 4 of hoger zijn');
    expect(said).toContain('a means of level 4 or higher');
  });
});

const onPaper = withoutPoppler() ? describe.skip : describe;

onPaper('a letter as others read it (poppler)', () => {
  it('TOK-02 TOK-04 ADM-08 ADM-09 ORG-05 ORG-06 there is one of each kind', () => {
    expect(new Set(names.map((name) => letters[name]?.[0].kind))).toEqual(new Set(letterKinds));
  });

  it.each(names)('TOK-02 TOK-04 ADM-08 ADM-09 ORG-05 ORG-06 says what it must: %s', async (name) => {
    const pdf = await printed(name);
    expect(words(poppler('pdftotext', pdf, '-raw'))).toBe(words(expected[name] ?? ''));
    // So that tests without poppler read the same.
    expect(words(textOfPdf(pdf))).toBe(words(expected[name] ?? ''));
  });

  it.each(names)(
    'PDF/UA is tagged, in reading order, in Dutch and English, with its title: %s',
    async (name) => {
      const pdf = await printed(name);
      const told = poppler('pdfinfo', pdf);
      expect(told).toMatch(/^Tagged: +yes$/m);
      expect(told).toMatch(/^Title: +Brief( 2026-000123)?: .+$/m);
      expect(told).toMatch(/^Pages: +1$/m);
      expect(poppler('pdfinfo', pdf, '-meta')).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/);
      const heard = [...poppler('pdfinfo', pdf, '-struct-text').matchAll(/^ *"(.*)"$/gm)].map(
        ([, text]) => text,
      );
      expect(words(heard.join(' '))).toBe(words(expected[name] ?? ''));
      const source = pdf.toString('latin1');
      expect(source).toContain('/Lang (nl-NL)');
      expect(source).toContain('/Lang (en-GB)');
      expect(source).toContain('/DisplayDocTitle true');
    },
  );

  it('PDF/UA headings, steps and what is delivered are told as such', async () => {
    const tags = poppler('pdfinfo', await printed('generator-to-hand-over'), '-struct')
      .split('\n')
      .map((line) => line.replace(/ \(block\)$|:$/, ''));
    expect(tags.slice(0, 35)).toEqual([
      'Document',
      ...['P', 'P', 'P', 'P', 'P', 'H1', 'P', 'P'].map((tag) => `  ${tag}`),
      '  Table',
      ...[1, 2, 3].flatMap(() => ['    TR', '      TH', '         /Scope /Row', '      TD']),
      '  H2',
      '  L',
      ...[1, 2].flatMap(() => ['    LI', '      Lbl', '      LBody']),
      ...['P', 'P', 'P', 'Sect'].map((tag) => `  ${tag}`),
      '    H2',
    ]);
  });

  it.each(names)('PDF/UA has its fonts in it, and every letter of every name: %s', async (name) => {
    const [, , ...fonts] = poppler('pdffonts', await printed(name))
      .trim()
      .split('\n');
    expect(
      fonts.map((line) => /^\w{6}\+(\S+) .* (yes|no) +(yes|no) +(yes|no) +\d+ +0$/.exec(line)?.slice(1)),
    ).toEqual([
      ['NotoSans-Bold', 'yes', 'yes', 'yes'],
      ['NotoSans-Regular', 'yes', 'yes', 'yes'],
    ]);
  });

  it.each([...names, 'long'])(
    'ADM-08 its address is seen through the window, and nothing else: %s',
    async (name) => {
      const pdf = name === 'long' ? await letterPdf(longLetter()) : await printed(name);
      const { left, right, top, bottom } = paper.window;
      const found = [
        ...poppler('pdftotext', pdf, '-bbox', '-l', '1').matchAll(
          /xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g,
        ),
      ].map(([, x, y, toX, toY, word]) => ({
        word,
        box: [x, y, toX, toY].map(Number) as [number, number, number, number],
      }));
      const first = found.findIndex(({ word }) => word === 'Retouradres:');
      const last = found.findIndex(({ word }) => word === 'Datum:') - 1;
      expect(first).toBe(3);
      for (const [index, { box }] of found.entries()) {
        const [x, y, toX, toY] = box;
        // The box of a word is higher than what is seen of it.
        const inside = x >= left && toX <= right && y >= top - 2 && toY <= bottom + 3;
        expect([found[index]?.word, inside]).toEqual([found[index]?.word, index >= first && index <= last]);
      }
    },
  );

  it('ADM-08 postcode and town stand as the sorting machines read them, with two spaces', async () => {
    expect(poppler('pdfinfo', await printed('password'), '-struct-text')).toContain('1234 AB  VOORBEELDSTAD');
  });

  it('ADM-08 pages of a long letter say which they are, and no heading stands alone', async () => {
    const pdf = await letterPdf(longLetter());
    expect(poppler('pdfinfo', pdf)).toMatch(/^Pages: +2$/m);
    const [first = '', second = ''] = poppler('pdftotext', pdf, '-layout').split('\f');
    expect(first.trimEnd()).toMatch(/\n *Nummer 2026-000123, pagina 1 van 2$/);
    expect(second.trimEnd()).toMatch(/\n *Nummer 2026-000123, pagina 2 van 2$/);
    expect(first).not.toMatch(/(Wat moet u doen\?|In English)\s+Nummer/);
    expect(second).toContain('In English');
    // Said to the eye alone.
    expect(poppler('pdfinfo', pdf, '-struct-text')).not.toContain('pagina');
  });

  it('AVG-03 what is archived says the same without the secret', async () => {
    const archived = await letterPdf(composedAs('password').archived);
    const told = words(poppler('pdftotext', archived, '-raw'));
    expect(told).toBe(words((expected['password'] ?? '').replace(secret, '(niet bewaard)')));
    expect(poppler('pdfinfo', archived, '-struct-text')).not.toContain(secret);
  });
});

describe('a letter in bytes', () => {
  it('AVG-04 is the same whenever it is drawn, and another where a word is another', async () => {
    const { printed: letter, archived } = composedAs('password');
    const [first, again, other] = [
      await letterPdf(letter),
      await letterPdf(letter),
      await letterPdf(archived),
    ];
    expect(first.equals(again)).toBe(true);
    expect(first.equals(other)).toBe(false);
  });

  it('AVG-03 where there is no secret, what is archived is what was printed', () => {
    for (const name of names) {
      const { printed: letter, archived } = composedAs(name);
      expect([name, letter === archived]).toEqual([name, !name.startsWith('password')]);
    }
  });
});
