import { DateTime } from 'luxon';
import { type Address } from '#libs/domain/organisation/organisation';

/** Who letters come from, as the operator has it printed. */
export interface LetterSender {
  readonly name: string;
  /** Lines of the address that things are sent back to. */
  readonly address: readonly string[];
  /** How somebody with questions gets an answer: telephone number, hours, e-mail address. */
  readonly contact: string;
}

/** For injection: who the letters of this installation come from. */
export const letterSender = Symbol('letter sender');

/** A part of a letter, apart from how it looks on paper. */
export type LetterPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  /** What is typed over: a username or a password. */
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'steps'; readonly steps: readonly string[] }
  /** Each stands on a line of its own: an address, and the end of the letter. */
  | { readonly kind: 'lines' | 'closing'; readonly lines: readonly string[] }
  /** What each thing is, under its name. */
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [name: string, value: string])[] };

/** What a letter of a kind says, apart from to whom and from whom. */
export interface LetterBody {
  readonly subject: string;
  /** Who hands it over answers questions about it; of other letters the sender does. */
  readonly questionsTo?: 'administrator';
  readonly dutch: readonly LetterPart[];
  readonly english: readonly LetterPart[];
}

/** Who gets a letter: as it stands in the address, and behind `Beste`. */
export interface Addressee {
  /** Absent where it is the organisation as a whole. */
  readonly name?: string;
  readonly calledAs: string;
}

export interface Letterhead {
  /** Which people read out on the telephone, as in `2026-000123`; what is printed outside the print queue has none. */
  readonly number?: string;
  readonly sender: LetterSender;
  readonly organisation: string;
  readonly addressee: Addressee;
  readonly address?: Address;
  /** The day it was made. */
  readonly madeAt: Date;
}

/** A whole letter: what is said, in the order in which it is read. */
export interface LetterContent {
  readonly number?: string;
  readonly madeAt: Date;
  readonly sender: LetterSender;
  /** As it stands in the window of the envelope. */
  readonly addressLines: readonly string[];
  /** As it stands in the letter: `24 november 2026`. */
  readonly date: string;
  readonly subject: string;
  readonly dutch: readonly LetterPart[];
  readonly english: readonly LetterPart[];
}

/** The letter of this kind, to this addressee. */
export const letterContent = (head: Letterhead, body: LetterBody): LetterContent => ({
  ...(head.number === undefined ? {} : { number: head.number }),
  madeAt: head.madeAt,
  sender: head.sender,
  addressLines: [
    head.organisation,
    ...(head.addressee.name === undefined ? [] : [`T.a.v. ${head.addressee.name}`]),
    ...addressLines(head.address),
  ],
  date: DateTime.fromJSDate(head.madeAt, { zone: 'Europe/Amsterdam' })
    .setLocale('nl')
    .toFormat('d LLLL yyyy'),
  subject: body.subject,
  dutch: [
    text(`Beste ${head.addressee.calledAs},`),
    ...body.dutch,
    text('Hebt u vragen?', ...questions(head, body).dutch),
    { kind: 'closing', lines: ['Met vriendelijke groet,', head.sender.name] },
  ],
  english: [...body.english, text('Questions?', ...questions(head, body).english)],
});

const questions = ({ sender, number }: Letterhead, { questionsTo }: LetterBody) =>
  questionsTo === 'administrator'
    ? { dutch: ['Neem contact op met uw beheerder.'], english: ['Ask your administrator.'] }
    : {
        dutch: [
          sender.contact,
          ...(number === undefined ? [] : ['Houd het nummer van deze brief bij de hand.']),
        ],
        english: [
          'How to reach us stands above, behind “Hebt u vragen?”.',
          ...(number === undefined ? [] : ['Please have the number (“Ons nummer”) of this letter at hand.']),
        ],
      };

export const text = (...sentences: readonly string[]): LetterPart => ({
  kind: 'text',
  text: sentences.join(' '),
});
export const heading = (words: string): LetterPart => ({ kind: 'heading', text: words });
export const code = (typed: string): LetterPart => ({ kind: 'code', text: typed });
export const steps = (...what: readonly string[]): LetterPart => ({ kind: 'steps', steps: what });
export const facts = (of: Readonly<Record<string, string>>): LetterPart => ({
  kind: 'facts',
  facts: Object.entries(of),
});
export const lines = (of: readonly string[]): LetterPart => ({ kind: 'lines', lines: of });

/** Street and number, then `1234 AB  PLAATS`, as the sorting machines read it (PostNL, "Addressing tips"). */
function addressLines(address: Address | undefined): readonly string[] {
  if (address === undefined) return [];
  const street = [address.street, address.houseNumber].filter(isThere).join(' ');
  const postalCode = address.postalCode?.toUpperCase().replace(/^(\d{4}) ?([A-Z]{2})$/, '$1 $2');
  const city = [postalCode, address.city?.toUpperCase()].filter(isThere).join('  ');
  return [street, city].filter((line) => line !== '');
}

const isThere = (part: string | undefined): part is string => part !== undefined;
