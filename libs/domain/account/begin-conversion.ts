import { event, isErased } from '../catalogue.js';
import { type Policy } from '../policy/policy.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { type Authority } from './authority.js';
import { emailAddressViolations } from './contact-data.js';
import { conversionBegun } from './coupling-events.js';
import { type AccountEvent } from './events.js';
import { isOwnOrInReach, notLivingInReach } from './living-in-reach.js';
import { newCodeEvents, type NewActivationCode } from './mail-activation-code.js';
import { type OnRequest, onRequestViolations, received } from './on-request.js';
import { wordMissing } from './right-means.js';
import { type Account, type AccountState } from './state.js';

export interface BeginConversion {
  /** Id of the account that is converted. */
  readonly account: string;
  readonly confirmed: boolean;
  readonly holdsRightMeans: boolean;
  readonly newCode: NewActivationCode;
  readonly authority: Authority;
  readonly onRequest: OnRequest;
  readonly policy: Policy;
  /** RFC 3339, UTC. */
  readonly now: string;
}

/** §5.1, §5.2: the one-way move of an account from token to eHerkenning begins; a code is mailed at once (CNV-03). */
export function beginConversion(command: BeginConversion, state: AccountState): Decision<AccountEvent> {
  const { authority, newCode, onRequest, policy, now } = command;
  if (!isOwnOrInReach(state, authority, command.account)) return notLivingInReach(state, authority);
  const broken = notTheirs(command, state) ?? notConvertible(state);
  if (broken !== undefined) return refused(broken);
  const violations = [
    ...missingWords(command),
    ...unfitAddress(state, policy),
    ...onRequestViolations('conversion', authority, onRequest),
  ];
  if (violations.length > 0) return refused(...violations);
  return decided<AccountEvent>(
    ...received(onRequest),
    event(conversionBegun, { holdsRightMeans: true }, 'CNV-01'),
    ...newCodeEvents(state, newCode, policy, now),
  );
}

/** CNV-01, ADM-10: who converts whom. */
function notTheirs({ account, authority }: BeginConversion, state: Account): Violation | undefined {
  if (authority.kind === 'service-desk')
    return state.kind === 'administrator'
      ? undefined
      : {
          rule: 'CNV-01',
          message: 'A user’s account is converted by an administrator of the organisation that employs them.',
        };
  if (authority.account === account) return undefined;
  if (state.kind === 'administrator')
    return {
      rule: 'ADM-10',
      message: 'An administrator doesn’t convert a fellow administrator; the service desk does.',
    };
  return authority.state.state === 'living' && authority.state.organisation === state.organisation
    ? undefined
    : {
        rule: 'CNV-01',
        message: 'Administrators convert only users who are employed by their own organisation.',
      };
}

/** CNV-02. */
function notConvertible({ signInMethod, converting }: Account): Violation | undefined {
  if (signInMethod === 'eherkenning')
    return {
      rule: 'CNV-02',
      message: 'This account signs in with eHerkenning already; there is nothing to convert.',
    };
  return converting
    ? { rule: 'CNV-02', message: 'The conversion has begun already; it can’t be asked twice.' }
    : undefined;
}

function missingWords({ confirmed, holdsRightMeans }: BeginConversion): Violation[] {
  const notConfirmed: Violation = {
    rule: 'CNV-01',
    field: 'confirmed',
    message: 'Confirm that the account is to be converted; it can’t be undone.',
  };
  return [...(confirmed ? [] : [notConfirmed]), ...(holdsRightMeans ? [] : [wordMissing])];
}

/** CNV-05: by the lists of today, whatever they were when the address was given. */
function unfitAddress({ holder: { emailAddress } }: Account, policy: Policy): Violation[] {
  if (!isErased(emailAddress) && emailAddressViolations(emailAddress, policy).length === 0) return [];
  return [
    {
      rule: 'CNV-05',
      message:
        'The e-mail address on record is not a personal business address; change it before the conversion.',
    },
  ];
}
