import { describe, expect, it } from '@jest/globals';
import {
  assigned,
  byPost,
  calledBack,
  cameBack,
  deactivated,
  destroyed,
  found,
  handedOver,
  postedToHolder,
  receivedWith,
  reportedMissing,
  seeded,
  serialNumber,
} from '../account/tokens.test-data.js';
import { type TokenEvent } from '../account/held-generators.js';
import {
  type GeneratorProblem,
  tokenIssued,
  tokenProblemReported,
  tokenReturned,
} from '../account/token-events.js';
import { event } from '../catalogue.js';
import {
  letterDelivered,
  type LetterEvent,
  letterMade,
  letterSent,
  letterUndeliverable,
  type UndeliverableReason,
} from '../letter/events.js';
import { signInSucceeded } from '../sign-in/events.js';
import { custodyAfter, type CustodyEntry, type CustodyFact } from './custody.js';
import { type GeneratorEvent } from './events.js';

const on = (one: GeneratorEvent): CustodyFact => ({ of: 'generator', event: one });
const of = (one: { readonly type: string }, account = 'user-1', id = 'issue-1'): CustodyFact => ({
  of: 'account',
  account,
  id,
  event: one as TokenEvent,
});
const post = (one: LetterEvent, issue = 'issue-1'): CustodyFact => ({ of: 'letter', issue, event: one });
const signedIn = (seedId = 'seed-1', method: 'token' | 'eherkenning' = 'token', account = 'user-1') => ({
  of: 'sign-in' as const,
  account,
  event: event(signInSucceeded, { method, session: 's', failures: 0, seedId, factor: 1 }),
});
const which = { generator: serialNumber, serialNumber };
const sent = event(letterSent, { trackingNumber: '3S1' });
const arrived = event(letterDelivered, {});
const undeliverable = (reason: UndeliverableReason) => event(letterUndeliverable, { reason });
const reported = (problem: GeneratorProblem) =>
  event(tokenProblemReported, {
    ...which,
    problem,
    discoveredAt: '2026-11-20T08:00:00.000Z',
    reportedAt: '2026-11-20T09:00:00.000Z',
    inTime: true,
  });
const returned = event(tokenReturned, which);

const inStock = [on(seeded('seed-1')), on(receivedWith('PB-1'))];
const issued = [...inStock, on(assigned('user-1', 'seed-1')), of(byPost())];
const posted = [...issued, post(sent)];
const used = [...posted, post(arrived), of(handedOver), signedIn()];

const after = (...facts: readonly CustodyFact[]) =>
  facts.reduce<CustodyEntry | undefined>(custodyAfter, undefined);
const stands = (...facts: readonly CustodyFact[]) => {
  const { state, place, holder } = after(...facts) ?? { state: 'none', place: 'none' };
  return [state, place, ...(holder === undefined ? [] : [holder])].join(' ');
};
const changes = (fact: CustodyFact, ...facts: readonly CustodyFact[]) => {
  const before = after(...facts);
  return custodyAfter(before, fact) !== before;
};

describe('the ledger of token generators', () => {
  it('TOK-08 follows one from the supplier to its holder', () => {
    expect(after(...inStock)).toEqual({
      state: 'in-stock',
      place: 'stock',
      seedId: 'seed-1',
      deliveryNote: 'PB-1',
      receivedOn: '2026-11-20',
    });
    expect(stands(...inStock, on(assigned('user-1', 'seed-1')))).toBe('assigned stock user-1');
    expect(stands(...issued)).toBe('issued stock user-1');
    expect(stands(...posted)).toBe('posted post user-1');
    expect(stands(...posted, post(arrived))).toBe('delivered administrator user-1');
    expect(stands(...posted, post(arrived), of(handedOver))).toBe('handed-over holder user-1');
    expect(after(...used)).toEqual({
      state: 'in-use',
      place: 'holder',
      holder: 'user-1',
      deliveredTo: 'administrator-1',
      trackingNumber: '3S1',
      seedId: 'seed-1',
      issue: 'issue-1',
      deliveryNote: 'PB-1',
      receivedOn: '2026-11-20',
    });
  });

  it('TOK-08 follows one from its holder back into stock, and to its end', () => {
    expect(stands(...used, of(reported('broken')))).toBe('reported holder user-1');
    expect(stands(...used, of(reported('lost')))).toBe('reported unknown user-1');
    const over = [...used, of(reported('broken')), of(deactivated)];
    expect(stands(...over)).toBe('deactivated holder user-1');
    expect(stands(...over, of(calledBack))).toBe('called-back holder user-1');
    const back = [...over, of(calledBack), of(returned)];
    const lies = { place: 'stock', deliveryNote: 'PB-1', receivedOn: '2026-11-20' };
    expect(after(...back)).toEqual({ ...lies, state: 'returned', problem: 'broken' });
    expect(after(...back, on(destroyed()))).toEqual({ ...lies, state: 'destroyed', place: 'none' });
    expect(after(...back, on(seeded('seed-2')))).toEqual({ ...lies, state: 'in-stock', seedId: 'seed-2' });
  });

  it('TOK-08 a lost one that turns up is returned, and lost no more', () => {
    const lost = [...used, of(reported('lost')), of(deactivated), of(calledBack)];
    expect(after(...lost)).toMatchObject({ problem: 'lost', place: 'unknown', holder: 'user-1' });
    expect(stands(...lost, of(returned))).toBe('returned stock');
    expect(after(...lost, of(returned))).not.toHaveProperty('problem');
  });

  it('TOK-10 one that isn’t found in stock is missing, and lies in stock again when it is found', () => {
    const missing = [...inStock, on(reportedMissing())];
    expect(after(...missing)).toEqual({
      state: 'missing',
      place: 'unknown',
      deliveryNote: 'PB-1',
      receivedOn: '2026-11-20',
    });
    expect(stands(...missing, on(found))).toBe('returned stock');
  });

  it('TOK-08 one that was seeded here has no delivery note', () => {
    const here = after(on(seeded('seed-1')));
    expect(here).toEqual({ state: 'in-stock', place: 'stock', seedId: 'seed-1' });
    expect(after(on(seeded('seed-1')), on(assigned('user-1', 'seed-1')))).toEqual({
      state: 'assigned',
      place: 'stock',
      holder: 'user-1',
      seedId: 'seed-1',
    });
    expect(after(on(receivedWith('PB-1')))).toBeUndefined();
  });
});

describe('on its way', () => {
  it('ADM-08 what goes to the holder themselves is with them when it was delivered', () => {
    const toHolder = [...inStock, on(assigned('user-1', 'seed-1')), of(postedToHolder())];
    expect(after(...toHolder)).not.toHaveProperty('deliveredTo');
    expect(stands(...toHolder, post(event(letterSent, {})))).toBe('posted post user-1');
    expect(after(...toHolder, post(event(letterSent, {})))).not.toHaveProperty('trackingNumber');
    expect(stands(...toHolder, post(sent), post(arrived))).toBe('delivered holder user-1');
  });

  it.each<[UndeliverableReason, string]>([
    ['returned', 'stock'],
    ['refused', 'post'],
    ['identity-not-shown', 'post'],
    ['lost-on-the-way', 'unknown'],
  ])('TOK-08 what could not be delivered (%s) is at: %s', (reason, place) => {
    const failed = [...posted, post(undeliverable(reason))];
    expect(stands(...failed)).toBe(`undeliverable ${place} user-1`);
    expect(stands(...failed, post(sent))).toBe('posted post user-1');
  });

  it('TOK-08 one that was called back on its way goes on travelling', () => {
    const recalled = [...posted, of(deactivated), of(calledBack)];
    expect(stands(...recalled)).toBe('called-back post user-1');
    expect(stands(...recalled, post(arrived))).toBe('called-back administrator user-1');
    expect(changes(post(arrived), ...used)).toBe(false);
    expect(changes(post(undeliverable('returned')), ...used, of(calledBack))).toBe(false);
  });

  it('TOK-08 the letter of another issue, or another step of a letter, says nothing about it', () => {
    expect(changes(post(sent, 'issue-0'), ...issued)).toBe(false);
    expect(changes(post(sent), ...inStock)).toBe(false);
    expect(
      changes(post(event(letterMade, { about: 'user-1', making: 1, addressOnRecord: true })), ...issued),
    ).toBe(false);
  });
});

describe('in use', () => {
  it('TOK-08 it is from the first sign-in with a code of it', () => {
    for (const before of [issued, posted, [...posted, of(handedOver)]])
      expect(stands(...before, signedIn())).toBe('in-use holder user-1');
    expect(changes(signedIn(), ...used)).toBe(false);
  });

  it('TOK-08 it isn’t by a sign-in with another seed, by eHerkenning, of another account, or once it is called back', () => {
    const handed = [...posted, of(handedOver)];
    expect(changes(signedIn('seed-0'), ...handed)).toBe(false);
    expect(changes(signedIn('seed-1', 'eherkenning'), ...handed)).toBe(false);
    expect(changes(signedIn('seed-1', 'token', 'user-2'), ...handed)).toBe(false);
    expect(changes(signedIn(), ...handed, of(calledBack))).toBe(false);
    expect(changes(signedIn())).toBe(false);
  });
});

describe('whose it is', () => {
  it('TOK-08 events about one that the ledger doesn’t know yet put nothing into it, save those that say what it is', () => {
    for (const fact of [of(handedOver), of(returned), post(sent), signedIn()])
      expect(after(fact)).toBeUndefined();
    expect(stands(of(byPost()))).toBe('issued stock user-1');
    expect(after(on(destroyed()))).toEqual({ state: 'destroyed', place: 'none' });
  });

  it('TOK-01 what another account’s events say of it changes nothing', () => {
    for (const one of [handedOver, deactivated, calledBack, returned, reported('lost')])
      expect(changes(of(one, 'user-2'), ...used)).toBe(false);
  });

  it('TOK-05 an assignment that was given back leaves it without holder', () => {
    const given = [...inStock, on(assigned('user-1', 'seed-1')), on(cameBack('user-1', 'seed-1'))];
    expect(stands(...given)).toBe('returned stock');
    expect(changes(on(cameBack('user-1', 'seed-0')), ...issued)).toBe(false);
    expect(changes(on(cameBack('user-2', 'seed-1')), ...issued)).toBe(false);
    expect(changes(on(cameBack('user-1', 'seed-1')), ...used, of(returned))).toBe(false);
    expect(after(on(cameBack('user-1', 'seed-1')))).toBeUndefined();
  });

  it('TOK-01 made anew for who has it already, an assignment changes nothing; for another account it does', () => {
    expect(changes(on(assigned('user-1', 'seed-1')), ...used)).toBe(false);
    expect(stands(...inStock, on(assigned('user-1', 'seed-1')), on(assigned('user-2', 'seed-1')))).toBe(
      'assigned stock user-2',
    );
    expect(stands(...used, on(assigned('user-1', 'seed-2')))).toBe('assigned stock user-1');
  });

  it('TOK-01 one that was issued again is at its new holder’s, by its new letter', () => {
    const again = [
      ...used,
      of(returned),
      on(seeded('seed-2')),
      on(assigned('user-2', 'seed-2')),
      of(event(tokenIssued, { ...which, seedId: 'seed-2', delivery: 'courier' }), 'user-2', 'issue-2'),
    ];
    expect(after(...again)).toEqual({
      state: 'issued',
      place: 'stock',
      holder: 'user-2',
      seedId: 'seed-2',
      issue: 'issue-2',
      deliveryNote: 'PB-1',
      receivedOn: '2026-11-20',
    });
    expect(changes(post(arrived, 'issue-1'), ...again)).toBe(false);
  });
});
