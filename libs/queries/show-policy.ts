import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { policyId } from '#libs/commands/judged';
import { type PolicyChanges, type PolicyValues } from '#libs/domain/policy/policy-values';
import { type PolicyEvent, valuesFrom } from '#libs/domain/policy/policy';
import { policyStreams } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { ActorNamesByPseudonym } from './actor-name.js';
import { Reading } from './reading.js';

/** Architecture 16: every policy version and who set it, and what is proposed. */
export class ShowPolicy {
  constructor(readonly caller: Caller) {}
}

interface Person {
  readonly id: string;
  readonly name: string;
}

export interface ShownVersion {
  readonly number: number;
  /** RFC 3339, UTC. */
  readonly inForceFrom: string;
  readonly changes: PolicyChanges;
  /** Everything that holds from its moment until the next version's. */
  readonly values: PolicyValues;
  readonly setBy: Person;
  readonly setAt: string;
  readonly proposedBy?: Person;
}

export interface ShownProposal {
  readonly id: string;
  readonly inForceFrom: string;
  readonly values: PolicyChanges;
  readonly proposedBy: Person;
  readonly proposedAt: string;
  /** The version that it became; absent until somebody confirms it. */
  readonly version?: number;
}

export interface ShownPolicy {
  readonly versions: readonly ShownVersion[];
  readonly proposals: readonly ShownProposal[];
}

@QueryHandler(ShowPolicy)
export class ShowPolicyHandler implements IQueryHandler<ShowPolicy, ShownPolicy> {
  constructor(private readonly reading: Reading) {}

  async execute({ caller }: ShowPolicy): Promise<ShownPolicy> {
    this.reading.requireMay('show-policy', caller);
    const { journal } = this.reading;
    const { state, events } = await journal.fold(policyStreams, policyId);
    const names = new ActorNamesByPseudonym(journal);
    const actorOf = async ({ envelope: { actor } }: RecordedEvent): Promise<Person> => ({
      id: actor.id,
      name: await names.nameOf(actor),
    });

    const proposals: ShownProposal[] = [];
    for (const recorded of of(events, 'policy.proposed')) {
      const { proposal: id, inForceFrom, values } = recorded.event.data;
      const version = state.proposals.get(id)?.version;
      proposals.push({
        id,
        inForceFrom,
        values,
        proposedBy: await actorOf(recorded),
        proposedAt: recorded.envelope.time,
        ...(version === undefined ? {} : { version }),
      });
    }
    const versions: ShownVersion[] = [];
    for (const { number } of state.versions)
      for (const recorded of of(events, 'policy.set').filter(({ event }) => event.data.number === number)) {
        const { inForceFrom, values: changes, proposal } = recorded.event.data;
        const proposedBy = proposals.find(({ id }) => id === proposal)?.proposedBy;
        versions.push({
          number,
          inForceFrom,
          changes,
          values: valuesFrom(state, number),
          setBy: await actorOf(recorded),
          setAt: recorded.envelope.time,
          ...(proposedBy === undefined ? {} : { proposedBy }),
        });
      }
    return { versions, proposals };
  }
}

type OfType<T extends PolicyEvent['type']> = RecordedEvent<Extract<PolicyEvent, { type: T }>>;

const of = <T extends PolicyEvent['type']>(
  events: readonly RecordedEvent<PolicyEvent>[],
  type: T,
): readonly OfType<T>[] => events.filter((recorded): recorded is OfType<T> => recorded.event.type === type);
