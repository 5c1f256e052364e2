import { type AllStreamSubscription } from '@eventstore/db-client';

/** What becomes of one subscription call, kept so that no change is missed while its reader is busy. */
export class WatchedSubscription {
  /** Why the call is over; `undefined` while it lasts. */
  broken: unknown;
  /** Whether the server gives events as they come, after what it held (servers later than 23.10 say so). */
  live = false;

  private caughtUp = false;
  private changed: () => void = () => undefined;

  constructor(
    private readonly subscription: AllStreamSubscription,
    private readonly ended: AbortSignal,
  ) {
    subscription.on('readable', () => this.changed());
    subscription.on('caughtUp', () => {
      this.live = this.caughtUp = true;
      this.changed();
    });
    subscription.on('fellBehind', () => {
      this.live = this.caughtUp = false;
    });
    // Stays for as long as the client may report: an error that nobody hears ends the process.
    subscription.on('error', (error) => this.breakOff(error));
    subscription.on('end', () => this.breakOff(new Error('The server ended the subscription.')));
    ended.addEventListener('abort', this.stop);
  }

  /** Resolves with the next change after this call. */
  nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.changed = resolve;
    });
  }

  /** Whether the server has said, since this was last asked, that it has given all that it held. */
  takeCaughtUp(): boolean {
    const taken = this.caughtUp;
    this.caughtUp = false;
    return taken;
  }

  /** Ends the call, whatever its reader does. */
  end(): void {
    this.ended.removeEventListener('abort', this.stop);
    this.subscription.unsubscribe().catch(() => undefined);
    this.subscription.destroy();
  }

  private readonly stop = (): void => {
    this.end();
    this.changed();
  };

  private breakOff(reason: unknown): void {
    this.broken ??= reason;
    this.changed();
  }
}
