import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { assuranceLevels } from '#libs/domain/means/assurance-level';
import { BearerTokens, embeddedTokenIssuer } from '../tokens/bearer-tokens.js';
import { issueToken } from '../tokens/issue-token.js';
import { type TrustedIssuer, trustIssuer } from '../tokens/trusted-issuer.js';
import { issueMeansStatement, type MeansStatementRequest } from './issue-means-statement.js';
import { embeddedMeansIssuer, JwtMeansStatements } from './jwt-means-statements.js';
import { couplingKeyText } from './means-statement.js';

const now = new Date('2026-11-23T10:00:00Z');
const after = (minutes: number, seconds = 0) => new Date(now.getTime() + (minutes * 60 + seconds) * 1000);

const request: MeansStatementRequest = {
  level: 'loa3',
  serviceMandates: ['urn:autorisatiebeheer:service:mijn-duo-zakelijk'],
  pseudonym: 'a1b2c3',
  legalSubject: 'KvK:12345678',
  now,
  jti: 'statement-1',
};

let folder: string;
let issuer: TrustedIssuer;
let statements: JwtMeansStatements;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'means-'));
  issuer = await trustIssuer({ audience: 'autorisatiebeheer' }, embeddedMeansIssuer(folder));
  statements = new JwtMeansStatements(issuer);
});

/** Signed as the issuer does, whatever the claims. */
function withClaims(changed: Record<string, unknown>): Promise<string> {
  if (issuer.signingKey === undefined) throw new Error('The embedded issuer has a key.');
  const seconds = now.getTime() / 1000;
  return new SignJWT({
    iss: issuer.name,
    aud: issuer.audience,
    sub: 'a1b2c3',
    legal_subject: 'KvK:12345678',
    acr: 'urn:etoegang:core:assurance-class:loa3',
    service_mandates: [],
    jti: 'statement-1',
    iat: seconds,
    exp: seconds + 900,
    ...changed,
  })
    .setProtectedHeader({ typ: 'means-statement+jwt', alg: 'EdDSA', kid: issuer.signingKey.id })
    .sign(issuer.signingKey.privateKey);
}

describe('a statement about an eHerkenning means', () => {
  it('LOG-04 tells level, mandates, person and legal subject', async () => {
    expect(await statements.read(await issueMeansStatement(issuer, request), now)).toEqual({
      level: 'loa3',
      serviceMandates: ['urn:autorisatiebeheer:service:mijn-duo-zakelijk'],
      pseudonym: 'a1b2c3',
      legalSubject: 'KvK:12345678',
      issuer: 'urn:autorisatiebeheer:embedded:means',
      statementId: 'statement-1',
      issuedAt: now,
    });
  });

  it.each(assuranceLevels)(
    'EHK-01 may be of level %s: whether that counts is the domain’s to say',
    async (level) => {
      const statement = await issueMeansStatement(issuer, { ...request, level, serviceMandates: [] });
      expect(await statements.read(statement, now)).toMatchObject({ level, serviceMandates: [] });
    },
  );

  it('is at most 15 minutes old, however long its issuer meant it to last; clocks may differ by 30 seconds', async () => {
    const statement = await issueMeansStatement(issuer, { ...request, validFor: 'P1D' });
    expect(await statements.read(statement, after(15, 30))).toMatchObject({ level: 'loa3' });
    expect(await statements.read(statement, after(15, 31))).toEqual({ refused: 'The statement is too old.' });
  });

  it('ends when it says', async () => {
    const statement = await issueMeansStatement(issuer, { ...request, validFor: 'PT1M' });
    expect(await statements.read(statement, after(1, 30))).toEqual({ refused: 'The statement has expired.' });
  });

  it('is not from the future', async () => {
    const statement = await issueMeansStatement(issuer, request);
    expect(await statements.read(statement, after(-1))).toEqual({
      refused: 'Missing or not right in the statement: iat.',
    });
  });

  it.each<[string, unknown]>([
    ['iss', 'urn:another'],
    ['aud', 'another'],
    ['exp', undefined],
    ['iat', undefined],
    ['jti', undefined],
    ['sub', undefined],
    ['sub', ''],
    ['sub', ['a1b2c3']],
    ['legal_subject', undefined],
    ['legal_subject', '12345678'],
    ['legal_subject', 'KvK:12345678\n'],
    ['legal_subject', { KvK: '12345678' }],
    ['acr', undefined],
    ['acr', 'loa3'],
    ['acr', 'urn:etoegang:core:assurance-class:loa5'],
    ['acr', ['urn:etoegang:core:assurance-class:loa4']],
    ['service_mandates', undefined],
    ['service_mandates', 'urn:service'],
    ['service_mandates', { 0: 'urn:service' }],
    ['service_mandates', ['']],
    ['service_mandates', ['urn:service', null]],
    ['service_mandates', Array.from({ length: 101 }, (_, n) => `urn:service:${n}`)],
  ])('is refused for its %s when that is %j', async (claim, value) => {
    expect(await statements.read(await withClaims({ [claim]: value }), now)).toEqual({
      refused: `Missing or not right in the statement: ${claim}.`,
    });
  });

  it('is refused when any part of it was changed', async () => {
    const statement = await issueMeansStatement(issuer, request);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(statement.length - 1),
        fc.stringMatching(/^[A-Za-z0-9_.-]$/),
        async (at, character) => {
          fc.pre(statement[at] !== character);
          const tampered = statement.slice(0, at) + character + statement.slice(at + 1);
          expect(await statements.read(tampered, now)).toHaveProperty('refused');
        },
      ),
    );
  });

  it('AVG-03 is refused, whatever is sent, without telling anything of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 20 }), async (sent) => {
        expect(await statements.read(sent, now)).toEqual({
          refused: 'The statement is not signed by the issuer that is trusted here.',
        });
      }),
    );
  });

  it('is no bearer token, and a bearer token is no statement, even under one issuer and key', async () => {
    const token = await issueToken(issuer, { kind: 'operator', subject: 'o', now, jti: '1' });
    expect(await statements.read(token, now)).toEqual({
      refused: 'Missing or not right in the statement: typ.',
    });
    const statement = await issueMeansStatement(issuer, request);
    const caller = await new BearerTokens(issuer, new Uint8Array(32)).callerOf(`Bearer ${statement}`, now);
    expect(caller).toMatchObject({ refused: 'Missing or not right in the token: typ.' });
  });

  it('has a key of its own, apart from that of bearer tokens', async () => {
    const tokens = await trustIssuer({ audience: 'autorisatiebeheer' }, embeddedTokenIssuer(folder));
    expect(tokens.signingKey?.id).not.toBe(issuer.signingKey?.id);
    const statement = await issueMeansStatement({ ...tokens, name: issuer.name }, request);
    expect(await statements.read(statement, now)).toHaveProperty('refused');
  });

  it('is not made here when an issuer is configured', async () => {
    const configured = await trustIssuer(
      { audience: 'a', issuer: { name: 'urn:broker', jwks: { url: new URL('https://broker.example') } } },
      embeddedMeansIssuer(folder),
    );
    await expect(issueMeansStatement(configured, request)).rejects.toMatchObject({
      name: 'IssuedElsewhere',
      message: 'A statement comes from urn:broker, the configured issuer. None is made here.',
    });
  });

  it('is not made when it would not be believed', async () => {
    const making = issueMeansStatement(issuer, { ...request, legalSubject: 'nobody' });
    await expect(making).rejects.toMatchObject({
      name: 'NotSigned',
      message: 'Missing or not right in the statement: legal_subject.',
    });
  });
});

describe('the coupling key', () => {
  it('EHK-04 is the same for one means and never the same for two', () => {
    const means = fc.record({ pseudonym: fc.string(), legalSubject: fc.string() });
    fc.assert(
      fc.property(means, means, (one, other) => {
        const same = one.pseudonym === other.pseudonym && one.legalSubject === other.legalSubject;
        expect(couplingKeyText(one) === couplingKeyText(other)).toBe(same);
        expect(couplingKeyText({ ...one })).toBe(couplingKeyText(one));
      }),
    );
    expect(couplingKeyText({ pseudonym: 'a","b', legalSubject: 'c' })).not.toBe(
      couplingKeyText({ pseudonym: 'a', legalSubject: 'b","c' }),
    );
  });
});
