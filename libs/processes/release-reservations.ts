import { type Commands } from '#libs/commands/commands';
import { type AccountEvent } from '#libs/domain/account/events';
import { releasedReservations } from '#libs/domain/account/released-reservations';
import { standsOn } from '#libs/domain/account/state';
import { accountStreams, idOf } from '#libs/domain/streams';
import { deriveId } from '#libs/journal/ids';
import { type RecordedEvent } from '#libs/journal/journal';
import { type Process } from './engine/process.js';

const name = 'release-reservations';

/** END-01, USR-08, EHK-05, EHK-08, ADM-11: what an account gave up is free, unless the account has reserved it anew since. */
export const releaseReservations = (commands: Commands): Process => ({
  name,
  takes: new Set<AccountEvent['type']>([
    'account.previous-means-released',
    'account.coupling-lapsed',
    'account.email-address-changed',
    'account.ended',
    'account.administrator-proposal-rejected',
  ]),
  /** In the account's queue, so that it doesn't free what the account is about to take up again (EHK-04). */
  handle: (recorded) =>
    commands.queue.run(recorded.envelope.stream, async () => {
      for (const reservation of releasedReservations(recorded.event as AccountEvent))
        await release(commands, recorded, reservation);
    }),
});

async function release(
  { journal, outside, reservations }: Commands,
  { envelope, position }: RecordedEvent,
  reservation: string,
): Promise<void> {
  const account = idOf(envelope.stream);
  const read = await reservations.readStream(idOf(reservation));
  const last = read.events.at(-1);
  if (last === undefined || last.position > position) return;
  const { state } = await journal.fold(accountStreams, account);
  if (standsOn(state, reservation)) return;
  await reservations.release(read, account, {
    command: { id: deriveId(envelope.id, name), name: 'release-reservation', fingerprint: '' },
    correlation: envelope.correlation,
    causation: envelope.id,
    actor: { kind: 'process', id: name },
    authority: { basis: 'process', judged: [] },
    origin: { channel: 'process' },
    policy: null,
    time: outside.now().toISOString(),
  });
}
