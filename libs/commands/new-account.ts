import { foldEmailAddress, foldUsername } from '#libs/domain/account/contact-data';
import { type AccountEvent } from '#libs/domain/account/events';
import { type NewHolder, type Taken } from '#libs/domain/account/new-holder';
import { type AccountState } from '#libs/domain/account/state';
import { assignedUsername } from '#libs/domain/account/username';
import { type Policy } from '#libs/domain/policy/policy';
import { type Decision } from '#libs/domain/rules';
import { accountStreams } from '#libs/domain/streams';
import { deriveId } from '#libs/journal/ids';
import { type Act } from '#libs/journal/journal';
import { type CommandRequest } from './command-request.js';
import { isOutOfReach, type Judgement, type Operation } from './command-runner.js';
import { type Commands } from './commands.js';
import { type Judged } from './judged.js';
import { type ReservationKind } from '#libs/domain/reservation/reservation';
import { tooManyTakenAnswers } from './taken-answers.js';

/** What a decision about a new account is taken with. */
export interface NewAccountJudged {
  readonly judged: Judged;
  readonly policy: Policy;
  readonly username: string;
  readonly reservations: readonly string[];
  readonly taken: Taken;
}

/**
 * Makes an account: its id follows from the command, and the unique values that it stands on (USR-03, USR-04) are
 * reserved before its events and given back when it is refused.
 */
export function newAccount(
  commands: Commands,
  request: CommandRequest<{ readonly holder: NewHolder }>,
  basis: string,
  decide: (parts: NewAccountJudged, state: AccountState) => Promise<Decision<AccountEvent>>,
): Operation<AccountState, AccountEvent> {
  const { reservations, takenAnswers } = commands;
  const { holder } = request.body;
  const id = deriveId(request.id, 'account');
  const emailAddress = foldEmailAddress(holder.emailAddress);
  let username = '';
  /** By this try. What an earlier one left may yet be taken up by it: that is for the sweeping process. */
  const reserved = new Map<ReservationKind, string>();

  const reserve = async (kind: ReservationKind, value: string, act: Act): Promise<boolean> => {
    const outcome = await reservations.reserve(kind, value, id, act);
    if (outcome === 'reserved') reserved.set(kind, value);
    return outcome !== 'taken';
  };

  return {
    kind: accountStreams,
    id,
    decide: async ({ state }, _now, judged): Promise<Judgement<AccountEvent>> => {
      const policy = await judged.policy();
      username = holder.signInMethod === 'token' ? (holder.username ?? '') : await freeUsername(commands, id);
      const taken = {
        emailAddress: await reservations.isTaken('email-address', emailAddress, id),
        username: await reservations.isTaken('username', foldUsername(username), id),
      };
      const decision = await decide(
        {
          judged,
          policy,
          username,
          reservations: [
            reservations.stream('email-address', emailAddress),
            reservations.stream('username', foldUsername(username)),
          ],
          taken,
        },
        state,
      );
      const judgement = { authority: judged.as(basis), policy: policy.version };
      // Out of reach nothing is told of anybody, and nothing is counted (ADM-02).
      if (isOutOfReach(decision)) return { ...judgement, decision };
      const tells = taken.emailAddress || taken.username;
      const perHour = policy['reservation.takenAnswersPerHour'];
      return takenAnswers.mayLearn(request.caller.id, tells, perHour)
        ? { ...judgement, decision }
        : { ...judgement, decision: tooManyTakenAnswers, answer: 'too-many' };
    },
    /** In this order: of two with the same values the one that has the first gets the second. */
    before: async (_target, act) =>
      (await reserve('email-address', emailAddress, act)) &&
      (await reserve('username', foldUsername(username), act))
        ? 'done'
        : 'again',
    giveBack: async (act) => {
      for (const [kind, value] of reserved)
        await reservations.release(await reservations.read(kind, value), id, act);
    },
  };
}

/** USR-03: the first assigned username that nobody has. */
async function freeUsername({ reservations, usernameBytes }: Commands, account: string): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    const username = assignedUsername(usernameBytes(`${account} ${attempt}`));
    if (!(await reservations.isTaken('username', username, account))) return username;
  }
}
