import { describe, expect, it } from '@jest/globals';
import { usernameLetter } from './username-letter.js';

describe('the username letter', () => {
  it('USR-09 says to whom it is, which username, and when it was printed in the Netherlands', () => {
    const letter = usernameLetter({
      name: 'SR van Groningen',
      username: '067wtvpm',
      printedAt: '2026-11-23T23:30:00.000Z',
    });
    expect(letter).toContain('Aan: SR van Groningen');
    expect(letter).toContain('    067wtvpm\n');
    expect(letter).toContain('Datum: 24 november 2026');
  });
});
