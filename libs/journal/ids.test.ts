import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { validate, version } from 'uuid';
import { deriveId } from './ids.js';

const id = fc.uuid({ version: 7 });
/** The 48 bits of time of a UUIDv7 (RFC 9562). */
const timeOf = (uuid: string): string => uuid.replaceAll('-', '').slice(0, 12);

describe('ids that follow from another one', () => {
  it('AVG-01 the same id and label give the same id: a UUIDv7 of the same time', () => {
    fc.assert(
      fc.property(id, fc.string(), (seed, label) => {
        const derived = deriveId(seed, label);
        expect(deriveId(seed, label)).toBe(derived);
        expect([validate(derived), version(derived), timeOf(derived)]).toEqual([true, 7, timeOf(seed)]);
        expect(derived).not.toBe(seed);
      }),
    );
  });

  it('AVG-01 another id or another label gives another id', () => {
    fc.assert(
      fc.property(id, id, fc.string(), fc.string(), (one, other, label, another) => {
        fc.pre(one !== other && label !== another);
        const ids = [
          deriveId(one, label),
          deriveId(other, label),
          deriveId(one, another),
          deriveId(other, another),
        ];
        expect(new Set(ids).size).toBe(4);
      }),
    );
  });

  it('AVG-01 the ids of a stream’s revisions don’t meet', () => {
    const seed = '019ab0c2-7a40-7000-8000-000000000001';
    const ids = Array.from({ length: 10_000 }, (_, revision) => deriveId(seed, `account-1@${revision}`));
    expect(new Set(ids).size).toBe(10_000);
  });

  it('AVG-01 an id stays what it was in every version of the program', () => {
    expect(deriveId('019ab0c2-7a40-7000-8000-000000000001', 'account')).toBe(
      '019ab0c2-7a40-73c7-92a4-bc8e78e9525f',
    );
  });
});
