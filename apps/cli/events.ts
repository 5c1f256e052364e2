import { readFileSync, writeFileSync } from 'node:fs';
import { type EventDefinition, type Field } from '#libs/domain/catalogue';
import { catalogue } from '#libs/domain/events';
import { print, say } from './print.js';

/** Writes docs/events.md from the catalogue; with `--check` it writes nothing and ends 1 when the file is stale. */
const file = 'docs/events.md';
const written = eventCatalogue();
if (!process.argv.includes('--check')) {
  writeFileSync(file, written);
  print(`${file}: ${catalogue.size} events.`);
} else if (readFileSync(file, 'utf8') === written) {
  print(`${file} is what the catalogue says.`);
} else {
  say(`${file} is stale: npm run events`);
  process.exitCode = 1;
}

function eventCatalogue(): string {
  const definitions = [...catalogue.values()].sort((one, other) => (one.type < other.type ? -1 : 1));
  return `${[
    '# Events',
    '',
    'Every event that the system records: made from the catalogue by `npm run events`, not by hand.',
    'A sealed field is encrypted with the key of the person it is about; when that key is destroyed the field reads',
    'as erased and the event stays as it was. *personal*: about a person. *secret*: nobody but its owner may read it.',
    '',
    ...definitions.flatMap(section),
  ].join('\n')}`;
}

function section({ type, version, fields, nl, en }: EventDefinition): string[] {
  return [
    `## ${type}.v${version}`,
    '',
    `- Dutch: ${nl}`,
    `- English: ${en}`,
    '',
    '| field | value | whose, and how it is kept |',
    '|---|---|---|',
    ...Object.entries(fields).map(
      ([name, field]) => `| \`${name}\` | ${meaning(field)} | ${keeping(field)} |`,
    ),
    '',
  ];
}

function meaning({ means, optional }: Field<unknown>): string {
  return `${means.replaceAll('|', '\\|')}${optional ? ', where there is one' : ''}`;
}

function keeping({ sealing }: Field<unknown>): string {
  if (sealing === undefined) return 'open';
  const whose = sealing.subject === 'stream' ? 'of whom the stream is about' : `of \`${sealing.subject}\``;
  return `**${sealing.kind}**, ${whose}, key for ${sealing.purpose}`;
}
