import { TooMuchContention } from '#libs/commands/failures';
import { StoreUnavailable } from '#libs/event-store/errors';
import { KeyBytesRemain } from '#libs/privacy/key-file';

/** What goes over by itself: the same event again later is right. */
export const isPassing = (error: unknown): boolean =>
  error instanceof StoreUnavailable || error instanceof TooMuchContention || error instanceof KeyBytesRemain;
