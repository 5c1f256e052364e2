import { describe, expect, it } from '@jest/globals';
import { TooMuchContention } from '#libs/commands/failures';
import { LettersUnavailable } from '#libs/correspondence/letter-folder';
import { StoreUnavailable } from '#libs/event-store/errors';
import { isPassing } from './passing-fault.js';

const sqlite = (code: string) => Object.assign(new Error(code), { code });

describe('whether a process waits for a fault to pass', () => {
  it.each([
    new StoreUnavailable('away'),
    new TooMuchContention('account-1'),
    new LettersUnavailable('ENOSPC', undefined),
    sqlite('SQLITE_BUSY'),
    sqlite('SQLITE_FULL'),
    sqlite('SQLITE_IOERR_WRITE'),
  ])('architecture 15: %s does', (error) => {
    expect(isPassing(error)).toBe(true);
  });

  it.each([new Error('a fault of ours'), sqlite('SQLITE_CORRUPT'), sqlite('ENOSPC'), undefined, 'text'])(
    'architecture 13: %s does not',
    (error) => {
      expect(isPassing(error)).toBe(false);
    },
  );
});
