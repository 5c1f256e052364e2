import { type ActorEvent } from '#libs/domain/actor/actor';
import { isErased } from '#libs/domain/catalogue';
import { type Journal, type RecordedEvent } from '#libs/journal/journal';

/** Resolves pseudonyms to the names on record, for who may know them. One per query: it remembers. */
export class ActorNamesByPseudonym {
  private readonly known = new Map<string, string>();

  constructor(private readonly journal: Journal) {}

  /** The name on record, else the pseudonym; of a process its name. */
  async nameOf({ kind, id }: { readonly kind: string; readonly id: string }): Promise<string> {
    if (kind === 'process') return id;
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const last = (await this.journal.read(`actor-${id}`, { direction: 'backwards', limit: 1 })).at(0) as
      RecordedEvent<ActorEvent> | undefined;
    const name = last === undefined ? undefined : readableName(last.event.data);
    this.known.set(id, name ?? id);
    return name ?? id;
  }
}

const readableName = ({ name, subject }: ActorEvent['data']): string | undefined => {
  const given = name ?? subject;
  return isErased(given) ? undefined : given;
};
