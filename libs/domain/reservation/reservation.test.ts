import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evolveReservation, free, handOver, release, type ReservationState, reserve } from './reservation.js';

const held = (holder: string): ReservationState => ({ holder });
const told = (events: ReturnType<typeof reserve>) =>
  events === 'taken' ? events : events.map(({ type, data }) => `${type} ${data.holder}`);

describe('a value that only one account may have', () => {
  it('USR-03 USR-04 EHK-04 a free value is reserved; one that another account holds is taken', () => {
    expect(told(reserve('a', free))).toEqual(['reservation.made a']);
    expect(reserve('a', held('b'))).toBe('taken');
  });

  it('EHK-04 reserving once more writes it anew, so that who was about to free it finds that it has gone on', () => {
    expect(told(reserve('a', held('a')))).toEqual(['reservation.made a']);
  });

  it('USR-04 only its holder gives it back', () => {
    expect(told(release('a', held('a')))).toEqual(['reservation.released a']);
    expect(release('a', held('b'))).toEqual([]);
    expect(release('a', free)).toEqual([]);
  });

  it('EHK-08 a means goes from the account that lost its right to another one in one step', () => {
    expect(told(handOver('a', 'b', held('a')))).toEqual(['reservation.released a', 'reservation.made b']);
    expect(told(handOver('a', 'b', free))).toEqual(['reservation.made b']);
    expect(told(handOver('a', 'b', held('b')))).toEqual(['reservation.made b']);
    expect(handOver('a', 'b', held('c'))).toBe('taken');
  });

  it('USR-03 USR-04 EHK-04 whatever is asked in whatever order, nobody gets what another one holds', () => {
    const account = fc.constantFrom('a', 'b', 'c');
    const asked = fc.oneof(
      fc.record({ ask: fc.constant('reserve' as const), by: account }),
      fc.record({ ask: fc.constant('release' as const), by: account }),
      fc.record({ ask: fc.constant('hand-over' as const), by: account, from: account }),
    );
    fc.assert(
      fc.property(fc.array(asked), (all) => {
        let state = free;
        for (const one of all) {
          const before = state.holder;
          const events =
            one.ask === 'reserve'
              ? reserve(one.by, state)
              : one.ask === 'release'
                ? release(one.by, state)
                : handOver(one.from, one.by, state);
          const taken = events === 'taken';
          state = (taken ? [] : events).reduce(evolveReservation, state);
          if (one.ask !== 'release') expect(state.holder === one.by).toBe(!taken);
          if (before !== undefined && state.holder !== before)
            expect(before).toBe(one.ask === 'hand-over' ? one.from : one.by);
        }
      }),
    );
  });
});
