const hashBytes = 32;

/** What of a stream is needed to judge its next event. */
export interface StreamHead {
  readonly revision: number;
  /** Hash of the last event, 64 hexadecimal digits. */
  readonly hash: string;
}

/** The last revision and hash of every stream, 40 bytes each beside the name: up to 16 million streams. */
export class StreamHeads {
  readonly #places = new Map<string, number>();
  #hashes = Buffer.alloc(1024 * hashBytes);
  #revisions = new Float64Array(1024);

  get size(): number {
    return this.#places.size;
  }

  get(stream: string): StreamHead | undefined {
    const place = this.#places.get(stream);
    if (place === undefined) return undefined;
    return {
      revision: this.#revisions[place] ?? NaN,
      hash: this.#hashes.toString('hex', place * hashBytes, (place + 1) * hashBytes),
    };
  }

  set(stream: string, head: StreamHead): void {
    const place = this.#places.get(stream) ?? this.#newPlace(stream);
    this.#revisions[place] = head.revision;
    this.#hashes.write(head.hash, place * hashBytes, 'hex');
  }

  #newPlace(stream: string): number {
    const place = this.#places.size;
    this.#places.set(stream, place);
    if (place === this.#revisions.length) this.#grow();
    return place;
  }

  #grow(): void {
    this.#hashes = Buffer.concat([this.#hashes], this.#hashes.length * 2);
    const revisions = new Float64Array(this.#revisions.length * 2);
    revisions.set(this.#revisions);
    this.#revisions = revisions;
  }
}
