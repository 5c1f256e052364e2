import { catalogue } from '#libs/domain/events';
import { storedType } from '#libs/event-store/envelope';
import { type RecordedEvent } from '#libs/journal/journal';
import { sentenceOf } from '#libs/journal/sentence';
import { type ActorNamesByPseudonym } from './actor-name.js';

/** An event as an auditor reads it. */
export interface ToldEvent {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  /** Time of record, RFC 3339, UTC. */
  readonly time: string;
  readonly actor: {
    readonly kind: string;
    readonly id: string;
    readonly name: string;
    readonly via?: string;
  };
  /** Why the actor might, and what was read to judge it. */
  readonly authority: {
    readonly basis: string;
    readonly judged: readonly { stream: string; revision: number }[];
  };
  readonly command: { readonly id: string; readonly name: string };
  readonly correlation: string;
  readonly causation: string;
  readonly policy: string | null;
  readonly rule: string | null;
  readonly hash: string;
  readonly previous: string | null;
  readonly nl: string;
  readonly en: string;
}

export async function tellEvent(recorded: RecordedEvent, names: ActorNamesByPseudonym): Promise<ToldEvent> {
  const { envelope, position, hash } = recorded;
  const name = await names.nameOf(envelope.actor);
  return {
    id: envelope.id,
    type: storedType(envelope),
    stream: envelope.stream,
    revision: envelope.revision,
    position: String(position),
    time: envelope.time,
    actor: { ...envelope.actor, name },
    authority: envelope.authority,
    command: { id: envelope.command.id, name: envelope.command.name },
    correlation: envelope.correlation,
    causation: envelope.causation,
    policy: envelope.policy,
    rule: envelope.rule,
    hash,
    previous: envelope.previous,
    nl: sentenceOf(catalogue, recorded, name, 'nl'),
    en: sentenceOf(catalogue, recorded, name, 'en'),
  };
}
