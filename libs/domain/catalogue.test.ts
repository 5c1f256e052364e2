import { describe, expect, it } from '@jest/globals';
import {
  attributed,
  catalogueOf,
  count,
  credential,
  date,
  defineEvent,
  ERASED,
  event,
  type Field,
  flag,
  inDelivery,
  instant,
  isErased,
  oneOf,
  optional,
  personal,
  record,
  text,
  texts,
  unfitFields,
} from './catalogue.js';

const checks: readonly (readonly [string, Field<unknown>, readonly unknown[], readonly unknown[]])[] = [
  ['text', text, ['', '0099'], [99, null]],
  ['whole number', count, [0, -1, 5], [1.5, '5', Number.MAX_SAFE_INTEGER + 1]],
  ['yes or no', flag, [true, false], ['true', 0]],
  [
    'moment (UTC)',
    instant,
    ['2026-11-23T20:55:23.000Z'],
    [
      '2026-11-23T20:55:23Z',
      '2026-11-23T20:55:23.000+01:00',
      ' 2026-11-23T20:55:23.000Z',
      '2026-11-23T20:55:23.000Z ',
      ['2026-11-23T20:55:23.000Z'],
    ],
  ],
  [
    'date (Europe/Amsterdam)',
    date,
    ['2026-11-23'],
    ['2026-11-23T', 'x2026-11-23', '26-11-23', ['2026-11-23']],
  ],
  ['list of texts', texts, [[], ['a', 'b']], ['a', ['a', 1]]],
  ['one of lost, broken', oneOf('lost', 'broken'), ['lost', 'broken'], ['stolen', '', ['lost']]],
  ['address', record('address'), [{}, { street: 'a' }, []], [null, 'a']],
];

describe('the fields of events', () => {
  it.each(checks)('AVG-01 %s takes what is one, and nothing else', (means, field, right, wrong) => {
    expect(field.means).toBe(means);
    expect(field.optional).toBe(false);
    expect(right.map(field.check)).toEqual(right.map(() => true));
    expect(wrong.map(field.check)).toEqual(wrong.map(() => false));
  });

  it('AVG-06 a sealed field says what for, of what kind, and whose: the person’s of the stream unless said otherwise', () => {
    expect(text.sealing).toBeUndefined();
    expect([personal(text), attributed(text), credential(text), inDelivery(text, 'codeId')]).toMatchObject([
      { sealing: { purpose: 'profile', kind: 'personal', subject: 'stream' } },
      { sealing: { purpose: 'attribution', kind: 'personal', subject: 'stream' } },
      { sealing: { purpose: 'credential', kind: 'secret', subject: 'stream' } },
      { sealing: { purpose: 'delivery', kind: 'secret', subject: 'codeId' } },
    ]);
  });

  it('AVG-06 what was erased is known as such, and nothing else is', () => {
    expect(isErased(ERASED)).toBe(true);
    for (const other of ['erased', null, undefined, {}, []]) expect(isErased(other)).toBe(false);
  });
});

describe('an event that is declared', () => {
  const moved = defineEvent({
    type: 'person.moved',
    version: 1,
    fields: { to: text, why: optional(text), times: count },
    nl: '{actor} verhuisde.',
    en: '{actor} moved.',
  });

  it('AVG-01 has the rule that it follows from, where there is one', () => {
    expect(event(moved, { to: 'b', times: 1 }, 'USR-08')).toStrictEqual({
      type: 'person.moved',
      data: { to: 'b', times: 1 },
      rule: 'USR-08',
    });
    expect(event(moved, { to: 'b', times: 1 })).toStrictEqual({
      type: 'person.moved',
      data: { to: 'b', times: 1 },
    });
  });

  it('AVG-01 says which fields don’t fit: unknown, of another kind, or missing without being optional', () => {
    expect(unfitFields(moved, { to: 'b', times: 1 })).toEqual([]);
    expect(unfitFields(moved, { to: 'b', times: 1, why: 'c' })).toEqual([]);
    expect(unfitFields(moved, { to: 1, why: 2, when: 'now' })).toEqual(['when', 'to', 'why', 'times']);
  });

  it('AVG-01 is declared once', () => {
    expect(catalogueOf(moved).get('person.moved')).toBe(moved);
    expect(() => catalogueOf(moved, { ...moved })).toThrow('person.moved is declared twice.');
  });
});
