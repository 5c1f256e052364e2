import { type LapseCoupling } from '#libs/domain/account/lapse-coupling';
import { signInStreams } from '#libs/domain/streams';
import { type Commands } from './commands.js';
import { type Judged } from './judged.js';

/** EHK-05: what a lapse is judged by, besides the account. */
export async function lapseJudged(
  { reservations }: Pick<Commands, 'reservations'>,
  judged: Judged,
  account: string,
): Promise<LapseCoupling> {
  const { couplingLapsesAt: signInLapsesAt } = await judged.last(signInStreams, account);
  return {
    ...(signInLapsesAt === undefined ? {} : { signInLapsesAt }),
    reservationOf: (key) => reservations.stream('means', key),
    now: judged.now.toISOString(),
  };
}
