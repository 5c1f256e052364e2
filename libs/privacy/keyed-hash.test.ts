import { describe, expect, it } from '@jest/globals';
import { keyedHash } from './keyed-hash.js';

describe('keyed hash', () => {
  it('is HMAC-SHA-256 (RFC 4231, test case 2)', () => {
    expect(keyedHash(Buffer.from('Jefe'), 'what do ya want for nothing?')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it('takes the text in UTF-8 (RFC 4231, test case 1)', () => {
    expect(keyedHash(Buffer.alloc(20, 0x0b), 'Hi There')).toBe(
      'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    );
    expect(keyedHash(Buffer.from('Jefe'), 'é')).not.toBe(keyedHash(Buffer.from('Jefe'), 'e'));
  });
});
