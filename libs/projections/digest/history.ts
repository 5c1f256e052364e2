import { v7 } from 'uuid';
import { type AnyEvent } from '#libs/domain/catalogue';
import { type Act, type Appended, type Head, type Journal } from '#libs/journal/journal';
import { Random } from './random.js';

/** 1 January 2026, 00:00 UTC. */
const begin = Date.UTC(2026, 0, 1);
const minute = 60_000;

/** Appends to the ends of streams, one command a minute. The same seed and the same events give the same ids. */
export class History {
  readonly #heads = new Map<string, Head>();
  readonly #random: Random;
  #commands = 0;

  constructor(
    private readonly journal: Journal,
    seed = 1,
  ) {
    this.#random = new Random(seed);
  }

  newId(): string {
    return v7({
      msecs: begin + this.#commands * minute,
      random: this.#random.bytes(16),
      seq: this.#commands,
    });
  }

  has(stream: string): boolean {
    return this.#heads.has(stream);
  }

  /** As somebody of the service desk, unless told otherwise. */
  async record(stream: string, events: readonly AnyEvent[], given: Partial<Act> = {}): Promise<Appended> {
    const head = this.#heads.get(stream) ?? 'none';
    const appended = await this.journal.append({ stream, head, events }, { ...this.#act(), ...given });
    this.#heads.set(stream, appended.head);
    return appended;
  }

  #act(): Act {
    this.#commands += 1;
    const id = this.newId();
    return {
      command: { id, name: 'make-history', fingerprint: '0'.repeat(64) },
      correlation: id,
      causation: id,
      actor: { kind: 'service-desk', id: '01890000-0000-7000-8000-000000000001' },
      authority: { basis: 'made-up', judged: [] },
      origin: { channel: 'cli' },
      policy: null,
      time: new Date(begin + this.#commands * minute).toISOString(),
    };
  }
}
