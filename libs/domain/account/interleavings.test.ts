import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evolveReservation, free, handOver, release, reserve } from '../reservation/reservation.js';
import { type Decision } from '../rules.js';
import {
  administrator,
  aMeans,
  aUser,
  aVisit,
  given,
  newCode,
  now as start,
  policy,
  reservationOf,
  calendar,
} from './account.test-data.js';
import { coupleMeans } from './couple-means.js';
import { coupleMeansAgain, releasePreviousMeans } from './couple-means-again.js';
import { decoupleMeans } from './decouple-means.js';
import { type AccountEvent } from './events.js';
import { lapseCoupling } from './lapse-coupling.js';
import { mailActivationCode } from './mail-activation-code.js';
import { recordActivationCodeMail } from './record-activation-code-mail.js';
import { evolveAccount } from './evolve.js';
import { type AccountState } from './state.js';
import { unsaid } from './requests.test-data.js';

const accounts = ['a', 'b', 'c'] as const;
const manyMeans = ['m', 'n'] as const;
type AccountId = (typeof accounts)[number];

type Step =
  | { readonly do: 'mail' | 'decouple' | 'lapse' | 'mail-left' | 'mail-failed'; readonly account: AccountId }
  | {
      readonly do: 'couple';
      readonly account: AccountId;
      readonly means: string;
      /** Whose newest code is typed; the one before that when `stale`. */
      readonly codeOf: AccountId;
      readonly stale: boolean;
    }
  | { readonly do: 'couple-again'; readonly means: string }
  | { readonly do: 'release' }
  | { readonly do: 'wait'; readonly hours: number };

/** In hours; with a few more the time of EHK-05 is over. */
const nearlyEighteenMonths = 547 * 24 - 24;

const account = fc.constantFrom(...accounts);
const means = fc.constantFrom(...manyMeans);
const coupling = fc.record({
  do: fc.constant('couple' as const),
  account,
  means,
  codeOf: account,
  stale: fc.boolean(),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: coupling },
  { weight: 5, arbitrary: coupling.map((one) => ({ ...one, codeOf: one.account, stale: false })) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('mail' as const), account }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('decouple' as const), account }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('mail-left', 'mail-failed'), account }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('couple-again' as const), means }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lapse' as const), account }) },
  { weight: 2, arbitrary: fc.constant({ do: 'release' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      hours: fc.constantFrom(1, 1, 23, 24, nearlyEighteenMonths),
    }),
  },
);

/** A few users and means, with their reservations as the handlers keep them (libs/commands/couple-means.ts). */
class World {
  readonly states = new Map<AccountId, AccountState>(accounts.map((id) => [id, given(aUser()).account]));
  readonly histories = new Map<AccountId, { readonly at: string; readonly event: AccountEvent }[]>(
    accounts.map((id) => [id, []]),
  );
  readonly #reservations = new Map<string, { readonly holder?: string }>();
  readonly #codes = new Map<AccountId, string[]>(accounts.map((id) => [id, []]));
  #releases: { readonly account: AccountId; readonly means: string }[] = [];
  #hours = 0;
  #made = 0;

  get now(): string {
    return new Date(Date.parse(start) + this.#hours * 3_600_000).toISOString();
  }

  holderOf = (key: string): string | undefined => this.#reservations.get(key)?.holder;

  take(one: Step): void {
    switch (one.do) {
      case 'wait':
        this.#hours += one.hours;
        return;
      case 'mail':
        return this.#withNewCode(one.account, (made, state) =>
          mailActivationCode(
            {
              account: one.account,
              newCode: made,
              authority: administrator(),
              onRequest: unsaid(),
              policy,
              now: this.now,
            },
            state,
          ),
        );
      case 'decouple':
        return this.#withNewCode(one.account, (made, state) =>
          decoupleMeans(
            {
              account: one.account,
              reason: 'wrong-account',
              holdsRightMeans: true,
              newCode: made,
              authority: administrator(),
              onRequest: unsaid(),
              policy,
              now: this.now,
            },
            state,
          ),
        );
      case 'lapse':
        return this.#record(
          one.account,
          lapseCoupling({ reservationOf, now: this.now }, this.#state(one.account)),
        );
      case 'mail-left':
      case 'mail-failed':
        return this.#mailOutcome(one.account, one.do === 'mail-left');
      case 'couple':
        return this.#couple(one);
      case 'couple-again':
        return this.#coupleAgain(one.means);
      case 'release':
        return this.#releaseOldest();
    }
  }

  #state = (id: AccountId): AccountState => this.states.get(id) ?? given().account;

  #record(id: AccountId, { events }: Decision<AccountEvent>): void {
    for (const event of events) {
      this.states.set(id, evolveAccount(this.#state(id), event));
      this.histories.get(id)?.push({ at: this.now, event });
      if (event.type === 'account.previous-means-released' || event.type === 'account.coupling-lapsed')
        this.#releases.push({ account: id, means: event.data.means });
    }
  }

  #withNewCode(
    id: AccountId,
    decide: (made: ReturnType<typeof newCode>, state: AccountState) => Decision<AccountEvent>,
  ): void {
    this.#made += 1;
    const made = newCode(`code-${this.#made}`);
    const decision = decide(made, this.#state(id));
    if (decision.events.length > 0) this.#codes.get(id)?.push(made.digest);
    this.#record(id, decision);
  }

  #mailOutcome(id: AccountId, left: boolean): void {
    const state = this.#state(id);
    const codeId = (state.state === 'living' && state.activationCode?.id) || 'none';
    const outcome = left
      ? ({ left, messageId: 'message' } as const)
      : ({ left, failure: 'not-accepted' } as const);
    this.#record(id, recordActivationCodeMail({ codeId, outcome, now: this.now }, state));
  }

  #couple({ account: id, means: key, codeOf, stale }: Extract<Step, { do: 'couple' }>): void {
    const digest = this.#codes.get(codeOf)?.at(stale ? -2 : -1) ?? 'no code';
    const other = this.#otherHolder(key, id);
    const decision = coupleMeans(
      {
        visit: aVisit({ means: aMeans({ key }) }),
        usernameIsRight: true,
        digest,
        meansTaken: other !== undefined && !this.#mayCoupleAgain(other, key),
        reservationOf,
        policy,
        calendar,
        now: this.now,
      },
      this.#state(id),
    );
    if (decision.refused === undefined) this.#reserve(key, id, other);
    this.#record(id, decision);
  }

  #otherHolder(key: string, id: AccountId): AccountId | undefined {
    const holder = this.holderOf(key);
    return accounts.find((one) => one === holder && one !== id);
  }

  #mayCoupleAgain(id: AccountId, key: string): boolean {
    return releasePreviousMeans(key, reservationOf(key), this.#state(id)).events.length > 0;
  }

  #reserve(key: string, id: AccountId, other: AccountId | undefined): void {
    const before = this.#reservations.get(key) ?? free;
    if (other !== undefined)
      this.#record(other, releasePreviousMeans(key, reservationOf(key), this.#state(other)));
    const events = other === undefined ? reserve(id, before) : handOver(other, id, before);
    if (events === 'taken') throw new Error('What was judged free is taken.');
    this.#reservations.set(key, events.reduce(evolveReservation, before));
  }

  #coupleAgain(key: string): void {
    const holder = accounts.find((id) => id === this.holderOf(key));
    if (holder === undefined) return;
    const decision = coupleMeansAgain(
      { means: aMeans({ key }), statement: 's', statementWasUsed: false, policy, calendar, now: this.now },
      this.#state(holder),
    );
    this.#record(holder, decision);
  }

  /** As libs/processes/release-previous-means.ts does, whenever it gets to it. */
  #releaseOldest(): void {
    const [oldest, ...rest] = this.#releases;
    if (oldest === undefined) return;
    this.#releases = rest;
    const state = this.#state(oldest.account);
    if (state.state === 'living' && state.reservations.has(reservationOf(oldest.means))) return;
    const before = this.#reservations.get(oldest.means) ?? free;
    this.#reservations.set(oldest.means, release(oldest.account, before).reduce(evolveReservation, before));
  }
}

/** What became of each code, from the events alone. */
function codesOf(history: readonly { readonly at: string; readonly event: AccountEvent }[]) {
  const codes = new Map<
    string,
    { expiresAt: string; ended: boolean; wrong: number[]; voidedFor: string[] }
  >();
  for (const { event } of history) {
    if (event.type === 'account.activation-code-made')
      codes.set(event.data.codeId, {
        expiresAt: event.data.expiresAt,
        ended: false,
        wrong: [],
        voidedFor: [],
      });
    const code = 'codeId' in event.data ? codes.get(event.data.codeId) : undefined;
    if (code === undefined) continue;
    if (event.type === 'account.coupling-tried-wrongly') code.wrong.push(event.data.tries);
    if (event.type === 'account.activation-code-voided') code.voidedFor.push(event.data.reason);
    if (event.type === 'account.activation-code-voided' || event.type === 'account.coupled')
      code.ended = true;
  }
  return [...codes.values()];
}

function play(steps: readonly Step[], afterEach: (world: World) => void): World {
  const world = new World();
  for (const one of steps) {
    world.take(one);
    afterEach(world);
  }
  return world;
}

const manySteps = fc.array(step, { minLength: 1, maxLength: 60, size: 'max' });
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
