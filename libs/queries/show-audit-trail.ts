import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { auditTrail } from '#libs/projections/audit-trail/audit-trail';
import {
  type AuditEntry,
  type AuditQuery,
  queryAuditTrail,
} from '#libs/projections/audit-trail/query-audit-trail';
import { ActorNamesByPseudonym } from './actor-name.js';
import { Reading } from './reading.js';
import { tellEvent } from './told-event.js';

/** AVG-01: what happened, newest first, narrowed as asked. */
export class ShowAuditTrail {
  constructor(
    readonly caller: Caller,
    readonly query: AuditQuery,
    readonly position: bigint | undefined,
  ) {}
}

/** An entry with its sentence, made from the event itself: the trail holds nothing personal. */
export type ToldEntry = AuditEntry & { readonly nl: string; readonly en: string };

export interface ToldTrail {
  readonly entries: readonly ToldEntry[];
  readonly next?: string;
}

@QueryHandler(ShowAuditTrail)
export class ShowAuditTrailHandler implements IQueryHandler<ShowAuditTrail, ToldTrail> {
  constructor(private readonly reading: Reading) {}

  async execute({ caller, query, position }: ShowAuditTrail): Promise<ToldTrail> {
    this.reading.requireMay('show-audit-trail', caller);
    const page = await queryAuditTrail(await this.reading.model(auditTrail.name, position), query);
    const names = new ActorNamesByPseudonym(this.reading.journal);
    const entries: ToldEntry[] = [];
    for (const entry of page.entries) entries.push(await this.told(entry, names));
    return { ...page, entries };
  }

  private async told(entry: AuditEntry, names: ActorNamesByPseudonym): Promise<ToldEntry> {
    const [recorded] = await this.reading.journal.read(entry.stream, { from: entry.revision, limit: 1 });
    if (recorded === undefined)
      throw new Error(`The audit trail names event ${entry.id}, and the store has none.`);
    const { nl, en, actor } = await tellEvent(recorded, names);
    return { ...entry, actor: { ...entry.actor, ...actor, via: entry.actor.via }, nl, en };
  }
}
