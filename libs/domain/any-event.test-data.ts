import fc from 'fast-check';
import { type AnyEvent, ERASED, type EventDefinition, type Field } from './catalogue.js';

/** Any event that fits the definition; where erasure is possible it may have happened. */
export const anyEventOf = ({ type, fields }: EventDefinition): fc.Arbitrary<AnyEvent> =>
  fc
    .record(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, anyValueOf(field)])))
    .map((data) => ({
      type,
      data: Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)),
    }));

/** Few texts, so that events meet. */
const text = fc.constantFrom('a', 'b', '', '2026-11-23', '2026-11-23T09:00:00.000Z', '__proto__');
const kenmerk = fc.record({ type: fc.constantFrom('BRIN', 'vestiging'), value: text });

function anyValueOf(field: Field<unknown>): fc.Arbitrary<unknown> {
  const value = fc
    .oneof(
      fc.constantFrom(...(field.values ?? [''])),
      text,
      fc.nat(),
      fc.boolean(),
      fc.array(text, { maxLength: 3 }),
      field.means.startsWith('list') ? fc.array(kenmerk, { maxLength: 3 }) : fc.dictionary(text, text),
    )
    .filter(field.check);
  return fc.oneof(
    value,
    ...(field.optional ? [fc.constant(undefined)] : []),
    ...(field.sealing === undefined ? [] : [fc.constant(ERASED)]),
  );
}
