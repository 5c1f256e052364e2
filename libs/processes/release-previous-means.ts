import { type Commands } from '#libs/commands/commands';
import { previousMeansReleased } from '#libs/domain/account/events';
import { type EventOf } from '#libs/domain/catalogue';
import { accountStreams, idOf } from '#libs/domain/streams';
import { deriveId } from '#libs/journal/ids';
import { type RecordedEvent } from '#libs/journal/journal';
import { type Process } from './engine/process.js';

const name = 'release-previous-means';

/** EHK-08: once another means is coupled the previous one is free, unless the account has reserved it anew since. */
export const releasePreviousMeans = (commands: Commands): Process => ({
  name,
  takes: new Set([previousMeansReleased.type]),
  /** In the account's queue, so that it doesn't free what the account is about to couple (EHK-04). */
  handle: (recorded) =>
    commands.queue.run(recorded.envelope.stream, () =>
      release(commands, recorded as RecordedEvent<EventOf<typeof previousMeansReleased>>),
    ),
});

async function release(
  { journal, outside, reservations }: Commands,
  { event, envelope, position }: RecordedEvent<EventOf<typeof previousMeansReleased>>,
): Promise<void> {
  const { reservation } = event.data;
  const account = idOf(envelope.stream);
  const read = await reservations.readStream(idOf(reservation));
  const last = read.events.at(-1);
  if (last === undefined || last.position > position) return;
  const { state } = await journal.fold(accountStreams, account);
  if (state.state === 'living' && state.reservations.has(reservation)) return;
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
