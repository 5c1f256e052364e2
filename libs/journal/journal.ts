import { type AnyEvent, type Catalogue, ERASED, isErased, unfitFields } from '#libs/domain/catalogue';
import { idOf, type StreamKind, streamOf } from '#libs/domain/streams';
import {
  type Actor,
  type Authority,
  type CommandReference,
  decodeEnvelope,
  decodeMetadata,
  encodeEnvelope,
  encodeMetadata,
  type Envelope,
  type Origin,
  storedType,
} from '#libs/event-store/envelope';
import { StreamNotFound } from '#libs/event-store/errors';
import {
  type EventStore,
  type NewEvent,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredEvent,
  type SubscribeOptions,
} from '#libs/event-store/port';
import { type Sealer } from '#libs/privacy/sealer';
import { deriveId } from './ids.js';
import { upcast } from './upcasters.js';

/** Everything about an act but its events: who, why, from where, when (AVG-01). */
export interface Act {
  readonly command: CommandReference;
  readonly correlation: string;
  readonly causation: string;
  readonly actor: Actor;
  readonly authority: Authority;
  readonly origin: Origin;
  readonly policy: string | null;
  /** RFC 3339, UTC, milliseconds. */
  readonly time: string;
}

/** An event as it was recorded, with its fields in the version that the code knows, readable or erased. */
export interface RecordedEvent<E extends AnyEvent = AnyEvent> {
  readonly event: E;
  readonly envelope: Envelope;
  readonly position: Position;
  /** SHA-256 of the stored bytes, hexadecimal. */
  readonly hash: string;
}

/** The end of a stream: its last revision and hash; `none` when it doesn't exist. */
export type Head = 'none' | { readonly revision: number; readonly hash: string };

export interface Folded<State, E extends AnyEvent> {
  readonly stream: string;
  readonly state: State;
  readonly head: Head;
  readonly events: readonly RecordedEvent<E>[];
}

export interface Append {
  readonly stream: string;
  readonly head: Head;
  readonly events: readonly AnyEvent[];
}

export interface Appended {
  readonly head: Exclude<Head, 'none'>;
  readonly position: Position;
  /** Stored type names, as in `account.role-granted.v1`. */
  readonly events: readonly { readonly id: string; readonly type: string; readonly revision: number }[];
}

export type JournalMessage =
  | { readonly kind: 'event'; readonly recorded: RecordedEvent }
  /** An event that isn't followed: it was not unsealed. */
  | { readonly kind: 'passed'; readonly position: Position }
  | { readonly kind: 'caught-up' };

/** Events as the domain knows them, sealed and chained, over any event store. */
export class Journal {
  constructor(
    readonly store: EventStore,
    private readonly sealer: Sealer,
    private readonly catalogue: Catalogue,
  ) {}

  /**
   * Seals, chains and appends. Every event's id follows from the command, the stream and the revision.
   *
   * @throws WrongExpectedRevision when the stream has gone on; read it again and decide again
   */
  async append({ stream, head, events }: Append, act: Act): Promise<Appended> {
    const next = head === 'none' ? 0 : head.revision + 1;
    const parts = events.map((event, index) => this.part(stream, next + index, event, act));
    const boxes = await this.sealer.sealAll(parts.map(({ groups, binding }) => ({ groups, binding })));
    let previous = head === 'none' ? null : head.hash;
    const stored: NewEvent[] = [];
    for (const [index, { envelope, groups }] of parts.entries()) {
      const sealed = (boxes[index] ?? []).map((box, place) => ({
        ...box,
        fields: Object.keys(groups[place]?.fields ?? {}).sort(),
      }));
      const { bytes, hash } = encodeEnvelope({ ...envelope, previous, sealed });
      stored.push({
        id: envelope.id,
        type: storedType(envelope),
        data: bytes,
        metadata: encodeMetadata({ hash }),
      });
      previous = hash;
    }
    const expected = head === 'none' ? 'must-not-exist' : head.revision;
    const { revision, position } = await this.store.append(stream, expected, stored);
    const written = stored.map(({ id, type }, index) => ({ id, type, revision: next + index }));
    return { head: { revision, hash: previous ?? '' }, position, events: written };
  }

  /** Reads the stream and folds it; a stream that doesn't exist gives the initial state. */
  async fold<State, E extends AnyEvent>(kind: StreamKind<State, E>, id: string): Promise<Folded<State, E>> {
    const stream = streamOf(kind, id);
    const events = (await this.read(stream)) as RecordedEvent<E>[];
    const state = events.reduce((folded, { event }) => kind.evolve(folded, event), kind.initial);
    const last = events.at(-1);
    return {
      stream,
      state,
      events,
      head: last === undefined ? 'none' : { revision: last.envelope.revision, hash: last.hash },
    };
  }

  /** Folds the last event alone: of streams whose every event carries the running state (architecture 2). */
  async foldLast<State, E extends AnyEvent>(
    kind: StreamKind<State, E>,
    id: string,
  ): Promise<Folded<State, E>> {
    const stream = streamOf(kind, id);
    const events = (await this.read(stream, { direction: 'backwards', limit: 1 })) as RecordedEvent<E>[];
    const [last] = events;
    return last === undefined
      ? { stream, state: kind.initial, events, head: 'none' }
      : {
          stream,
          state: kind.evolve(kind.initial, last.event),
          events,
          head: { revision: last.envelope.revision, hash: last.hash },
        };
  }

  /** All events of the stream, none when it doesn't exist. */
  async read(stream: string, options?: ReadStreamOptions): Promise<RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    try {
      for await (const stored of this.store.readStream(stream, options)) events.push(await this.open(stored));
    } catch (error) {
      if (!(error instanceof StreamNotFound)) throw error;
    }
    return events;
  }

  async *readAll(options?: ReadAllOptions): AsyncGenerator<RecordedEvent> {
    for await (const stored of this.store.readAll(options)) yield await this.open(stored);
  }

  /**
   * @param takes type names without version
   * @throws UnknownEvent of any event, and of those that are taken what `open` throws
   */
  async *subscribe(options: SubscribeOptions, takes?: ReadonlySet<string>): AsyncGenerator<JournalMessage> {
    for await (const message of this.store.subscribe(options))
      if (message.kind === 'caught-up') yield message;
      else if (takes === undefined || takes.has(this.typeOf(message.event)))
        yield { kind: 'event', recorded: await this.open(message.event) };
      else yield { kind: 'passed', position: message.event.position };
  }

  /** @throws UnknownEvent, NoUpcaster, MissingKey, SealBroken: history that can't be read stops the reader */
  async open(stored: StoredEvent): Promise<RecordedEvent> {
    const envelope = decodeEnvelope(stored.data);
    const definition = this.catalogue.get(envelope.type);
    if (definition === undefined) throw new UnknownEvent(stored.type);
    const data: Record<string, unknown> = { ...envelope.data };
    for (const box of envelope.sealed) {
      const binding = { stream: envelope.stream, revision: envelope.revision, eventId: envelope.id };
      const fields = await this.sealer.open(box, binding);
      Object.assign(
        data,
        isErased(fields) ? Object.fromEntries(box.fields.map((name) => [name, ERASED])) : fields,
      );
    }
    const lifted = upcast(envelope.type, envelope.version, data, definition.version);
    return {
      event: {
        type: envelope.type,
        data: lifted,
        ...(envelope.rule === null ? {} : { rule: envelope.rule as NonNullable<AnyEvent['rule']> }),
      },
      envelope,
      position: stored.position,
      hash: decodeMetadata(stored.metadata).hash,
    };
  }

  private typeOf({ type: stored }: StoredEvent): string {
    const type = stored.replace(/\.v\d+$/, '');
    if (!this.catalogue.has(type)) throw new UnknownEvent(stored);
    return type;
  }

  private part(stream: string, revision: number, event: AnyEvent, act: Act) {
    const definition = this.catalogue.get(event.type);
    if (definition === undefined) throw new UnknownEvent(event.type);
    const unfit = unfitFields(definition, event.data);
    if (unfit.length > 0) throw new UnfitEvent(event.type, unfit);

    const id = deriveId(act.command.id, `${stream}@${revision}`);
    const open: Record<string, unknown> = {};
    const groups = new Map<string, { subject: string; purpose: string; fields: Record<string, unknown> }>();
    for (const [name, value] of Object.entries(event.data)) {
      if (value === undefined) continue;
      const sealing = definition.fields[name]?.sealing;
      if (sealing === undefined) {
        open[name] = value;
        continue;
      }
      const subject = sealing.subject === 'stream' ? idOf(stream) : String(event.data[sealing.subject]);
      const key = `${sealing.purpose} ${subject}`;
      const group = groups.get(key) ?? { subject, purpose: sealing.purpose, fields: {} };
      group.fields[name] = value;
      groups.set(key, group);
    }
    const envelope: Omit<Envelope, 'previous' | 'sealed'> = {
      command: act.command,
      correlation: act.correlation,
      causation: act.causation,
      actor: act.actor,
      authority: act.authority,
      origin: act.origin,
      policy: act.policy,
      time: act.time,
      id,
      type: definition.type,
      version: definition.version,
      stream,
      revision,
      rule: event.rule ?? null,
      data: open,
    };
    return { envelope, groups: [...groups.values()], binding: { stream, revision, eventId: id } };
  }
}

/** The store holds an event that this version of the program doesn't know. */
export class UnknownEvent extends Error {
  constructor(type: string) {
    super(`This version of the program doesn't know events of type ${type}.`);
    this.name = 'UnknownEvent';
  }
}

/** The program tried to record an event that its own catalogue doesn't allow. */
export class UnfitEvent extends Error {
  constructor(type: string, fields: readonly string[]) {
    super(`${type} does not fit its declaration in: ${fields.join(', ')}.`);
    this.name = 'UnfitEvent';
  }
}
