import { type GeneratorProblem } from '../account/token-events.js';
import { type TokenEvent } from '../account/held-generators.js';
import { type LetterEvent } from '../letter/events.js';
import { type SignInEvent } from '../sign-in/events.js';
import { type GeneratorEvent } from './events.js';

/**
 * TOK-08: the ledger of token generators. Each fact is recorded once, on the stream of what it happened to: the
 * generator's, the account's, its letter's or its sign-ins'. The ledger follows from them and is recorded nowhere.
 */
export const custodyStates = [
  'in-stock',
  'assigned',
  'issued',
  'posted',
  'delivered',
  'undeliverable',
  'handed-over',
  'in-use',
  'reported',
  'deactivated',
  'called-back',
  'returned',
  'missing',
  'destroyed',
] as const;
export type CustodyState = (typeof custodyStates)[number];

/** Where it is. `administrator`: to be handed over. `unknown`: lost or missing. `none`: it is no more. */
export const custodyPlaces = ['stock', 'post', 'administrator', 'holder', 'unknown', 'none'] as const;
export type CustodyPlace = (typeof custodyPlaces)[number];

/** How a generator stands in the ledger between two events. */
export interface CustodyEntry {
  readonly state: CustodyState;
  readonly place: CustodyPlace;
  /** TOK-01: account that it is meant for or held by. */
  readonly holder?: string;
  /** TOK-02: account of the administrator who gets it to hand it over. */
  readonly deliveredTo?: string;
  /** What is the matter with it: of a broken one also when it is back. */
  readonly problem?: GeneratorProblem;
  /** TOK-08: how it came in. */
  readonly deliveryNote?: string;
  /** Date, Europe/Amsterdam. */
  readonly receivedOn?: string;
  /** Of the carrier, while it is with the holder that it was sent to. */
  readonly trackingNumber?: string;
  readonly seedId?: string;
  /** Id of the event that issued it; its letter was asked for by that one. */
  readonly issue?: string;
}

/** One event that may concern the generator, with what its stream and envelope say. */
export type CustodyFact =
  | { readonly of: 'generator'; readonly event: GeneratorEvent }
  | { readonly of: 'account'; readonly account: string; readonly event: TokenEvent; readonly id: string }
  | { readonly of: 'letter'; readonly issue: string; readonly event: LetterEvent }
  | { readonly of: 'sign-in'; readonly account: string; readonly event: SignInEvent };

/** The entry after the fact; the same object where the fact changes nothing. */
export function custodyAfter(entry: CustodyEntry | undefined, fact: CustodyFact): CustodyEntry | undefined {
  switch (fact.of) {
    case 'generator':
      return afterGeneratorEvent(entry, fact.event);
    case 'account':
      return fact.event.type === 'account.token-issued'
        ? issued(entry, fact.account, fact.id, fact.event.data)
        : entry?.holder === fact.account
          ? afterTokenEvent(entry, fact.event)
          : entry;
    case 'letter':
      return entry?.issue === fact.issue ? afterLetterEvent(entry, fact.event) : entry;
    case 'sign-in':
      return entry?.holder === fact.account ? afterSignIn(entry, fact.event) : entry;
  }
}

function afterGeneratorEvent(
  entry: CustodyEntry | undefined,
  { type, data }: GeneratorEvent,
): CustodyEntry | undefined {
  switch (type) {
    case 'generator.seeded':
      return { ...cameIn(entry), state: 'in-stock', place: 'stock', seedId: data.seedId };
    case 'generator.received': {
      const { deliveryNote, receivedOn } = data;
      return entry === undefined ? entry : { ...entry, deliveryNote, receivedOn };
    }
    case 'generator.assigned': {
      const { account, seedId } = data;
      if (entry?.holder === account && entry.seedId === seedId && entry.issue !== undefined) return entry;
      return { ...cameIn(entry), state: 'assigned', place: 'stock', holder: account, seedId };
    }
    case 'generator.returned':
      // After a recorded return the ledger says so already.
      return entry?.holder === data.account && entry.seedId === data.seedId ? returned(entry) : entry;
    case 'generator.reported-missing':
      return { ...cameIn(entry), state: 'missing', place: 'unknown' };
    case 'generator.found':
      return { ...cameIn(entry), state: 'returned', place: 'stock' };
    case 'generator.destroyed':
      return { ...cameIn(entry), state: 'destroyed', place: 'none' };
  }
}

/** What stays with a generator whoever has it. */
const cameIn = (entry: CustodyEntry | undefined): Pick<CustodyEntry, 'deliveryNote' | 'receivedOn'> => ({
  ...(entry?.deliveryNote === undefined ? {} : { deliveryNote: entry.deliveryNote }),
  ...(entry?.receivedOn === undefined ? {} : { receivedOn: entry.receivedOn }),
});

const issued = (
  entry: CustodyEntry | undefined,
  holder: string,
  issue: string,
  { seedId, deliveredTo }: { readonly seedId: string; readonly deliveredTo?: string },
): CustodyEntry => ({
  ...cameIn(entry),
  state: 'issued',
  place: 'stock',
  holder,
  seedId,
  issue,
  ...(deliveredTo === undefined ? {} : { deliveredTo }),
});

function afterTokenEvent(
  entry: CustodyEntry,
  { type, data }: Exclude<TokenEvent, { type: 'account.token-issued' }>,
): CustodyEntry {
  switch (type) {
    case 'account.token-handed-over':
      return { ...entry, state: 'handed-over', place: 'holder' };
    case 'account.token-problem-reported': {
      const { problem } = data;
      return { ...entry, state: 'reported', problem, ...(problem === 'lost' ? { place: 'unknown' } : {}) };
    }
    case 'account.token-deactivated':
      return { ...entry, state: 'deactivated' };
    case 'account.token-called-back':
      return { ...entry, state: 'called-back' };
    case 'account.token-returned':
      return returned(entry);
  }
}

/** A lost one that turned up is lost no more; a broken one is still broken. */
const returned = (entry: CustodyEntry): CustodyEntry => ({
  ...cameIn(entry),
  state: 'returned',
  place: 'stock',
  ...(entry.problem === 'broken' ? { problem: 'broken' } : {}),
});

/** States in which it is on its way, and the post can change them. */
const underway: ReadonlySet<CustodyState> = new Set(['issued', 'posted', 'delivered', 'undeliverable']);
/** Places that the post brings it from. */
const inHandsOfPost: ReadonlySet<CustodyPlace> = new Set(['stock', 'post', 'administrator']);

function afterLetterEvent(entry: CustodyEntry, event: LetterEvent): CustodyEntry {
  const carried = carriedBy(event, entry);
  if (carried === undefined) return entry;
  if (underway.has(entry.state)) return { ...entry, ...carried };
  const { state: _calledBack, ...moved } = carried;
  // One that was called back on its way goes on travelling.
  return inHandsOfPost.has(entry.place) ? { ...entry, ...moved } : entry;
}

function carriedBy(
  event: LetterEvent,
  { deliveredTo }: CustodyEntry,
): Pick<CustodyEntry, 'state' | 'place' | 'trackingNumber'> | undefined {
  switch (event.type) {
    case 'letter.sent': {
      const { trackingNumber } = event.data;
      return {
        state: 'posted',
        place: 'post',
        ...(trackingNumber === undefined ? {} : { trackingNumber }),
      };
    }
    case 'letter.delivered':
      return { state: 'delivered', place: deliveredTo === undefined ? 'holder' : 'administrator' };
    case 'letter.undeliverable':
      return { state: 'undeliverable', place: placeAfter[event.data.reason] };
    default:
      return undefined;
  }
}

/** What the carrier still has may be delivered at a second try. */
const placeAfter = {
  returned: 'stock',
  refused: 'post',
  'identity-not-shown': 'post',
  'lost-on-the-way': 'unknown',
} as const satisfies Readonly<Record<string, CustodyPlace>>;

/** In use: from the first sign-in with a code of it. */
const notYetUsed: ReadonlySet<CustodyState> = new Set([...underway, 'handed-over']);

const afterSignIn = (entry: CustodyEntry, { type, data }: SignInEvent): CustodyEntry =>
  type === 'signin.succeeded' &&
  data.method === 'token' &&
  data.seedId === entry.seedId &&
  notYetUsed.has(entry.state)
    ? { ...entry, state: 'in-use', place: 'holder' }
    : entry;
