import { afterLapse } from '#libs/domain/account/after-lapse';
import { type Authority } from '#libs/domain/account/authority';
import { type AccountEvent } from '#libs/domain/account/events';
import { type NewActivationCode } from '#libs/domain/account/mail-activation-code';
import { type AccountState } from '#libs/domain/account/state';
import { type OnRequest } from '#libs/domain/account/on-request';
import { type Policy } from '#libs/domain/policy/policy';
import { type Decision } from '#libs/domain/rules';
import { accountStreams } from '#libs/domain/streams';
import { askedOf, type OnRequestBody } from './asked.js';
import { type CommandRequest } from './command-request.js';
import { type Operation } from './command-runner.js';
import { type Commands } from './commands.js';
import { basisOf } from './judged.js';
import { lapseJudged } from './lapse-judged.js';

/** What a decision that makes an activation code is taken with. */
interface WithNewCode {
  readonly newCode: NewActivationCode;
  readonly authority: Authority;
  readonly onRequest: OnRequest;
  readonly policy: Policy;
  /** RFC 3339, UTC. */
  readonly now: string;
}

/**
 * A command that has a new activation code mailed (CNV-03, EHK-07, §4.3): the code is made before it is decided, and
 * can be found by what is typed (ACT-03) before its events are there.
 */
export function withNewCode(
  commands: Commands,
  request: CommandRequest<OnRequestBody>,
  decide: (parts: WithNewCode, state: AccountState) => Decision<AccountEvent>,
): Operation<AccountState, AccountEvent> {
  const { activationCodes, reservations } = commands;
  const { account } = request.body;
  const newCode = activationCodes.make();
  return {
    kind: accountStreams,
    id: account,
    decide: async ({ state }, now, judged) => {
      const authority = await judged.authorityOf(request.caller);
      const onRequest = await askedOf(judged, request);
      const policy = await judged.policy();
      const parts = { newCode, authority, onRequest, policy, now: now.toISOString() };
      const lapse = await lapseJudged(commands, judged, account);
      return {
        decision: afterLapse(lapse, state, (left) => decide(parts, left)),
        authority: judged.as(basisOf(authority)),
        policy: policy.version,
      };
    },
    before: async (_target, act) => {
      await reservations.reserve('activation-code', newCode.digest, account, act);
      return 'done';
    },
  };
}
