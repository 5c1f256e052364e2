import { type Caller } from '#libs/access/caller';
import { actorNamed, type ActorEvent } from '#libs/domain/actor/actor';
import { event } from '#libs/domain/catalogue';
import { accountStreams } from '#libs/domain/streams';
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
    const name = caller.kind === 'person' ? await this.holderName(caller.id) : caller.name;
    const known = `${caller.id} ${name ?? ''}`;
    if (this.known.has(known)) return;
    const stream = `actor-${caller.id}`;
    const last = (await this.journal.read(stream, { direction: 'backwards', limit: 1 })).at(0) as
      RecordedEvent<ActorEvent> | undefined;
    if (last === undefined || (name !== undefined && last.event.data.name !== name))
      await this.append(stream, last, caller, name, act);
    if (this.known.size >= remembered) this.known.clear();
    this.known.add(known);
  }

  /** An account holder is named as their account names them, not as a token does. */
  private async holderName(account: string): Promise<string | undefined> {
    const { state } = await this.journal.fold(accountStreams, account);
    if (!('holder' in state)) return undefined;
    const { initials, prefix, surname } = state.holder;
    const parts = [initials, prefix, surname].filter((part) => typeof part === 'string');
    return parts.length > 0 ? parts.join(' ') : undefined;
  }

  private async append(
    stream: string,
    last: RecordedEvent | undefined,
    { kind, issuer, subject }: Caller,
    name: string | undefined,
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
