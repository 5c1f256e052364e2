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

/** What a letter says, apart from to whom and from whom. Lines of both languages are joined into paragraphs by empty ones. */
export interface LetterBody {
  readonly subject: string;
  readonly dutch: readonly string[];
  readonly english: readonly string[];
}

export interface Letterhead {
  /** UUID of the letter. */
  readonly id: string;
  readonly sender: LetterSender;
  readonly organisation: string;
  /** A person's name as it stands in letters, or a function in the organisation. */
  readonly addressee: string;
  readonly address?: Address;
  /** The day it was made. */
  readonly madeAt: Date;
}

/** The whole letter as plain text, ready for printing: Dutch, with English below it. */
export const letterText = (head: Letterhead, { subject, dutch, english }: LetterBody): string =>
  [
    head.sender.name,
    ...head.sender.address,
    '',
    head.organisation,
    `T.a.v. ${head.addressee}`,
    ...addressLines(head.address),
    '',
    `Datum:     ${DateTime.fromJSDate(head.madeAt, { zone: 'Europe/Amsterdam' }).setLocale('nl').toFormat('d LLLL yyyy')}`,
    `Kenmerk:   ${letterNumber(head.id)}`,
    `Onderwerp: ${subject}`,
    '',
    `Beste ${head.addressee},`,
    '',
    ...dutch,
    '',
    `Hebt u vragen? ${head.sender.contact} Houd het kenmerk van deze brief bij de hand.`,
    '',
    'Met vriendelijke groet,',
    head.sender.name,
    '',
    '--- English ---',
    '',
    ...english,
    `Questions? ${head.sender.contact} Please have the reference (Kenmerk) of this letter at hand.`,
    '',
  ].join('\n');

/** The reference that people read out on the telephone, as in `8D51-C07E-22A9`: the last 12 digits of its id. */
export const letterNumber = (id: string): string =>
  (id.slice(-12).toUpperCase().match(/.{4}/g) ?? []).join('-');

function addressLines(address: Address | undefined): readonly string[] {
  if (address === undefined) return [];
  const street = [address.street, address.houseNumber].filter(isThere).join(' ');
  const city = [address.postalCode, address.city?.toUpperCase()].filter(isThere).join('  ');
  return [street, city].filter((line) => line !== '');
}

const isThere = (part: string | undefined): part is string => part !== undefined;
