import { type Authority } from '#libs/domain/account/authority';
import { type AccountEvent } from '#libs/domain/account/events';
import { type OnRequest } from '#libs/domain/account/on-request';
import { type AccountState } from '#libs/domain/account/state';
import { type Decision } from '#libs/domain/rules';
import { accountStreams } from '#libs/domain/streams';
import { askedOf, type OnRequestBody } from './asked.js';
import { type CommandRequest } from './command-request.js';
import { type Operation } from './command-runner.js';
import { type Commands } from './commands.js';
import { basisOf, Judged } from './judged.js';

/** A command on one account that is judged by the caller's authority and by how it was asked for (ADM-12). */
export const onRequest = (
  { journal }: Commands,
  request: CommandRequest<OnRequestBody>,
  decide: (
    command: { readonly authority: Authority; readonly onRequest: OnRequest },
    state: AccountState,
  ) => Decision<AccountEvent>,
): Operation<AccountState, AccountEvent> => ({
  kind: accountStreams,
  id: request.body.account,
  decide: async ({ state }, now) => {
    const judged = new Judged(journal, now);
    const authority = await judged.authorityOf(request.caller);
    const asked = await askedOf(judged, request);
    return {
      decision: decide({ authority, onRequest: asked }, state),
      authority: judged.as(basisOf(authority)),
      policy: asked.policy.version,
    };
  },
});
