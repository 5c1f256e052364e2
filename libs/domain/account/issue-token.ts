import { event } from '../catalogue.js';
import { stockViolations } from '../generator/assign-generator.js';
import { type GeneratorState } from '../generator/state.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { type AdministratorJudged, type Authority, outOfReach, reachOf } from './authority.js';
import { type AccountEvent } from './events.js';
import { type PasswordIssue, passwordByLetter } from './issue-password.js';
import { isUsable } from './held-generators.js';
import { livesInReach, notLivingInReach } from './living-in-reach.js';
import { type Account, type AccountState } from './state.js';
import { type Delivery, tokenIssued } from './token-events.js';

export interface IssueToken extends PasswordIssue {
  /** Id of the account that gets the generator. */
  readonly account: string;
  /** What its own stream says of the generator that was asked for. */
  readonly generator: GeneratorState;
  /** The administrator who is to get it by registered post, as named. */
  readonly deliveredTo?: AdministratorJudged & { readonly account: string };
  /** ADM-08: the administrators that the organisation has already, the account itself left out. */
  readonly administrators: ReadonlySet<string>;
  readonly authority: Authority;
}

/** TOK-01, TOK-02, TOK-03, ADM-08: the service desk issues a generator to a token account, a first one or a replacement. */
export function issueToken(command: IssueToken, state: AccountState): Decision<AccountEvent> {
  const { account, authority, generator } = command;
  if (authority.kind !== 'service-desk') return refused(outOfReach);
  if (!livesInReach(state, authority)) return notLivingInReach(state, authority);
  if (state.signInMethod !== 'token')
    return refused({
      rule: 'TOK-02',
      message: 'This account signs in with eHerkenning; it gets no token generator.',
    });
  const violations = [
    ...holderViolations(state),
    ...stockViolations(generator, account, state.issuedSeeds),
    ...deliveryViolations(command, state),
  ];
  if (violations.length > 0 || generator === undefined) return refused(...violations);
  const { serialNumber, seed } = generator;
  const { deliveredTo } = command;
  return decided<AccountEvent>(
    event(
      tokenIssued,
      {
        generator: serialNumber,
        seedId: seed.id,
        serialNumber,
        delivery: deliveryFor(command, state),
        ...(deliveredTo === undefined ? {} : { deliveredTo: deliveredTo.account }),
      },
      ruleOf(state),
    ),
    ...firstPassword(command, state),
  );
}

/** Where they have none that holds. It goes to the person in a letter of its own: generator and password never travel together. */
const firstPassword = (command: IssueToken, state: Account): AccountEvent[] =>
  state.password === undefined || state.password.void === true
    ? [passwordByLetter(command, ruleOf(state))]
    : [];

const ruleOf = ({ kind }: Account): 'TOK-02' | 'ADM-08' => (kind === 'user' ? 'TOK-02' : 'ADM-08');

const holderViolations = ({ generators }: Account): Violation[] =>
  [...generators.values()].some(isUsable)
    ? [{ rule: 'TOK-01', message: 'The account has a generator in use; a replacement comes after that.' }]
    : [];

/** ADM-08: by courier against proof of identity, to who is the first. TOK-03: a replacement by registered post. */
const deliveryFor = ({ deliveredTo }: IssueToken, { issuedSeeds }: Account): Delivery =>
  deliveredTo === undefined && issuedSeeds.size === 0 ? 'courier' : 'registered-post';

function deliveryViolations(
  { deliveredTo, administrators }: IssueToken,
  { kind, organisation }: Account,
): Violation[] {
  const wrong = (rule: Violation['rule'], message: string): Violation[] => [
    { rule, field: 'deliveredTo', message },
  ];
  if (kind === 'user') {
    if (deliveredTo === undefined)
      return wrong('TOK-02', 'Name the administrator who gets it by registered post and hands it over.');
    return reachOf(deliveredTo).has(organisation)
      ? []
      : wrong('TOK-02', 'This is no administrator who manages the account.');
  }
  if (administrators.size === 0)
    return deliveredTo === undefined
      ? []
      : wrong('ADM-08', 'The organisation has no other administrator yet; it goes to the person.');
  return deliveredTo !== undefined && administrators.has(deliveredTo.account)
    ? []
    : wrong('ADM-08', 'The organisation has an administrator already; name one, who gets it.');
}
