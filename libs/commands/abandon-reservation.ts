import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { abandonReservation } from '#libs/domain/account/abandon-reservation';
import { accountStreams, idOf } from '#libs/domain/streams';
import { type Act } from '#libs/journal/journal';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';

export interface AbandonReservationBody {
  readonly account: string;
  /** Stream of the reservation. */
  readonly reservation: string;
}

/** Architecture 5: fences the account, then frees the value that a command left reserved when it went missing. */
export class AbandonReservation {
  constructor(readonly request: CommandRequest<AbandonReservationBody>) {}
}

@CommandHandler(AbandonReservation)
export class AbandonReservationHandler implements ICommandHandler<AbandonReservation, Receipt> {
  constructor(private readonly commands: Commands) {}

  async execute({ request }: AbandonReservation): Promise<Receipt> {
    const { journal, outside, reservations, runner } = this.commands;
    const { account, reservation } = request.body;
    const receipt = await runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state }) => ({
        decision: abandonReservation(reservation, state),
        authority,
        policy: null,
      }),
    });
    const { state } = await journal.fold(accountStreams, account);
    const inUse = state.state === 'living' && state.reservations.has(reservation);
    if (!inUse) await reservations.releaseStream(idOf(reservation), account, actOf(request, outside.now()));
    return receipt;
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
