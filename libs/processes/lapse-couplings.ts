import { type CommandBus } from '@nestjs/cqrs';
import { type Commands } from '#libs/commands/commands';
import { LapseCoupling, type LapseCouplingBody } from '#libs/commands/lapse-coupling';
import { type AccountEvent } from '#libs/domain/account/events';
import { type SignInEvent } from '#libs/domain/sign-in/events';
import { idOf } from '#libs/domain/streams';
import { type CouplingDeadlines } from './coupling-deadlines.js';
import { type Process } from './engine/process.js';
import { processCaller } from './process-caller.js';

const name = 'lapse-couplings';

type Taken = AccountEvent | SignInEvent;

/** EHK-05: follows until when each coupling stands. */
export const followCouplings = (deadlines: CouplingDeadlines): Process => ({
  name,
  takes: new Set<Taken['type']>([
    'account.coupled',
    'account.coupled-again',
    'signin.succeeded',
    'account.coupling-lapsed',
    'account.previous-means-released',
    'account.ended',
  ]),
  handle: async ({ event, envelope }) => {
    const { type, data } = event as Taken;
    const account = idOf(envelope.stream);
    if (type === 'account.coupled' || type === 'account.coupled-again')
      setIfAny(deadlines, account, envelope.id, data.lapsesAt);
    else if (type === 'signin.succeeded') setIfAny(deadlines, account, envelope.id, data.couplingLapsesAt);
    else deadlines.remove(account);
  },
});

const setIfAny = (
  deadlines: CouplingDeadlines,
  account: string,
  setBy: string,
  lapsesAt: string | undefined,
): void => {
  if (lapsesAt !== undefined) deadlines.set({ account, setBy }, lapsesAt);
};

/**
 * EHK-05: records what has lapsed; the command judges whether it really has. One that fails keeps none of the others
 * waiting; it is tried again the next time.
 *
 * @throws the first failure, at the end
 */
export async function lapseCouplings(
  deadlines: CouplingDeadlines,
  commands: Commands,
  commandBus: CommandBus,
): Promise<void> {
  const failures: unknown[] = [];
  for (const due of deadlines.dueAt(commands.outside.now().toISOString())) {
    const request = commands.request<LapseCouplingBody>({
      name: 'lapse-coupling',
      idempotencyKey: due.setBy,
      caller: processCaller(name),
      origin: { channel: 'process' },
      body: { account: due.account },
    });
    try {
      await commandBus.execute(new LapseCoupling(request));
      deadlines.settle(due);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
