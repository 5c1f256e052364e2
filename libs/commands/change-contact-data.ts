import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  changeContactData,
  type ContactDataChange,
  newEmailAddress,
} from '#libs/domain/account/change-contact-data';
import { foldEmailAddress } from '#libs/domain/account/contact-data';
import { type AccountEvent } from '#libs/domain/account/events';
import { type AccountState, standsOn } from '#libs/domain/account/state';
import { accountStreams } from '#libs/domain/streams';
import { askedOf, type OnRequestBody } from './asked.js';
import { type CommandRequest } from './command-request.js';
import { isOutOfReach, type Judgement, type Operation } from './command-runner.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';
import { tooManyTakenAnswers } from './taken-answers.js';

export interface ChangeContactDataBody extends OnRequestBody {
  readonly change: ContactDataChange;
}

/** §2.6, §3.7, §4.5: USR-08. */
export class ChangeContactData {
  constructor(readonly request: CommandRequest<ChangeContactDataBody>) {}
}

@CommandHandler(ChangeContactData)
export class ChangeContactDataHandler implements ICommandHandler<ChangeContactData, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: ChangeContactData): Promise<Receipt> {
    return this.commands.runner.run(request, this.changing(request));
  }

  /** USR-04: the new address is reserved before the events; the old one is freed by a process that follows them. */
  private changing(request: CommandRequest<ChangeContactDataBody>): Operation<AccountState, AccountEvent> {
    const { journal, reservations, takenAnswers } = this.commands;
    const { account, change } = request.body;
    const address = foldEmailAddress(change.emailAddress ?? '');
    const reservation = reservations.stream('email-address', address);
    /** By this try. */
    let reserved = false;
    return {
      kind: accountStreams,
      id: account,
      decide: async ({ state }, now, judged): Promise<Judgement<AccountEvent>> => {
        const authority = await judged.authorityOf(request.caller);
        const onRequest = await askedOf(judged, request);
        const policy = await judged.policy();
        const asks = change.emailAddress !== undefined;
        const taken = asks && (await reservations.isTaken('email-address', address, account));
        const decision = changeContactData(
          { account, change, taken, reservation, authority, onRequest, policy, now: now.toISOString() },
          state,
        );
        const judgement = { authority: judged.as(basisOf(request)), policy: policy.version };
        // Out of reach nothing is told of anybody, and nothing is counted (ADM-02).
        if (!asks || isOutOfReach(decision)) return { ...judgement, decision };
        const perHour = policy['reservation.takenAnswersPerHour'];
        return takenAnswers.mayLearn(request.caller.id, taken, perHour)
          ? { ...judgement, decision }
          : { ...judgement, decision: tooManyTakenAnswers, answer: 'too-many' };
      },
      before: async ({ state }, act) => {
        if (state.state !== 'living' || newEmailAddress(state, change) === undefined) return 'done';
        const outcome = await reservations.reserve('email-address', address, account, act);
        reserved ||= outcome === 'reserved';
        return outcome === 'taken' ? 'again' : 'done';
      },
      giveBack: async (act) => {
        if (!reserved) return;
        const read = await reservations.read('email-address', address);
        const { state } = await journal.fold(accountStreams, account);
        if (!standsOn(state, reservation)) await reservations.release(read, account, act);
      },
    };
  }
}

const basisOf = ({ caller, body }: CommandRequest<ChangeContactDataBody>): string => {
  if (caller.kind === 'service-desk') return 'service-desk';
  return caller.id === body.account ? 'holder' : 'administrator-authorisation';
};
