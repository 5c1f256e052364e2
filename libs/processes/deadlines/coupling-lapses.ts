import { type CommandBus } from '@nestjs/cqrs';
import { type Commands } from '#libs/commands/commands';
import { LapseCoupling } from '#libs/commands/lapse-coupling';
import { type AccountEvent } from '#libs/domain/account/events';
import { couplingDeadline } from '#libs/domain/account/lapse-coupling';
import { type SignInEvent } from '#libs/domain/sign-in/events';
import { accountStreams, idOf, signInStreams } from '#libs/domain/streams';
import { type Journal } from '#libs/journal/journal';
import { byDeadline } from './by-deadline.js';
import { type TimedAct, type Followed } from './timed-act.js';

type Taken = AccountEvent | SignInEvent;

/** EHK-05: until when a coupling stands, or the right to couple that means again. */
export const untilCouplingLapses = (journal: Journal): Followed => ({
  takes: new Set<Taken['type']>([
    'account.coupled',
    'account.coupled-again',
    'signin.succeeded',
    'account.coupling-lapsed',
    'account.previous-means-released',
    'account.ended',
  ]),
  after: async ({ event, envelope }, standing) => {
    const { type, data } = event as Taken;
    const to =
      type === 'account.coupled' || type === 'account.coupled-again'
        ? data.lapsesAt
        : type === 'signin.succeeded'
          ? data.couplingLapsesAt
          : 'settled';
    if (to === undefined) return undefined;
    if (to === 'settled') return to;
    // A shorter time is policy now: the later of the two still holds, and it isn't in this event.
    if (standing !== undefined && to < standing)
      return { to: await laterOf(journal, idOf(envelope.stream), to) };
    return { to };
  },
});

async function laterOf(journal: Journal, account: string, told: string): Promise<string> {
  const { state } = await journal.fold(accountStreams, account);
  const { state: signIn } = await journal.foldLast(signInStreams, account);
  const stands = state.state === 'living' ? couplingDeadline(state, signIn.couplingLapsesAt) : undefined;
  return stands ?? told;
}

/** EHK-05: records that a coupling has lapsed. */
export const couplingLapses = (commands: Commands, commandBus: CommandBus): TimedAct => ({
  name: 'lapse-couplings',
  follows: untilCouplingLapses(commands.journal),
  act: (due) =>
    commandBus.execute(new LapseCoupling(commands.request(byDeadline(due, 'lapse-coupling', {})))),
});
