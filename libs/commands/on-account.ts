import { type Authority } from '#libs/domain/account/authority';
import { type AccountEvent } from '#libs/domain/account/events';
import { type AccountState } from '#libs/domain/account/state';
import { type Decision } from '#libs/domain/rules';
import { accountStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { type Operation } from './command-runner.js';
import { basisOf, type Judged } from './judged.js';

/**
 * A command that is judged by the caller's authority over one account, and by no policy.
 *
 * @param decide now: RFC 3339, UTC
 */
export const onAccount = (
  { caller, body: { account } }: CommandRequest<{ readonly account: string }>,
  decide: (
    authority: Authority,
    state: AccountState,
    now: string,
    judged: Judged,
  ) => Decision<AccountEvent> | Promise<Decision<AccountEvent>>,
): Operation<AccountState, AccountEvent> => ({
  kind: accountStreams,
  id: account,
  decide: async ({ state }, now, judged) => {
    const authority = await judged.authorityOf(caller);
    const decision = await decide(authority, state, now.toISOString(), judged);
    return {
      decision,
      authority: judged.as(basisOf(authority)),
      policy: null,
    };
  },
});
