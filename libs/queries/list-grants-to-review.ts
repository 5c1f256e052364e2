import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { Commands } from '#libs/commands/commands';
import { beginInAmsterdam, dateInAmsterdam } from '#libs/commands/local-date';
import { grantsToReview } from '#libs/projections/grants-to-review/grants-to-review';
import {
  type GrantToReview,
  listGrantsToReview,
} from '#libs/projections/grants-to-review/list-grants-to-review';
import { type Named, nameOf } from './named.js';
import { Reading } from './reading.js';

/** ORG-03, ADM-07, USR-10, USR-12. */
export class ListGrantsToReview {
  constructor(
    readonly caller: Caller,
    readonly page: { readonly limit?: number; readonly cursor?: string },
    readonly position: bigint | undefined,
  ) {}
}

export interface GrantsToReview {
  readonly grants: readonly (GrantToReview & Named)[];
  readonly next?: string;
}

@QueryHandler(ListGrantsToReview)
export class ListGrantsToReviewHandler implements IQueryHandler<ListGrantsToReview, GrantsToReview> {
  constructor(
    private readonly reading: Reading,
    private readonly commands: Commands,
  ) {}

  /** The service desk sees all, an administrator those of accounts in their reach (ADM-02). */
  async execute({ caller, page, position }: ListGrantsToReview): Promise<GrantsToReview> {
    this.reading.requireMay('list-grants-to-review', caller);
    const found = await listGrantsToReview(await this.reading.model(grantsToReview.name, position), {
      ...page,
      organisations: await this.reading.reachOf(caller),
      today: dateInAmsterdam(this.commands.outside.now()),
      beginOf: beginInAmsterdam,
    });
    const grants = await Promise.all(
      found.grants.map(async (grant) => ({
        ...grant,
        ...(await nameOf(this.reading, grant.account, position)),
      })),
    );
    return { ...found, grants };
  }
}
