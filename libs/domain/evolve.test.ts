import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyEventOf } from './any-event.test-data.js';
import { type AnyEvent, type EventDefinition, isErased, unfitFields } from './catalogue.js';
import { catalogue } from './events.js';
import * as streams from './streams.js';

interface Kind {
  readonly category: string;
  readonly initial: unknown;
  readonly evolve: (state: unknown, event: AnyEvent) => unknown;
}
const kinds = Object.values<unknown>(streams).filter(
  (one): one is Kind => typeof one === 'object' && one !== null && 'evolve' in one,
);
const definitionsOf = ({ category }: Kind): EventDefinition[] =>
  [...catalogue.values()].filter(({ type }) => type.startsWith(`${category}.`));

describe.each(kinds.map((kind) => [kind.category, kind] as const))('folding %s', (_category, kind) => {
  const history = fc.array(fc.oneof(...definitionsOf(kind).map(anyEventOf)), { maxLength: 40 });

  it('AVG-05 AVG-06 any events in any order are folded, erased or not', () => {
    fc.assert(
      fc.property(history, (events) => {
        for (const one of events)
          expect(
            unfitFields(catalogue.get(one.type) ?? missing(one), one.data).filter(readable(one)),
          ).toEqual([]);
        expect(() => events.reduce(kind.evolve, kind.initial)).not.toThrow();
      }),
    );
  });

  it('AVG-05 the same events give the same state, and folding changes neither events nor earlier states', () => {
    fc.assert(
      fc.property(history, fc.nat(40), (events, at) => {
        const copy = structuredClone(events);
        const earlier = events.slice(0, at).reduce(kind.evolve, kind.initial);
        const before = structuredClone(earlier);
        const whole = events.reduce(kind.evolve, kind.initial);
        expect(events.slice(at).reduce(kind.evolve, earlier)).toEqual(whole);
        expect(earlier).toEqual(before);
        expect(events).toEqual(copy);
      }),
    );
  });
});

it('AVG-05 every stream that is folded is of a kind whose events stand in the catalogue', () => {
  expect(kinds.length).toBeGreaterThan(0);
  for (const kind of kinds) expect(definitionsOf(kind).length).toBeGreaterThan(0);
});

const readable =
  ({ data }: AnyEvent) =>
  (field: string): boolean =>
    !isErased(data[field]);

function missing({ type }: AnyEvent): never {
  throw new Error(`${type} is not in the catalogue.`);
}
