import { type Revision } from '../port.js';

/** Last revisions of the streams used last, so that most appends need not look them up. */
export class StreamHeads {
  /** In order of use, the least recent first. */
  readonly #heads = new Map<string, Revision>();

  /**
   * @param lookUp the last revision in the store, `undefined` when there is no such stream
   * @param capacity most streams to remember
   */
  constructor(
    private readonly lookUp: (stream: string) => Revision | undefined,
    private readonly capacity: number,
  ) {}

  of(stream: string): Revision | undefined {
    const known = this.#heads.get(stream) ?? this.lookUp(stream);
    if (known !== undefined) this.moved(stream, known);
    return known;
  }

  moved(stream: string, revision: Revision): void {
    this.#heads.delete(stream);
    this.#heads.set(stream, revision);
    if (this.#heads.size > this.capacity) this.#forgetLeastRecent();
  }

  forgetAll(): void {
    this.#heads.clear();
  }

  #forgetLeastRecent(): void {
    for (const stream of this.#heads.keys()) {
      this.#heads.delete(stream);
      return;
    }
  }
}
