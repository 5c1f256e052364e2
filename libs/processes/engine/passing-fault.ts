import { TooMuchContention } from '#libs/commands/failures';
import { LettersUnavailable } from '#libs/correspondence/letter-folder';
import { StoreUnavailable } from '#libs/event-store/errors';
import { KeyBytesRemain } from '#libs/privacy/key-file';

/** What goes over by itself: the same event again later is right. */
export const isPassing = (error: unknown): boolean =>
  [StoreUnavailable, TooMuchContention, KeyBytesRemain, LettersUnavailable].some(
    (kind) => error instanceof kind,
  );
