import { randomUUID } from 'node:crypto';
import { callerKinds, type CallerKind } from '#libs/access/caller';
import { issueMeansStatement } from '#libs/access/means-statement/issue-means-statement';
import { embeddedMeansIssuer } from '#libs/access/means-statement/jwt-means-statements';
import { embeddedTokenIssuer } from '#libs/access/tokens/bearer-tokens';
import { issueToken } from '#libs/access/tokens/issue-token';
import { trustIssuer } from '#libs/access/tokens/trusted-issuer';
import { type Configuration } from '#libs/configuration/configuration';
import { type AssuranceLevel } from '#libs/domain/means/assurance-level';
import { Failure } from './failure.js';
import { print } from './print.js';

export interface TokenOptions {
  readonly as: string;
  readonly subject?: string;
  readonly name?: string;
  readonly via?: string;
  readonly validFor?: string;
  readonly legalSubject: string;
  readonly level: string;
}

/** Makes a bearer token, or a statement about a means, with the installation's own keys: for trying things. @throws Failure */
export async function printToken(options: TokenOptions, configuration: Configuration): Promise<void> {
  if (options.as === 'means') print(await meansStatement(options, configuration));
  else if (isCallerKind(options.as)) print(await bearerToken(options, options.as, configuration));
  else throw new Failure(`--as takes one of: ${[...callerKinds, 'means'].join(', ')}.`);
}

async function bearerToken(
  { subject, name, via, validFor }: TokenOptions,
  kind: CallerKind,
  { tokens, dataDirectory }: Configuration,
): Promise<string> {
  if (kind === 'person' && subject === undefined)
    throw new Failure('A person is an account holder: give the id of the account with --subject.');
  const issuer = await trustIssuer(tokens, embeddedTokenIssuer(dataDirectory));
  return issueToken(issuer, {
    kind,
    subject: subject ?? kind,
    ...(name === undefined ? {} : { name }),
    ...(via === undefined ? {} : { via }),
    ...(validFor === undefined ? {} : { validFor }),
    now: new Date(),
    jti: randomUUID(),
  });
}

async function meansStatement(
  { subject, legalSubject, level, validFor }: TokenOptions,
  { means, dataDirectory }: Configuration,
): Promise<string> {
  if (subject === undefined) throw new Failure('Give the pseudonym of the person with --subject.');
  const issuer = await trustIssuer(means, embeddedMeansIssuer(dataDirectory));
  return issueMeansStatement(issuer, {
    level: level as AssuranceLevel,
    serviceMandates: [means.serviceId],
    pseudonym: subject,
    legalSubject,
    ...(validFor === undefined ? {} : { validFor }),
    now: new Date(),
    jti: randomUUID(),
  });
}

const isCallerKind = (text: string): text is CallerKind => callerKinds.some((kind) => kind === text);
