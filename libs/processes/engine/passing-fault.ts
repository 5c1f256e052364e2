import { LettersUnavailable } from '#libs/correspondence/letter-folder';
import { TooMuchContention } from '#libs/commands/failures';
import { StoreUnavailable } from '#libs/event-store/errors';
import { KeyBytesRemain } from '#libs/privacy/key-file';

/** What goes over by itself, or once somebody makes room: the same event again later is right. */
export const isPassing = (error: unknown): boolean =>
  [StoreUnavailable, TooMuchContention, KeyBytesRemain, LettersUnavailable].some(
    (kind) => error instanceof kind,
  ) || passingCode.test(codeOf(error));

/** Of the files of keys and checkpoints: somebody else writes, the disk is full or away. */
const passingCode = /^SQLITE_(BUSY|FULL|IOERR)/;

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
