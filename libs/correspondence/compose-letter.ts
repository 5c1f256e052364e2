import { type AccountEvent } from '#libs/domain/account/events';
import { type AccountState, type Holder } from '#libs/domain/account/state';
import { type GeneratorProblem } from '#libs/domain/account/token-events';
import { isErased } from '#libs/domain/catalogue';
import { type AskedFor, holdsSecret } from '#libs/domain/letter/letter';
import { type AssuranceLevel } from '#libs/domain/means/assurance-level';
import { type Organisation, type OrganisationState } from '#libs/domain/organisation/state';
import { words } from '#libs/journal/words';
import {
  callBackBody,
  generatorBody,
  moveAnnouncedBody,
  organisationLeftBody,
  passwordBody,
  usernameBody,
} from './letter-bodies.js';
import {
  type Addressee,
  type LetterBody,
  type LetterContent,
  letterContent,
  type LetterSender,
} from './letter.js';

/** What is on record at the moment that a letter is made. */
export interface OnRecord {
  readonly organisation: OrganisationState;
  readonly account?: { readonly state: AccountState; readonly history: readonly AccountEvent[] };
  /** The administrator who gets it, where that isn't the holder. */
  readonly deliveredTo?: AccountState;
  /** EHK-01, in the policy in force. */
  readonly leastLevel: AssuranceLevel;
}

export interface Composed {
  /** As it is printed. */
  readonly printed: LetterContent;
  /** As it is archived: without the secret (architecture 11); the same letter where there is none. */
  readonly archived: LetterContent;
  readonly addressOnRecord: boolean;
}

/** What a letter is about, however it goes. */
type About = Omit<AskedFor, 'channel'>;

/**
 * The letter, or `unreadable` where what must stand in it was erased.
 *
 * @param number `undefined` for what isn't printed from the queue
 */
export function composeLetter(
  number: string | undefined,
  asked: About,
  onRecord: OnRecord,
  sender: LetterSender,
  madeAt: Date,
): Composed | 'unreadable' {
  const { organisation } = onRecord;
  const known = organisation.state === 'none' ? undefined : organisation;
  const address = known?.postalAddress ?? known?.visitingAddress;
  const addressee = addresseeOf(asked, onRecord);
  const printed = bodyOf(asked, onRecord, sender, passwordIn(asked, onRecord));
  const kept = holdsSecret(asked) ? bodyOf(asked, onRecord, sender, notKept) : printed;
  if (addressee === undefined || printed === undefined || kept === undefined) return 'unreadable';
  const head = {
    ...(number === undefined ? {} : { number }),
    sender,
    organisation: known?.name ?? registerName(known) ?? asked.organisation,
    addressee,
    ...(address === undefined ? {} : { address }),
    madeAt,
  };
  const letter = letterContent(head, printed);
  return {
    printed: letter,
    archived: kept === printed ? letter : letterContent(head, kept),
    addressOnRecord: address !== undefined,
  };
}

/** Where the register has no name: what it is and its code, as in `Bestuur 99901`. */
function registerName(known: Organisation | undefined): string | undefined {
  const type = known === undefined ? undefined : words[known.type]?.nl;
  return known === undefined || type === undefined
    ? undefined
    : `${type[0]?.toUpperCase()}${type.slice(1)} ${known.code}`;
}

/** Stands in the archived letter where the secret was. */
export const notKept = '(niet bewaard)';

const someAdministrator: Addressee = { name: 'de beheerder van Mijn DUO', calledAs: 'beheerder' };

/** ORG-05: whoever administered an organisation that leaves does so no more; a board is written to as such. */
const board: Addressee = { name: 'het bestuur', calledAs: 'bestuur' };
const wholeOrganisation: Addressee = { calledAs: 'lezer' };

function addresseeOf(asked: About, { organisation, account, deliveredTo }: OnRecord): Addressee | undefined {
  if (account === undefined || isForAdministrators(asked, account.state))
    return hasLeft(organisation) ? ofOrganisation(organisation) : someAdministrator;
  const name = nameOf(asked.deliveredTo === undefined ? account.state : deliveredTo);
  return name === undefined ? undefined : { name, calledAs: name };
}

const hasLeft = (organisation: OrganisationState): organisation is Organisation =>
  organisation.state !== 'none' && organisation.departure !== undefined;

const ofOrganisation = ({ type }: Organisation): Addressee => (type === 'board' ? board : wholeOrganisation);

/** END-01, TOK-04: a user who left is not written to; the generator comes back through the administrator. */
const isForAdministrators = ({ kind }: About, state: AccountState): boolean =>
  kind === 'generator-called-back' && state.state === 'ended' && state.kind === 'user';

function bodyOf(
  asked: About,
  { account, leastLevel }: OnRecord,
  { address: returnAddress }: LetterSender,
  secret: string | undefined,
): LetterBody | undefined {
  const { kind, serialNumber = '', movesOn = '' } = asked;
  const holder = nameOf(account?.state);
  switch (kind) {
    case 'username': {
      const username = holderOf(account?.state)?.username;
      return username === undefined || isErased(username) || account === undefined
        ? undefined
        : usernameBody({ username, of: isOfUser(account.state) ? 'user' : 'administrator' });
    }
    case 'password':
      return secret === undefined
        ? undefined
        : passwordBody({ password: secret, ...unknownUsername(account) });
    case 'generator':
      return holder === undefined
        ? undefined
        : generatorBody({
            serialNumber,
            ...(asked.deliveredTo === undefined ? {} : { handOverTo: holder }),
          });
    case 'generator-called-back':
      return holder === undefined || account === undefined
        ? undefined
        : callBackBody({
            serialNumber,
            holder,
            returnAddress,
            by: returnsIt(asked, account.state),
            ...problemOf(asked, account.history),
          });
    case 'organisation-left':
      return organisationLeftBody(returnAddress);
    case 'move-announced':
      return moveAnnouncedBody(movesOn, leastLevel);
  }
}

const returnsIt = (asked: About, state: AccountState) => {
  if (isForAdministrators(asked, state)) return 'administrator-of-user';
  return isOfUser(state) ? 'user' : 'administrator';
};

const isOfUser = (state: AccountState): boolean => 'kind' in state && state.kind === 'user';

/** TOK-03: what was reported of the generator, where that is why it is called back. */
function problemOf(
  { generator }: About,
  history: readonly AccountEvent[],
): { readonly problem?: GeneratorProblem } {
  let problem: GeneratorProblem | undefined;
  for (const { type, data } of history) {
    if (type === 'account.token-problem-reported' && data.generator === generator) problem = data.problem;
    if (type === 'account.token-called-back' && data.generator === generator && data.reason !== 'deactivated')
      problem = undefined;
  }
  return problem === undefined ? {} : { problem };
}

function passwordIn({ delivery }: About, { account }: OnRecord): string | undefined {
  for (const { type, data } of account?.history ?? [])
    if (type === 'account.password-issued' && data.delivery === delivery)
      return data.password === undefined || isErased(data.password) ? undefined : data.password;
  return undefined;
}

/** TOK-02: the credentials go by letter; whoever chose a password before has signed in, and knows their username. */
function unknownUsername(account: OnRecord['account']): { readonly username?: string } {
  const hasChosen = account?.history.some(({ type }) => type === 'account.password-changed');
  const username = holderOf(account?.state)?.username;
  return hasChosen === false && username !== undefined && !isErased(username) ? { username } : {};
}

const holderOf = (state: AccountState | undefined): Holder | undefined =>
  state !== undefined && 'holder' in state ? state.holder : undefined;

/** Initials, prefix and surname; `undefined` where the surname was erased. */
function nameOf(state: AccountState | undefined): string | undefined {
  const holder = holderOf(state);
  if (holder === undefined || isErased(holder.surname)) return undefined;
  return [holder.initials, holder.prefix, holder.surname]
    .filter((part) => typeof part === 'string')
    .join(' ');
}
