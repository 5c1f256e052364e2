import { describe, expect, it } from '@jest/globals';
import { before } from './duration.js';
import { defaultValues } from './first-policy.js';

describe('when reminders come', () => {
  it('PWD-07 EHK-05 ACT-01 14 days, a month and 4 hours before, until a version says otherwise', () => {
    expect(defaultValues).toMatchObject({
      'reminder.passwordExpiresBefore': 'P14D',
      'reminder.couplingLapsesBefore': 'P1M',
      'reminder.codeUnusedBefore': 'PT4H',
    });
  });

  it('ACT-01 so many hours, minutes and seconds before a moment', () => {
    expect(before('2026-11-24T09:00:00.000Z', 'PT4H')).toBe('2026-11-24T05:00:00.000Z');
    expect(before('2026-11-24T09:00:00.001Z', 'PT10H1M1S')).toBe('2026-11-23T22:58:59.001Z');
  });
});
