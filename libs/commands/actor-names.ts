import { type Caller } from '#libs/access/caller';
import { actorNamed, type ActorEvent } from '#libs/domain/actor/actor';
import { event } from '#libs/domain/catalogue';
import { WrongExpectedRevision } from '#libs/event-store/errors';
import { deriveId } from '#libs/journal/ids';
import { type Act, type Head, type Journal, type RecordedEvent } from '#libs/journal/journal';

/** Callers remembered as named already. */
const remembered = 10_000;

/** Sees to it that behind every pseudonym in an event there is a name, sealed for attribution (architecture 10). */
export class ActorNames {
  private readonly known = new Set<string>();

  constructor(private readonly journal: Journal) {}

  /** Records who the caller is, where that isn't on record or has changed. Processes name themselves. */
  async record(caller: Caller, act: Act): Promise<void> {
    if (caller.kind === 'process') return;
    const name = caller.name ?? '';
    const known = `${caller.id} ${name}`;
    if (this.known.has(known)) return;
    const stream = `actor-${caller.id}`;
    const last = (await this.journal.read(stream, { direction: 'backwards', limit: 1 })).at(0) as
      RecordedEvent<ActorEvent> | undefined;
    if (last === undefined || (caller.name !== undefined && last.event.data.name !== caller.name))
      await this.append(stream, last, caller, act);
    if (this.known.size >= remembered) this.known.clear();
    this.known.add(known);
  }

  private async append(
    stream: string,
    last: RecordedEvent | undefined,
    { kind, issuer, subject, name }: Caller,
    act: Act,
  ): Promise<void> {
    const head: Head = last === undefined ? 'none' : { revision: last.envelope.revision, hash: last.hash };
    const named = event(actorNamed, { kind, issuer, subject, ...(name === undefined ? {} : { name }) });
    const command = { ...act.command, id: deriveId(act.command.id, 'actor named') };
    try {
      await this.journal.append({ stream, head, events: [named] }, { ...act, command });
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
}
