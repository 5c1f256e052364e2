import { type CommandBus } from '@nestjs/cqrs';
import { AbandonReservation } from '#libs/commands/abandon-reservation';
import { type Commands } from '#libs/commands/commands';
import { type AccountEvent } from '#libs/domain/account/events';
import { idOf } from '#libs/domain/streams';
import { type ReservationEvent } from '#libs/domain/reservation/reservation';
import { type Process } from './engine/process.js';
import { type PendingReservations } from './pending-reservations.js';
import { processCaller } from './process-caller.js';

const name = 'sweep-reservations';

/** How long a command may take between reserving and its events: far more than any does, in milliseconds. */
const patience = 10 * 60_000;

/** Follows which reservations were taken up by their account (architecture 5). */
export const followReservations = (pending: PendingReservations): Process => ({
  name,
  takes: new Set<(AccountEvent | ReservationEvent)['type']>([
    'reservation.made',
    'reservation.released',
    'account.user-created',
    'account.administrator-proposed',
    'account.coupled',
    'account.email-address-changed',
  ]),
  handle: async ({ event, envelope }) => {
    const { type, data } = event as AccountEvent | ReservationEvent;
    if (type === 'reservation.made') {
      // A code's index entry is never given back: nobody else will ever make the same code. Nor is a seed (TOK-05).
      if (!/^(activation-code|seed)-/.test(idOf(envelope.stream)))
        pending.add({ stream: envelope.stream, account: data.holder, madeBy: envelope.id }, envelope.time);
    } else if (type === 'reservation.released') pending.remove([envelope.stream]);
    else if (type === 'account.user-created' || type === 'account.administrator-proposed')
      pending.remove(data.reservations);
    else if (type === 'account.coupled' || type === 'account.email-address-changed')
      pending.remove([data.reservation]);
  },
});

/**
 * Frees what a command left reserved when it went missing: the account is fenced first, so that it can't come back.
 * One that fails keeps none of the others waiting; it is tried again the next time.
 *
 * @throws the first failure, at the end
 */
export async function sweepReservations(
  pending: PendingReservations,
  commands: Commands,
  commandBus: CommandBus,
): Promise<void> {
  const before = new Date(commands.outside.now().getTime() - patience).toISOString();
  const failures: unknown[] = [];
  for (const left of pending.madeBefore(before)) {
    const { stream, account, madeBy } = left;
    const request = commands.request({
      name: 'abandon-reservation',
      idempotencyKey: madeBy,
      caller: processCaller(name),
      origin: { channel: 'process' },
      body: { account, reservation: stream, madeBy },
    });
    try {
      await commandBus.execute(new AbandonReservation(request));
      pending.settle(left);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
