import { Readable } from 'node:stream';

/** A message that is read when the server asks for it: before its first byte, `leaving` is waited for. */
export class LeavingMessage extends Readable {
  /** From here on nobody knows whether it arrived, unless the server answers. */
  isOut = false;
  private begun: Promise<void> | undefined;

  constructor(
    private readonly bytes: Buffer,
    private readonly leaving: () => Promise<void>,
  ) {
    super();
  }

  /** Whether `leaving` was called. */
  get isBegun(): boolean {
    return this.begun !== undefined;
  }

  override _read(): void {
    if (this.isBegun) return;
    this.begun = this.leaving();
    this.begun.then(
      () => {
        // The connection may have gone while it was waited for: then nothing leaves.
        if (this.destroyed) return;
        this.isOut = true;
        this.push(this.bytes);
        this.push(null);
      },
      () => this.destroy(new Error('The attempt could not be recorded.')),
    );
  }

  /** Not a byte goes out any more; when `leaving`, where it was called, has ended. @throws what `leaving` throws */
  async stop(): Promise<void> {
    this.destroy();
    await this.begun;
  }
}
