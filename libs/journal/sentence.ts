import { DateTime } from 'luxon';
import { type Catalogue, instant, isErased } from '#libs/domain/catalogue';
import { type Violation } from '#libs/domain/rules';
import { type RecordedEvent } from './journal.js';
import { words } from './words.js';

export type Language = 'nl' | 'en';

/**
 * What happened, in one readable sentence.
 *
 * @param actor the name behind the event's actor, as far as it may be told and isn't erased
 */
export function sentenceOf(
  catalogue: Catalogue,
  { event, envelope }: Pick<RecordedEvent, 'event'> & Partial<Pick<RecordedEvent, 'envelope'>>,
  actor: string,
  language: Language,
): string {
  const definition = catalogue.get(event.type);
  if (definition === undefined) throw new Error(`There is no sentence for ${event.type}.`);
  const values: Readonly<Record<string, unknown>> = {
    ...event.data,
    actor,
    command: envelope?.command.name,
    rules: rulesIn(event.data),
  };
  return definition[language]
    .replace(/\{(\w+)\|((?:[^{}]|\{\w+\})*)\}/g, (_all, field: string, then: string) =>
      values[field] === undefined ? '' : then,
    )
    .replace(/\{(\w+)\}/g, (_all, field: string) =>
      readable(values[field], language, definition.fields[field]?.values),
    );
}

/** What every sentence may speak of, beside the event's own fields. */
export const alwaysThere: readonly string[] = ['actor', 'command', 'rules'];

/** Of a refusal the rules that refused, each once. */
const rulesIn = ({ violations }: Readonly<Record<string, unknown>>): readonly string[] =>
  Array.isArray(violations) ? [...new Set((violations as readonly Violation[]).map(({ rule }) => rule))] : [];

/** Names of the fields that a sentence speaks of. */
export const fieldsInSentence = (sentence: string): readonly string[] =>
  [...sentence.matchAll(/\{(\w+)[|}]/g)].map(([, field]) => field ?? '');

/** @param fixed the values that the field can have, where they are a fixed list: those are put into words */
function readable(value: unknown, language: Language, fixed?: readonly string[]): string {
  if (value === undefined) return '–';
  if (isErased(value)) return language === 'nl' ? '[gewist]' : '[erased]';
  if (Array.isArray(value)) return value.map((one) => readable(one, language)).join(', ');
  if (isKenmerk(value)) return `${value.type} ${value.value}`;
  if (typeof value === 'boolean') return words[String(value)]?.[language] ?? String(value);
  if (typeof value !== 'string') return JSON.stringify(value);
  if (instant.check(value)) return moment(value, language);
  return fixed?.includes(value) ? (words[value]?.[language] ?? value) : value;
}

const isKenmerk = (value: unknown): value is { type: string; value: string } =>
  typeof value === 'object' && value !== null && 'type' in value && 'value' in value;

/** In Dutch time, to the second. */
export const moment = (utc: string, language: Language): string =>
  DateTime.fromISO(utc, { zone: 'Europe/Amsterdam' }).setLocale(language).toFormat('d LLL yyyy HH:mm:ss');
