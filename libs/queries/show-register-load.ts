import { type RegisterEvent } from '#libs/domain/register/register';
import { registerStreams, streamOf } from '#libs/domain/streams';
import { type Journal, type RecordedEvent } from '#libs/journal/journal';

/** What a load changed, as its event says (ORG-02). */
export async function registerLoadAt(
  journal: Journal,
  sector: string,
  revision: number,
): Promise<RegisterEvent['data'] | undefined> {
  const [recorded] = (await journal.read(streamOf(registerStreams, sector), {
    from: revision,
    limit: 1,
  })) as RecordedEvent<RegisterEvent>[];
  return recorded?.event.data;
}
