import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { PasswordHashes } from './password-hashes.js';

describe('hashes of passwords', () => {
  it('AVG-03 argon2id with its parameters in the digest, and another salt gives another digest', async () => {
    const hashes = await PasswordHashes.open(randomBytes);
    const digest = await hashes.digest('geheim-1', randomBytes(16));
    expect(digest).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hashes.digest('geheim-1', randomBytes(16))).not.toBe(digest);
    expect(await hashes.matches('geheim-1', digest)).toBe(true);
    expect(await hashes.matches('geheim-2', digest)).toBe(false);
  });

  it('LOG-01 without a digest nothing matches', async () => {
    const hashes = await PasswordHashes.open(randomBytes);
    expect(await hashes.matches('geheim-1', undefined)).toBe(false);
  });

  it('LOG-01 of more at once than may wait the rest is turned away, and then there is room again', async () => {
    const hashes = await PasswordHashes.open(randomBytes, 2);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => hashes.matches('geheim-1', undefined)),
    );
    const away = outcomes.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Error).name] : []));
    expect(away).toEqual(Array<string>(10 - 3 - 2).fill('TooManyPasswords'));
    expect(await hashes.matches('geheim-1', undefined)).toBe(false);
    await Promise.allSettled(Array.from({ length: 5 }, () => hashes.digest('geheim-1', randomBytes(16))));
    await expect(hashes.digest('geheim-1', randomBytes(16))).resolves.toMatch(/^\$argon2id/);
  });
});
