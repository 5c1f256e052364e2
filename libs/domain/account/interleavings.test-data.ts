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

/** Commands on a few accounts and means, in any order, and what becomes of them. */

export const accounts = ['a', 'b', 'c'] as const;
export const manyMeans = ['m', 'n'] as const;
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
export function codesOf(history: readonly { readonly at: string; readonly event: AccountEvent }[]) {
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

export function play(steps: readonly Step[], afterEach: (world: World) => void): World {
  const world = new World();
  for (const one of steps) {
    world.take(one);
    afterEach(world);
  }
  return world;
}

export const manySteps = fc.array(step, { minLength: 1, maxLength: 60, size: 'max' });
