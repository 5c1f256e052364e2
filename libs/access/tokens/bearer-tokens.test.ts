import { createHmac, createPublicKey } from 'node:crypto';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { callerKinds } from '../caller.js';
import { BearerTokens, embeddedTokenIssuer, type Unauthenticated } from './bearer-tokens.js';
import { issueToken, type TokenRequest } from './issue-token.js';
import { type TrustedIssuer, trustIssuer } from './trusted-issuer.js';

const now = new Date('2026-11-23T10:00:00Z');
const seconds = now.getTime() / 1000;
const pseudonymKey = new Uint8Array(32).fill(7);
const account = '019aabcd-1234-7abc-8def-0123456789ab';

let issuer: TrustedIssuer;
let tokens: BearerTokens;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bearer-tokens-'));
  issuer = await trustIssuer({ audience: 'autorisatiebeheer' }, embeddedTokenIssuer(folder));
  tokens = new BearerTokens(issuer, pseudonymKey);
});

const request: TokenRequest = { kind: 'service-desk', subject: 'j.jansen', now, jti: 'token-1' };
const caller = (token: string, at = now) => tokens.callerOf(`Bearer ${token}`, at);

const rightHeader = { typ: 'at+jwt', alg: 'EdDSA' } as const;
const rightClaims = () => ({
  iss: issuer.name,
  aud: 'autorisatiebeheer',
  sub: 'j.jansen',
  caller_kind: 'service-desk',
  iat: seconds,
  exp: seconds + 60,
  jti: 'token-1',
});

/** Signed as the issuer does, whatever the claims. */
function signed(
  claims: JWTPayload,
  header: { typ?: string | undefined; kid?: string } = {},
): Promise<string> {
  if (issuer.signingKey === undefined) throw new Error('The embedded issuer has a key.');
  const { typ, ...rest } = { ...rightHeader, kid: issuer.signingKey.id, ...header };
  return new SignJWT(claims)
    .setProtectedHeader(typ === undefined ? rest : { ...rest, typ })
    .sign(issuer.signingKey.privateKey);
}
const withClaims = (changed: Record<string, unknown>) => signed({ ...rightClaims(), ...changed });

const refusal = (refused: string): Unauthenticated => ({
  refused,
  challenge: `Bearer realm="autorisatiebeheer", error="invalid_token", error_description="${refused}"`,
});
const notSigned = refusal('The token is not signed by the issuer that is trusted here.');

describe('a bearer token', () => {
  it('tells who calls', async () => {
    const token = await issueToken(issuer, { ...request, name: 'Jan Jansen', via: 'desk-app' });
    expect(await caller(token)).toEqual({
      kind: 'service-desk',
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      issuer: 'urn:autorisatiebeheer:embedded:tokens',
      subject: 'j.jansen',
      issuedAt: now.toISOString(),
      name: 'Jan Jansen',
      via: { subject: 'desk-app' },
    });
  });

  it('has the account as the id of a person, however it is written', async () => {
    const token = await issueToken(issuer, { ...request, kind: 'person', subject: account.toUpperCase() });
    expect(await caller(token)).toMatchObject({ kind: 'person', id: account });
  });

  it.each(callerKinds)('can be one of a caller of kind %s', async (kind) => {
    const token = await issueToken(issuer, { ...request, kind, subject: account });
    expect(await caller(token)).toMatchObject({ kind });
  });

  it('AVG-01 gives a caller the same pseudonym each time, and another caller another', async () => {
    const idOf = async (subject: string, key = pseudonymKey) => {
      const token = await issueToken(issuer, { ...request, subject });
      const found = await new BearerTokens(issuer, key).callerOf(`Bearer ${token}`, now);
      return 'id' in found ? found.id : undefined;
    };
    expect(await idOf('a')).toBe(await idOf('a'));
    expect(await idOf('a')).not.toBe(await idOf('b'));
    expect(await idOf('a')).not.toBe(await idOf('a', new Uint8Array(32).fill(8)));
  });

  it('may be introduced in any case', async () => {
    const token = await issueToken(issuer, request);
    expect(await tokens.callerOf(`bearer  ${token}`, now)).toMatchObject({ kind: 'service-desk' });
  });

  it.each([undefined, '', 'Basic amFuOmphbnNlbg==', 'Bearer', 'Bearer a b'])(
    'is asked for without an error code where %p was sent',
    async (authorization) => {
      expect(await tokens.callerOf(authorization, now)).toEqual({
        refused: 'Send a bearer token in the header Authorization.',
        challenge: 'Bearer realm="autorisatiebeheer"',
      });
    },
  );
});

describe('the time of a bearer token', () => {
  const after = (milliseconds: number) => new Date(now.getTime() + milliseconds);

  it('ends when it says, and clocks may differ by 30 seconds', async () => {
    const token = await issueToken(issuer, { ...request, validFor: 'PT1M' });
    expect(await caller(token, after(89_999))).toMatchObject({ kind: 'service-desk' });
    expect(await caller(token, after(90_000))).toEqual(refusal('The token has expired.'));
  });

  it('is an hour unless said otherwise', async () => {
    const token = await issueToken(issuer, request);
    expect(await caller(token, after(3_600_000))).toMatchObject({ kind: 'service-desk' });
    expect(await caller(token, after(3_630_000))).toEqual(refusal('The token has expired.'));
  });

  it('has not begun before nbf', async () => {
    expect(await caller(await withClaims({ nbf: seconds + 30 }))).toMatchObject({ kind: 'service-desk' });
    expect(await caller(await withClaims({ nbf: seconds + 31 }))).toEqual(
      refusal('Missing or not right in the token: nbf.'),
    );
  });

  it('is not in the future', async () => {
    expect(await caller(await issueToken(issuer, request), after(-30_000))).toMatchObject({
      kind: 'service-desk',
    });
    expect(await caller(await issueToken(issuer, request), after(-31_000))).toEqual(
      refusal('Missing or not right in the token: iat.'),
    );
  });
});

describe('a bearer token is refused', () => {
  it.each(['iss', 'aud', 'sub', 'exp', 'iat', 'jti', 'caller_kind'])('without %s', async (claim) => {
    expect(await caller(await withClaims({ [claim]: undefined }))).toEqual(
      refusal(`Missing or not right in the token: ${claim}.`),
    );
  });

  it.each<[string, Record<string, unknown>]>([
    ['iss', { iss: 'urn:autorisatiebeheer:embedded:means' }],
    ['iss', { iss: ['urn:autorisatiebeheer:embedded:tokens'] }],
    ['aud', { aud: 'another' }],
    ['aud', { aud: ['another'] }],
    ['exp', { exp: '2026-11-24T00:00:00Z' }],
    ['iat', { iat: `${seconds}` }],
    ['caller_kind', { caller_kind: 'administrator' }],
    ['caller_kind', { caller_kind: ['person'] }],
    ['sub', { sub: '' }],
    ['sub', { sub: 'x'.repeat(201) }],
    ['sub', { sub: 'jan\njansen' }],
    ['sub', { sub: 42 }],
    ['sub', { sub: [account] }],
    ['sub', { caller_kind: 'person', sub: 'j.jansen' }],
    ['sub', { caller_kind: 'person', sub: `${account}0` }],
    ['sub', { caller_kind: 'person', sub: '00000000-0000-0000-0000-000000000000' }],
    ['sub', { caller_kind: 'person', sub: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }],
    ['jti', { jti: '' }],
    ['jti', { jti: 7 }],
    ['name', { name: '' }],
    ['name', { name: null }],
    ['name', { name: 'x'.repeat(201) }],
    ['name', { name: 'Jan\u202eJansen' }],
    ['act', { act: null }],
    ['act', { act: 'desk-app' }],
    ['act', { act: {} }],
    ['act', { act: [{ sub: 'desk-app' }] }],
    ['act', { act: { sub: '' } }],
    ['act', { act: { sub: 'jan.jansen@school.nl' } }],
    ['act', { act: { sub: { sub: 'desk-app' } } }],
  ])('for its %s when it says %j', async (claim, claims) => {
    expect(await caller(await withClaims(claims))).toEqual(
      refusal(`Missing or not right in the token: ${claim}.`),
    );
  });

  it('with all its wrong claims told at once', async () => {
    expect(await caller(await withClaims({ caller_kind: 'x', jti: '', name: '' }))).toEqual(
      refusal('Missing or not right in the token: caller_kind, jti, name.'),
    );
  });

  it.each(['JWT', 'means-statement+jwt', undefined])('when it is of type %p', async (typ) => {
    expect(await caller(await signed(rightClaims(), { typ }))).toEqual(
      refusal('Missing or not right in the token: typ.'),
    );
  });

  it('when it is not signed', async () => {
    const parts = [{ typ: 'at+jwt', alg: 'none' }, rightClaims()].map((part) => base64url(part));
    expect(await caller(`${parts.join('.')}.`)).toEqual(notSigned);
  });

  it.each(['raw', 'pem', 'jwk'])(
    'when it is signed with the public key (%s) as a shared secret',
    async (form) => {
      const jwk = issuer.signingKey?.publicJwk;
      const secrets: Record<string, string | Buffer> = {
        raw: Buffer.from(jwk?.x ?? '', 'base64url'),
        pem: createPublicKey({ key: { ...jwk }, format: 'jwk' }).export({ type: 'spki', format: 'pem' }),
        jwk: JSON.stringify(jwk),
      };
      const header = { typ: 'at+jwt', alg: 'HS256', kid: issuer.signingKey?.id };
      const content = `${base64url(header)}.${base64url(rightClaims())}`;
      const signature = createHmac('sha256', secrets[form] ?? '')
        .update(content)
        .digest('base64url');
      expect(await caller(`${content}.${signature}`)).toEqual(notSigned);
    },
  );

  it('when it brings its own key', async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA');
    const token = await new SignJWT(rightClaims())
      .setProtectedHeader({ ...rightHeader, jwk: await exportJWK(publicKey) })
      .sign(privateKey);
    expect(await caller(token)).toEqual(notSigned);
  });

  it('when it names a key that there is not', async () => {
    expect(await caller(await signed(rightClaims(), { kid: '../../etc/passwd' }))).toEqual(notSigned);
  });

  it('when it is very long', async () => {
    expect(await caller('a'.repeat(16_385))).toEqual(refusal('The token is too long.'));
  });

  it('when any part of it was changed', async () => {
    const token = await issueToken(issuer, request);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(token.length - 1),
        fc.stringMatching(/^[A-Za-z0-9_.-]$/),
        async (at, character) => {
          fc.pre(token[at] !== character);
          const tampered = token.slice(0, at) + character + token.slice(at + 1);
          expect(await caller(tampered)).toHaveProperty('refused');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('when the last four bits of its text, which the signature does not use, were changed', async () => {
    const token = await issueToken(issuer, request);
    const withLeftoverBits: Record<string, string> = { A: 'B', Q: 'R', g: 'h', w: 'x' };
    const end = withLeftoverBits[token.slice(-1)];
    expect(await caller(`${token.slice(0, -1)}${end}`)).toEqual(notSigned);
  });

  it('AVG-03 whatever is sent, in words that fit RFC 6750 and hold nothing of it', async () => {
    const sentence =
      /^Bearer realm="autorisatiebeheer"(, error="invalid_token", error_description="[ !#-[\]-~]+")?$/;
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.base64String(), jwtLike()), async (sent) => {
        const found = await tokens.callerOf(`Bearer ${sent}`, now);
        expect(found).toHaveProperty('challenge', expect.stringMatching(sentence));
        if (sent.length > 20) expect(JSON.stringify(found)).not.toContain(sent);
      }),
      { numRuns: 300 },
    );
  });

  it('when a signed claim holds anything else than it must', async () => {
    const claim = fc.constantFrom('sub', 'jti', 'caller_kind', 'act', 'iss', 'aud', 'exp', 'iat', 'nbf');
    const notRight = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.array(fc.jsonValue(), { maxLength: 3 }),
      fc.constant({}),
      fc.stringMatching(/^[\u0000-\u001f]{1,5}$/),
    );
    await fc.assert(
      fc.asyncProperty(claim, notRight, async (name, value) => {
        expect(await caller(await withClaims({ [name]: value }))).toEqual(
          refusal(`Missing or not right in the token: ${name}.`),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('making a token for trying things', () => {
  it.each<[string, Partial<TokenRequest>]>([
    ['a person without an account', { kind: 'person' }],
    ['nobody', { subject: '' }],
    ['a name with a line end', { name: 'Jan\nJansen' }],
    ['an application without a name', { via: '' }],
    ['a token without an id', { jti: '' }],
    ['no time at all', { validFor: 'PT0S' }],
    ['a time that is over', { validFor: '-PT1H' }],
    ['a time that is none', { validFor: 'an hour' }],
  ])('is refused for %s', async (_, part) => {
    await expect(issueToken(issuer, { ...request, ...part })).rejects.toMatchObject({ name: 'NotSigned' });
  });

  it('is refused when an issuer is configured', async () => {
    const configured = await trustIssuer(
      {
        audience: 'autorisatiebeheer',
        issuer: { name: 'https://login.example', jwks: { url: new URL('https://login.example/jwks') } },
      },
      { name: 'unused', keyFile: '/nowhere/key' },
    );
    await expect(issueToken(configured, request)).rejects.toMatchObject({
      name: 'IssuedElsewhere',
      message: 'A token comes from https://login.example, the configured issuer. None is made here.',
    });
  });

  it('goes on with the same key after a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bearer-tokens-'));
    const start = () => trustIssuer({ audience: 'autorisatiebeheer' }, embeddedTokenIssuer(folder));
    const token = await issueToken(await start(), request);
    const found = await new BearerTokens(await start(), pseudonymKey).callerOf(`Bearer ${token}`, now);
    expect(found).toMatchObject({ kind: 'service-desk' });
    expect(await readFile(join(folder, 'token-signing-key.jwk'), 'utf8')).toContain('"d"');
  });
});

function base64url(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** Three parts in base64url, of which the first two are JSON. */
function jwtLike(): fc.Arbitrary<string> {
  return fc
    .tuple(fc.jsonValue(), fc.jsonValue(), fc.uint8Array())
    .map(([header, claims, signature]) =>
      [base64url(header), base64url(claims), Buffer.from(signature).toString('base64url')].join('.'),
    );
}
