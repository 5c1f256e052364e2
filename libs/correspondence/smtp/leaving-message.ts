import { Readable } from 'node:stream';

/** A message that is read when the server asks for it: before its first byte, `leaving` is waited for. */
export class LeavingMessage extends Readable {
  /** From here on nobody knows whether it arrived, unless the server answers. */
  isOut = false;
  /** Why `leaving` failed; then not a byte went out. */
  failure: { readonly reason: unknown } | undefined;
  private begun = false;

  constructor(
    private readonly bytes: Buffer,
    private readonly leaving: () => Promise<void>,
  ) {
    super();
  }

  override _read(): void {
    if (this.begun) return;
    this.begun = true;
    this.leaving().then(
      () => {
        // The connection may have gone while it was waited for: then nothing leaves.
        if (this.destroyed) return;
        this.isOut = true;
        this.push(this.bytes);
        this.push(null);
      },
      (reason: unknown) => {
        this.failure = { reason };
        this.destroy(new Error('The attempt could not be recorded.'));
      },
    );
  }
}
