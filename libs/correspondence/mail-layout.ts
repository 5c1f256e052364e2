import { DateTime } from 'luxon';
import { type ComposedMail } from './mail.js';

/** A paragraph; or a code, on a line of its own, easy to copy. */
export type Paragraph = string | { readonly code: string };

/** What a mail says, in both languages. Without a name: nobody else learns whose account it is. */
export interface MailText {
  readonly subject: { readonly nl: string; readonly en: string };
  readonly nl: readonly Paragraph[];
  readonly en: readonly Paragraph[];
}

/** As text and as HTML: Dutch first, English below, without a link to click. */
export function layOut(id: string, to: string, { subject, nl, en }: MailText): ComposedMail {
  const dutch = ['Beste lezer,', ...nl, 'Met vriendelijke groet,', 'Mijn DUO'];
  const english = ['Dear reader,', ...en, 'Kind regards,', 'Mijn DUO'];
  const bothSubjects = `${subject.nl} / ${subject.en}`;
  return {
    id,
    to,
    subject: bothSubjects,
    text:
      [...dutch.map(asText), '--- English ---', ...english.map(asText), ''].join('\r\n\r\n').trimEnd() +
      '\r\n',
    html: [
      '<!doctype html>',
      `<html lang="nl"><head><meta charset="utf-8"><title>${escaped(bothSubjects)}</title></head>`,
      '<body style="font-family: sans-serif; max-width: 40em">',
      `<h1 style="font-size: 1.3em">${escaped(subject.nl)}</h1>`,
      ...dutch.map(asHtml),
      '<hr>',
      '<div lang="en">',
      `<h1 style="font-size: 1.3em">${escaped(subject.en)}</h1>`,
      ...english.map(asHtml),
      '</div></body></html>',
      '',
    ].join('\r\n'),
  };
}

const asText = (paragraph: Paragraph): string =>
  typeof paragraph === 'string' ? paragraph : `    ${paragraph.code}`;

const asHtml = (paragraph: Paragraph): string =>
  typeof paragraph === 'string'
    ? `<p>${escaped(paragraph)}</p>`
    : `<p style="font-family: monospace; font-size: 1.5em">${escaped(paragraph.code)}</p>`;

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A moment as people read it, in Dutch time. @param moment RFC 3339, UTC */
export const readable = (moment: string, locale: 'nl' | 'en'): string =>
  DateTime.fromISO(moment, { zone: 'Europe/Amsterdam' })
    .setLocale(locale)
    .toFormat(
      locale === 'nl' ? "cccc d LLLL yyyy 'om' HH:mm 'uur'" : "cccc d LLLL yyyy 'at' HH:mm '(Dutch time)'",
    );
