import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { Commands } from '#libs/commands/commands';
import { policyForms } from '#libs/domain/policy/policy-forms';
import { type PolicyChanges } from '#libs/domain/policy/policy-values';
import { type RuleId } from '#libs/domain/rules';
import { deadlines } from '#libs/projections/deadlines/deadlines';
import { type Counts, type DryRunKind, type DryRunValue, type Window } from './dry-run/asked.js';
import { type AskedDryRun, dryRunOf } from './dry-run/dry-run-of.js';
import { dryRunKind, type DryRunKindName, dryRunKinds } from './dry-run/kinds.js';
import { Reading } from './reading.js';

/**
 * Who would be decoupled, locked or expired, by what stands in history and by other numbers (architecture 16): how
 * many. Records nothing, sends nothing.
 */
export class ShowDryRun {
  constructor(
    readonly caller: Caller,
    readonly asked: AskedDryRun,
    readonly position: bigint | undefined,
  ) {}
}

export interface ShownDryRunKind extends Window, Counts {
  readonly kind: DryRunKindName;
  readonly rule: RuleId;
  readonly changeHolds: DryRunKind['changeHolds'];
  /** In force at `from`. */
  readonly values: PolicyChanges;
  /** Those that were asked about. */
  readonly changedValues: PolicyChanges;
}

export interface ShownDryRun {
  /** Version of the policy in force at the window's beginning. */
  readonly policy: string;
  readonly kinds: readonly ShownDryRunKind[];
}

@QueryHandler(ShowDryRun)
export class ShowDryRunHandler implements IQueryHandler<ShowDryRun, ShownDryRun> {
  constructor(
    private readonly reading: Reading,
    private readonly commands: Commands,
  ) {}

  /** @throws QueryForbidden, BadQuery, ReadModelBehind, ReadModelStopped */
  async execute({ caller, asked, position }: ShowDryRun): Promise<ShownDryRun> {
    this.reading.requireMay('show-dry-run', caller);
    const run = await dryRunOf(asked, this.commands);
    const rows = await this.reading.model(deadlines.name, position);
    const kinds: ShownDryRunKind[] = [];
    for (const kind of dryRunKinds) {
      const { values, changeHolds, count } = dryRunKind(kind, rows);
      const only = (all: PolicyChanges): PolicyChanges =>
        Object.fromEntries(values.filter((name) => all[name] !== undefined).map((name) => [name, all[name]]));
      kinds.push({
        kind,
        rule: ruleOf(values),
        changeHolds,
        ...(kind === 'sign-in-locked' ? run.past : run.window),
        values: only(run.policy.from),
        changedValues: only(run.changes),
        ...(await count(run)),
      });
    }
    return { policy: run.policy.from.version, kinds };
  }
}

const ruleOf = ([first]: readonly [DryRunValue, ...DryRunValue[]]): RuleId => policyForms[first].rule;
