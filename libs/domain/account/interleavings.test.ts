import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accounts, codesOf, manyMeans, manySteps, play } from './interleavings.test-data.js';

const runs = { numRuns: 200 };

describe('commands on a few accounts in any order', () => {
  it('ACT-02 an account never has more than one valid activation code', () => {
    fc.assert(
      fc.property(manySteps, (steps) => {
        play(steps, ({ histories, now }) => {
          for (const history of histories.values())
            expect(
              codesOf(history).filter(({ ended, expiresAt }) => !ended && now < expiresAt).length,
            ).toBeLessThanOrEqual(1);
        });
      }),
      runs,
    );
  });

  it('ACT-01 ACT-02 nothing is ever coupled with a code that has ended', () => {
    fc.assert(
      fc.property(manySteps, (steps) => {
        const { histories } = play(steps, () => undefined);
        for (const history of histories.values())
          for (const [at, entry] of history.entries()) {
            if (entry.event.type !== 'account.coupled') continue;
            const { codeId } = entry.event.data;
            const made = history.find(
              ({ event }) => event.type === 'account.activation-code-made' && event.data.codeId === codeId,
            );
            expect(
              made?.event.type === 'account.activation-code-made' && entry.at < made.event.data.expiresAt,
            ).toBe(true);
            const ended = history
              .slice(0, at)
              .some(
                ({ event }) =>
                  (event.type === 'account.activation-code-voided' || event.type === 'account.coupled') &&
                  event.data.codeId === codeId,
              );
            expect(ended).toBe(false);
          }
      }),
      runs,
    );
  });

  it('ACT-03 wrong combinations void a code at exactly the fifth', () => {
    fc.assert(
      fc.property(manySteps, (steps) => {
        const { histories } = play(steps, () => undefined);
        for (const { wrong, voidedFor } of [...histories.values()].flatMap(codesOf)) {
          expect(wrong).toEqual(wrong.map((_tries, at) => at + 1));
          expect(wrong.length).toBeLessThanOrEqual(5);
          expect(voidedFor.includes('wrong-combinations')).toBe(wrong.length === 5);
          expect(voidedFor.length).toBeLessThanOrEqual(1);
        }
      }),
      runs,
    );
  });

  it('EHK-04 a means is coupled to one account at most, and that account holds it', () => {
    fc.assert(
      fc.property(manySteps, (steps) => {
        play(steps, (world) => {
          for (const key of manyMeans) {
            const coupled = accounts.filter((id) => {
              const state = world.states.get(id);
              return (
                state?.state === 'living' &&
                state.coupling.state === 'coupled' &&
                state.coupling.means === key
              );
            });
            expect(coupled.length).toBeLessThanOrEqual(1);
            if (coupled.length === 1) expect(world.holderOf(key)).toBe(coupled[0]);
          }
        });
      }),
      runs,
    );
  });

  it('EHK-04 an account couples only when nothing is coupled to it', () => {
    fc.assert(
      fc.property(manySteps, (steps) => {
        const { histories } = play(steps, () => undefined);
        for (const history of histories.values()) {
          let isCoupled = false;
          for (const { event } of history) {
            if (event.type === 'account.coupled' || event.type === 'account.coupled-again') {
              expect(isCoupled).toBe(false);
              isCoupled = true;
            }
            if (event.type === 'account.decoupled' || event.type === 'account.coupling-lapsed')
              isCoupled = false;
          }
        }
      }),
      runs,
    );
  });

  it('EHK-08 while an account may couple its previous means again, nobody else holds it', () => {
    fc.assert(
      fc.property(manySteps, (steps) => {
        play(steps, (world) => {
          for (const [id, state] of world.states)
            if (state.state === 'living' && state.coupling.state === 'decoupled')
              expect(world.holderOf(state.coupling.previousMeans)).toBe(id);
        });
      }),
      runs,
    );
  });

  it('EHK-05 EHK-08 nothing is coupled again at or after its time, nor once it has lapsed', () => {
    fc.assert(
      fc.property(manySteps, (steps) => {
        const { histories } = play(steps, () => undefined);
        for (const history of histories.values()) {
          let until: string | undefined;
          for (const { at, event } of history) {
            if (event.type === 'account.coupled-again') expect(until !== undefined && at < until).toBe(true);
            if (event.type === 'account.coupled' || event.type === 'account.coupled-again')
              until = event.data.lapsesAt;
            if (event.type === 'account.coupling-lapsed') {
              expect(event.data.since).toBe(until);
              expect(at >= event.data.since).toBe(true);
              until = undefined;
            }
          }
        }
      }),
      runs,
    );
  });

  it('these orders do reach couplings, couplings again, hand-overs and voided codes', () => {
    const seen = new Set<string>();
    for (const steps of fc.sample(manySteps, { numRuns: 1_500, seed: 7 }))
      for (const history of play(steps, () => undefined).histories.values())
        for (const { event } of history)
          seen.add(event.type === 'account.activation-code-voided' ? event.data.reason : event.type);
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'account.coupled',
        'account.coupled-again',
        'account.decoupled',
        'account.previous-means-released',
        'account.coupling-lapsed',
        'replaced',
        'wrong-combinations',
        'coupled',
        'not-mailed',
      ]),
    );
  });
});
