import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { type JwksSource } from '#libs/configuration/configuration';
import { BearerTokens } from './bearer-tokens.js';
import { issuerKeys, KeysRefused, KeysUnavailable } from './issuer-keys.js';
import { trustIssuer } from './trusted-issuer.js';

const now = new Date('2026-11-23T10:00:00Z');
const name = 'https://login.example';

interface Key {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

async function newKey(kid: string, alg = 'ES256'): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

const tokenOf = ({ kid, alg, privateKey }: Key) =>
  new SignJWT({ caller_kind: 'auditor' })
    .setProtectedHeader({ typ: 'at+jwt', alg, kid })
    .setIssuer(name)
    .setAudience('autorisatiebeheer')
    .setSubject('auditor-1')
    .setIssuedAt(now)
    .setExpirationTime(new Date(now.getTime() + 60_000))
    .setJti('token-1')
    .sign(privateKey);

/** What a start with this issuer gives. */
async function startedWith(jwks: JwksSource, cooldown?: number): Promise<BearerTokens> {
  const issuer = await trustIssuer(
    { audience: 'autorisatiebeheer', issuer: { name, jwks } },
    { name: 'unused', keyFile: '/nowhere/key' },
  );
  const publicKey = cooldown === undefined ? issuer.publicKey : await issuerKeys(name, jwks, cooldown);
  return new BearerTokens({ ...issuer, publicKey }, new Uint8Array(32));
}
const callerOf = async (tokens: BearerTokens, key: Key) =>
  tokens.callerOf(`Bearer ${await tokenOf(key)}`, now);

const believed = { kind: 'auditor', issuer: name, subject: 'auditor-1' };
const notSigned = { refused: 'The token is not signed by the issuer that is trusted here.' };

describe("an issuer's keys at a URL", () => {
  let server: Server;
  let served: { status: number; body: string };
  let requests: number;
  let url: URL;
  const serve = (...keys: Key[]) => {
    served = { status: 200, body: JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }) };
  };

  beforeEach(async () => {
    requests = 0;
    server = createServer((_, response) => {
      requests += 1;
      response.writeHead(served.status, { 'content-type': 'application/json' }).end(served.body);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`);
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  it.each(['EdDSA', 'ES256', 'RS256', 'PS256'])('are believed for %s', async (alg) => {
    const key = await newKey('1', alg);
    serve(key);
    expect(await callerOf(await startedWith({ url }), key)).toMatchObject(believed);
  });

  it.each(['ES384', 'RS512', 'PS384'])('are not believed for %s, nor fetched for it', async (alg) => {
    const key = await newKey('1', alg);
    serve(key);
    expect(await callerOf(await startedWith({ url }), key)).toMatchObject(notSigned);
    expect(requests).toBe(0);
  });

  it('are followed when the issuer changes them: the new one holds, the old one no longer does', async () => {
    const [old, next] = [await newKey('old'), await newKey('next')];
    serve(old);
    const tokens = await startedWith({ url }, 0);
    expect(await callerOf(tokens, old)).toMatchObject(believed);
    serve(next);
    expect(await callerOf(tokens, next)).toMatchObject(believed);
    expect(await callerOf(tokens, old)).toMatchObject(notSigned);
  });

  it('are fetched once, however many tokens come with keys that there are not', async () => {
    const [known, unknown] = [await newKey('known'), await newKey('unknown')];
    serve(known);
    const tokens = await startedWith({ url });
    await callerOf(tokens, known);
    for (let n = 0; n < 20; n += 1) expect(await callerOf(tokens, unknown)).toMatchObject(notSigned);
    expect(requests).toBe(1);
  });

  it('are not believed under the id of another', async () => {
    const [known, unknown] = [await newKey('1'), await newKey('1')];
    serve(known);
    expect(await callerOf(await startedWith({ url }), unknown)).toMatchObject(notSigned);
  });

  it.each([
    ['an error', { status: 500, body: '' }],
    ['a page', { status: 200, body: '<html>' }],
    ['no key set', { status: 200, body: '{}' }],
  ])('say nothing of the token while the issuer answers %s, and hold again after it', async (_, answer) => {
    const key = await newKey('1');
    served = answer;
    const tokens = await startedWith({ url });
    await expect(callerOf(tokens, key)).rejects.toMatchObject({
      name: 'KeysUnavailable',
      message: "The public keys of https://login.example can't be had now.",
    });
    serve(key);
    expect(await callerOf(tokens, key)).toMatchObject(believed);
  });

  it('say nothing of the token when the issuer can not be reached', async () => {
    const nobody = new URL(url);
    await new Promise((closed) => server.close(closed));
    await expect(callerOf(await startedWith({ url: nobody }), await newKey('1'))).rejects.toThrow(
      KeysUnavailable,
    );
  });
});

describe("an issuer's keys in a file", () => {
  const fileWith = async (content: string) => {
    const file = join(await mkdtemp(join(tmpdir(), 'issuer-keys-')), 'jwks.json');
    await writeFile(file, content);
    return file;
  };

  it('are believed', async () => {
    const [one, two] = [await newKey('1'), await newKey('2')];
    const file = await fileWith(JSON.stringify({ keys: [one.jwk, two.jwk] }));
    const tokens = await startedWith({ file });
    expect(await callerOf(tokens, two)).toMatchObject(believed);
    expect(await callerOf(tokens, await newKey('3'))).toMatchObject(notSigned);
  });

  it.each([
    ['is not JSON', '{'],
    ['holds no key set', 'null'],
    ['holds no key set', '{"keys":[]}'],
    ['holds no key set', '{"keys":[1]}'],
    ['holds a private key', '{"keys":[{"kty":"OKP","crv":"Ed25519","x":"a","d":"b"}]}'],
    ['holds a private key', '{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}'],
  ])('are refused at start when the file %s', async (problem, content) => {
    const file = await fileWith(content);
    await expect(startedWith({ file })).rejects.toThrow(new KeysRefused(file, problem));
  });

  it('are refused at start when there is no file', async () => {
    await expect(startedWith({ file: '/nowhere/jwks' })).rejects.toThrow(
      "/nowhere/jwks can't be read. Give the issuer's public keys as a JSON Web Key Set (RFC 7517).",
    );
  });
});
