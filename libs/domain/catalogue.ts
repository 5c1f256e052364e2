import { type RuleId } from './rules.js';

/**
 * The language in which events are declared. One declaration gives the TypeScript type, the runtime check,
 * the classification of every field (architecture 9, 10) and the sentence that people read.
 */

/**
 * What a key is for; each data subject has one key per purpose (architecture 10, 11).
 * `profile`: who somebody is. `credential`: what they sign in with. `attribution`: the name behind an act, kept
 * longer than the profile. `delivery`: a secret on its way to its owner, destroyed on arrival.
 */
export type Purpose = 'profile' | 'credential' | 'attribution' | 'delivery';

/** Stands where a personal field was, once its key has been destroyed. `evolve` takes it anywhere. */
export const ERASED = Object.freeze({ erased: true as const });
export type Erased = typeof ERASED;
export const isErased = (value: unknown): value is Erased =>
  typeof value === 'object' && value !== null && 'erased' in value;

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

export interface Sealing {
  readonly purpose: Purpose;
  /** `personal`: of a person. `secret`: nobody but its owner may ever read it. */
  readonly kind: 'personal' | 'secret';
  /** Whose: `stream` is the person whose stream it is; else the name of the open field that holds the subject's id. */
  readonly subject: string;
}

export interface Field<T> {
  /** For the catalogue: what kind of value this is, in words. */
  readonly means: string;
  readonly optional: boolean;
  /** The values that it can have, where they are a fixed list. */
  readonly values?: readonly string[];
  /** Absent: open, readable by everybody who may read events. */
  readonly sealing?: Sealing;
  readonly check: (value: unknown) => boolean;
  /** Only for the type checker. */
  readonly _type?: T;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;

type TypeOf<F> = F extends Field<infer T> ? T : never;
type OptionalKeys<F extends Fields> = { [K in keyof F]: undefined extends TypeOf<F[K]> ? K : never }[keyof F];
export type DataOf<F extends Fields> = { readonly [K in Exclude<keyof F, OptionalKeys<F>>]: TypeOf<F[K]> } & {
  readonly [K in OptionalKeys<F>]?: Exclude<TypeOf<F[K]>, undefined>;
};

const field = <T>(means: string, check: (value: unknown) => boolean): Field<T> => ({
  means,
  optional: false,
  check,
});
const isString = (value: unknown): value is string => typeof value === 'string';

export const text = field<string>('text', isString);
export const count = field<number>('whole number', Number.isSafeInteger);
export const flag = field<boolean>('yes or no', (value) => typeof value === 'boolean');
/** RFC 3339 in UTC with milliseconds, `2026-11-23T20:55:23.000Z`. */
export const instant = field<string>(
  'moment (UTC)',
  (value) => isString(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
);
/** Calendar date in Europe/Amsterdam, `2026-11-23`. */
export const date = field<string>(
  'date (Europe/Amsterdam)',
  (value) => isString(value) && /^\d{4}-\d\d-\d\d$/.test(value),
);
export const texts = field<readonly string[]>(
  'list of texts',
  (value) => Array.isArray(value) && value.every(isString),
);
export const oneOf = <T extends string>(...values: readonly T[]): Field<T> => ({
  ...field<T>(
    `one of ${values.join(', ')}`,
    (value) => isString(value) && (values as readonly string[]).includes(value),
  ),
  values,
});
/** A value with parts of its own, whose type is the domain's. */
export const record = <T extends Json | object>(means: string): Field<T> =>
  field<T>(means, (value) => typeof value === 'object' && value !== null);

/** The field may be absent. */
export const optional = <T>(of: Field<T>): Field<T | undefined> => ({
  ...(of as Field<T | undefined>),
  optional: true,
});

const sealedAs =
  (purpose: Purpose, kind: Sealing['kind']) =>
  <T>(of: Field<T>, subject = 'stream'): Field<T | Erased> => ({
    ...of,
    sealing: { purpose, kind, subject },
  });

/** Who somebody is: readable until the person is forgotten. */
export const personal = sealedAs('profile', 'personal');
/** A name behind an act. */
export const attributed = sealedAs('attribution', 'personal');
/** What somebody signs in with, where it must be readable again (a seed). */
export const credential = sealedAs('credential', 'secret');
/** A secret on its way to its owner. */
export const inDelivery = sealedAs('delivery', 'secret');

export interface EventDefinition<N extends string = string, F extends Fields = Fields> {
  /** Name without version, as in `account.role-granted`; it outlives the code. */
  readonly type: N;
  /** Version that the code writes and folds; older ones are lifted by upcasters. */
  readonly version: number;
  readonly fields: F;
  /** One sentence with `{actor}` and fields in braces; `{field|words}` gives the words only where the field is there. */
  readonly nl: string;
  readonly en: string;
}

/** An event as the domain knows it: latest version, personal fields readable or erased. */
export interface EventOf<D extends EventDefinition> {
  readonly type: D['type'];
  readonly data: DataOf<D['fields']>;
  /** The rule that this event follows from or is judged by. */
  readonly rule?: RuleId;
}

export type AnyEvent = EventOf<EventDefinition>;

/** The union of the events that a list of definitions declares. */
export type EventsOf<L extends readonly EventDefinition[]> = L[number] extends infer D
  ? D extends EventDefinition
    ? EventOf<D>
    : never
  : never;

export const defineEvent = <const N extends string, const F extends Fields>(
  definition: EventDefinition<N, F>,
): EventDefinition<N, F> => definition;

/** Makes an event of the definition. */
export const event = <N extends string, F extends Fields>(
  definition: EventDefinition<N, F>,
  data: DataOf<F>,
  rule?: RuleId,
): EventOf<EventDefinition<N, F>> => ({
  type: definition.type,
  data,
  ...(rule === undefined ? {} : { rule }),
});

/** Every event that exists, by its type name. */
export type Catalogue = ReadonlyMap<string, EventDefinition>;

export const catalogueOf = (...definitions: readonly EventDefinition[]): Catalogue => {
  const catalogue = new Map<string, EventDefinition>();
  for (const definition of definitions) {
    if (catalogue.has(definition.type)) throw new Error(`${definition.type} is declared twice.`);
    catalogue.set(definition.type, definition);
  }
  return catalogue;
};

/** Names of the fields of `data` that don't fit the definition. Empty when all is well. */
export function unfitFields(definition: EventDefinition, data: Readonly<Record<string, unknown>>): string[] {
  const unknown = Object.keys(data).filter((name) => !(name in definition.fields));
  const unfit = Object.entries(definition.fields)
    .filter(([name, of]) => {
      const value = data[name];
      if (value === undefined) return !of.optional;
      return !of.check(value);
    })
    .map(([name]) => name);
  return [...unknown, ...unfit];
}
