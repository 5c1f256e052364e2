import { EventEmitter, once } from 'node:events';

export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface LoggedEvent extends ProposedEvent {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
}

export type Expected = 'any' | 'stream-exists' | 'no-stream' | bigint;

export type AppendOutcome =
  | { readonly kind: 'appended'; readonly last: LoggedEvent }
  | { readonly kind: 'known'; readonly revision: bigint }
  | { readonly kind: 'wrong'; readonly current: bigint | undefined }
  | { readonly kind: 'tombstoned' };

interface Stream {
  readonly events: LoggedEvent[];
  /** Events before this revision were deleted: they stay in the log, but the stream no longer shows them. */
  deletedBefore: number;
  tombstoned: boolean;
}

/** What the stand-in holds: one log with positions that have gaps, and streams in it, as EventStoreDB behaves. */
export class EventLog {
  readonly events: LoggedEvent[] = [];
  private readonly streams = new Map<string, Stream>();
  private readonly growth = new EventEmitter().setMaxListeners(0);
  private end = 0n;

  constructor() {
    this.write('$users', [systemEvent('$UserCreated')]);
  }

  append(name: string, expected: Expected, proposed: readonly ProposedEvent[]): AppendOutcome {
    const stream = this.streamOf(name);
    if (stream.tombstoned) return { kind: 'tombstoned' };
    const current = currentOf(stream);
    if (!fits(expected, stream)) {
      return isRepeated(stream, proposed)
        ? { kind: 'known', revision: BigInt(stream.events.length - 1) }
        : { kind: 'wrong', current };
    }
    return { kind: 'appended', last: this.write(name, proposed) };
  }

  /** Events of a stream that can be read; `undefined` when it isn't there. */
  read(name: string): readonly LoggedEvent[] | 'tombstoned' | undefined {
    const stream = this.streamOf(name);
    if (stream.tombstoned) return 'tombstoned';
    const shown = stream.events.slice(stream.deletedBefore);
    return shown.length === 0 ? undefined : shown;
  }

  delete(name: string): bigint {
    const stream = this.streamOf(name);
    stream.deletedBefore = stream.events.length;
    return this.write(`$$${name}`, [systemEvent('$metadata')]).position;
  }

  tombstone(name: string): bigint {
    this.streamOf(name).tombstoned = true;
    return this.write(name, [systemEvent('$streamDeleted')]).position;
  }

  /** Resolves when something is appended, or when the signal says so. */
  async grown(signal: AbortSignal): Promise<void> {
    await once(this.growth, 'grown', { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }

  /** Writes what the server writes for itself. */
  writeStatistics(): void {
    this.write('$stats-127.0.0.1:2113', [systemEvent('$statsCollected')]);
  }

  private write(name: string, proposed: readonly ProposedEvent[]): LoggedEvent {
    const { events } = this.streamOf(name);
    for (const event of proposed) {
      const logged = { ...event, stream: name, revision: BigInt(events.length), position: this.end };
      this.end += BigInt(150 + event.data.length + event.metadata.length);
      events.push(logged);
      this.events.push(logged);
    }
    this.growth.emit('grown');
    const last = events.at(-1);
    if (last === undefined) throw new Error('Nothing was proposed.');
    return last;
  }

  private streamOf(name: string): Stream {
    const stream = this.streams.get(name) ?? { events: [], deletedBefore: 0, tombstoned: false };
    this.streams.set(name, stream);
    return stream;
  }
}

const currentOf = ({ events }: Stream): bigint | undefined =>
  events.length === 0 ? undefined : BigInt(events.length - 1);

function fits(expected: Expected, stream: Stream): boolean {
  const shows = stream.events.length > stream.deletedBefore;
  if (expected === 'any') return true;
  if (expected === 'no-stream') return !shows;
  if (expected === 'stream-exists') return shows;
  return expected === currentOf(stream);
}

/** The server's own memory of appends is best effort: this one knows the events at the end of the stream. */
const isRepeated = ({ events }: Stream, proposed: readonly ProposedEvent[]): boolean =>
  events.length >= proposed.length &&
  events.slice(-proposed.length).every(({ id }, index) => id === proposed[index]?.id);

const systemEvent = (type: string): ProposedEvent => ({
  id: '00000000-0000-4000-8000-000000000000',
  type,
  contentType: 'application/json',
  data: new TextEncoder().encode('{}'),
  metadata: new Uint8Array(),
});
