import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { Commands } from '#libs/commands/commands';
import { decodeCursor, encodeCursor, pageLength } from '#libs/projections/engine/cursor';
import { deadlines } from '#libs/projections/deadlines/deadlines';
import { type Outcome } from './dry-run/asked.js';
import { type AskedDryRun, dryRunOf } from './dry-run/dry-run-of.js';
import { dryRunKind, type DryRunKindName } from './dry-run/kinds.js';
import { type Named, nameOf } from './named.js';
import { Reading } from './reading.js';

/** One kind of what `ShowDryRun` counts: whom it is about, when, and which event it comes from (AVG-05). */
export class ListDryRun {
  constructor(
    readonly caller: Caller,
    readonly kind: DryRunKindName,
    readonly asked: AskedDryRun,
    readonly page: { readonly limit?: number; readonly cursor?: string },
    readonly position: bigint | undefined,
  ) {}
}

export interface DryRunPage {
  readonly outcomes: readonly (Outcome & Named)[];
  /** Absent on the last page. */
  readonly next?: string;
}

const place = /^\d{4}-[\dT:.-]{18}Z [\da-z-]{1,40}$/;
const nameless: Named = { username: null, surname: null, initials: null, prefix: null };

@QueryHandler(ListDryRun)
export class ListDryRunHandler implements IQueryHandler<ListDryRun, DryRunPage> {
  constructor(
    private readonly reading: Reading,
    private readonly commands: Commands,
  ) {}

  /**
   * Names are for the service desk, whose work it is to reach these people; others get ids.
   *
   * @throws QueryForbidden, BadQuery, BadCursor, ReadModelBehind, ReadModelStopped
   */
  async execute({ caller, kind, asked, page, position }: ListDryRun): Promise<DryRunPage> {
    this.reading.requireMay('list-dry-run', caller);
    const run = await dryRunOf(asked, this.commands);
    const rows = await this.reading.model(deadlines.name, position);
    const after = page.cursor === undefined ? undefined : placeIn(page.cursor);
    const found = await dryRunKind(kind, rows).list(run, {
      limit: pageLength(page.limit),
      ...(after === undefined ? {} : { after }),
    });
    const outcomes = await Promise.all(
      found.outcomes.map(async (outcome) => ({
        ...outcome,
        ...(caller.kind === 'service-desk'
          ? await nameOf(this.reading, outcome.account, position)
          : nameless),
      })),
    );
    return {
      outcomes,
      ...(found.next === undefined ? {} : { next: encodeCursor(found.next.join(' ')) }),
    };
  }
}

/** @throws BadCursor */
function placeIn(cursor: string): readonly [string, string] {
  const [moment = '', account = ''] = decodeCursor(cursor, place).split(' ');
  return [moment, account];
}
