import { type AdministratorJudged, reachOf } from '../account/authority.js';
import { type AccountEvent } from '../account/events.js';
import { type HeldGenerator, isUsable } from '../account/held-generators.js';
import { type AccountState } from '../account/state.js';
import { type OrganisationState } from '../organisation/state.js';
import { type LetterVoidReason } from './events.js';
import { type AskedFor } from './letter.js';

/** The account that a letter is about, with its history. */
export interface AccountJudged {
  readonly state: AccountState;
  readonly history: readonly AccountEvent[];
}

/** The organisation that a letter about a move goes to. */
export interface OrganisationJudged {
  readonly state: OrganisationState;
  /** ORG-06: whether the last announcement of a move asked for this letter. */
  readonly askedLast: boolean;
}

/** What a letter is judged by: the account that it is about, or else the organisation. */
export interface LetterJudged {
  readonly account?: AccountJudged;
  /** The administrator who is to hand a generator over. */
  readonly deliveredTo?: AdministratorJudged;
  readonly organisation?: OrganisationJudged;
}

/** Why the letter may not leave any more; nothing while it may. */
export const noLongerNeeded = (
  asked: AskedFor,
  { account, deliveredTo, organisation }: LetterJudged,
): LetterVoidReason | undefined => {
  if (account !== undefined)
    return afterAccount(asked, account) ?? afterAdministrator(account.state, deliveredTo);
  return asked.kind === 'move-announced' && organisation !== undefined
    ? afterAnnouncements(organisation)
    : undefined;
};

/** ORG-06, ORG-05: a move that is off, or of who has left, is not told; another date is told in a letter of its own. */
function afterAnnouncements({ state, askedLast }: OrganisationJudged): LetterVoidReason | undefined {
  if (state.state === 'none' || state.departure !== undefined || state.moveAnnounced === undefined)
    return 'no-longer-needed';
  return askedLast ? undefined : 'replaced';
}

function afterAccount(asked: AskedFor, { state, history }: AccountJudged): LetterVoidReason | undefined {
  switch (asked.kind) {
    case 'username':
      if (state.state !== 'living') return 'account-ended';
      // USR-09: not after the coupling.
      return state.coupling.state === 'coupled' ? 'means-coupled' : undefined;
    case 'password':
      if (state.state !== 'living') return 'account-ended';
      // EHK-03: the token sign-in is over.
      if (state.coupling.state !== 'none') return 'means-coupled';
      return isNewest(asked, history) ? undefined : 'replaced';
    case 'generator':
      if (state.state !== 'living') return 'account-ended';
      return isOnItsWay(held(asked, state)) ? undefined : 'no-longer-needed';
    case 'generator-called-back':
      // END-02: an ended account's generator still comes back.
      return held(asked, state) === undefined ? 'no-longer-needed' : undefined;
    case 'organisation-left':
    case 'move-announced':
      return undefined;
  }
}

/** TOK-02, ADM-08: what is handed over goes to nobody who doesn’t manage the holder’s account any more. */
const afterAdministrator = (
  holder: AccountState,
  deliveredTo: AdministratorJudged | undefined,
): LetterVoidReason | undefined =>
  deliveredTo !== undefined && 'organisation' in holder && !reachOf(deliveredTo).has(holder.organisation)
    ? 'administrator-gone'
    : undefined;

function isNewest({ delivery }: AskedFor, history: readonly AccountEvent[]): boolean {
  const last = history.findLast(
    ({ type }) => type === 'account.password-issued' || type === 'account.password-changed',
  );
  return last?.type === 'account.password-issued' && last.data.delivery === delivery;
}

/** TOK-04, EHK-03: what was called back before it left stays where it is. */
const isOnItsWay = (generator: HeldGenerator | undefined): boolean =>
  generator?.state === 'issued' && isUsable(generator);

const held = ({ generator }: AskedFor, state: AccountState) =>
  generator === undefined || !('generators' in state) ? undefined : state.generators.get(generator);
