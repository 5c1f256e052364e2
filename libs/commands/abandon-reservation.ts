import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { abandonReservation } from '#libs/domain/account/abandon-reservation';
import { standsOn } from '#libs/domain/account/state';
import { accountStreams, idOf } from '#libs/domain/streams';
import { type Act } from '#libs/journal/journal';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';

export interface AbandonReservationBody {
  readonly account: string;
  /** Stream of the reservation. */
  readonly reservation: string;
  /** Id of the event that made it. Once it was made anew it is another one. */
  readonly madeBy: string;
}

/**
 * Architecture 5: fences the account, then frees the value that a command left reserved when it went missing, as it
 * was read before: a command that is about to take it up has made it anew.
 */
export class AbandonReservation {
  constructor(readonly request: CommandRequest<AbandonReservationBody>) {}
}

@CommandHandler(AbandonReservation)
export class AbandonReservationHandler implements ICommandHandler<AbandonReservation, void> {
  constructor(private readonly commands: Commands) {}

  async execute({ request }: AbandonReservation): Promise<void> {
    const { journal, outside, reservations, runner } = this.commands;
    const { account, reservation, madeBy } = request.body;
    const left = await reservations.readStream(idOf(reservation));
    if (left.events.at(-1)?.envelope.id !== madeBy) return;
    await runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state }) => ({
        decision: abandonReservation(reservation, state),
        authority,
        policy: null,
      }),
    });
    const { state } = await journal.fold(accountStreams, account);
    if (!standsOn(state, reservation))
      await reservations.release(left, account, actOf(request, outside.now()));
  }
}

const authority = { basis: 'process', judged: [] };

const actOf = ({ id, name, fingerprint, caller, origin }: AbandonReservation['request'], now: Date): Act => ({
  command: { id, name, fingerprint },
  correlation: id,
  causation: id,
  actor: { kind: caller.kind, id: caller.id },
  authority,
  origin,
  policy: null,
  time: now.toISOString(),
});
