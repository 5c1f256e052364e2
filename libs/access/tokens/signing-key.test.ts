import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PrivateFileRefused } from '#libs/privacy/private-file';
import { loadSigningKey } from './signing-key.js';

const newFolder = () => mkdtemp(join(tmpdir(), 'signing-key-'));

describe('the signing key', () => {
  it('is the same at the next start', async () => {
    const file = join(await newFolder(), 'key.jwk');
    const first = await loadSigningKey(file);
    expect((await loadSigningKey(file)).publicJwk).toEqual(first.publicJwk);
    expect(first.publicJwk).not.toHaveProperty('d');
  });

  it.each([
    ['nothing', ''],
    ['half a file', '{"kty":"OKP","crv":"Ed25519","d":"hunter2'],
    ['a number', '42'],
    ['null', 'null'],
    ['a public key', '{"kty":"OKP","crv":"Ed25519","x":"hunter2"}'],
    ['a key of nonsense', '{"kty":"OKP","crv":"Ed25519","x":"hunter2","d":"hunter2"}'],
    ['another kind of key', '{"kty":"EC","crv":"P-256","x":"hunter2","y":"hunter2","d":"hunter2"}'],
  ])('AVG-03 is refused where its file holds %s, and nothing of it is told', async (_, content) => {
    const file = join(await newFolder(), 'key.jwk');
    await writeFile(file, content, { mode: 0o600 });
    const refusal: unknown = await loadSigningKey(file).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(PrivateFileRefused);
    expect(String(refusal)).toContain(file);
    expect(String(refusal)).not.toContain('hunter2');
    expect(refusal).not.toHaveProperty('cause');
  });
});
