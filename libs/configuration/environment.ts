import { Expose, Transform } from 'class-transformer';
import { IsEmail, IsIn, IsInt, Matches, Max, Min, ValidateIf } from 'class-validator';
import { eventStores, logLevels, mailWays, readStores } from './configuration.js';
import { conflict, mustBe, Satisfies, secretMustBe } from './problem-lines.js';
import {
  eventStoreDbUrl,
  isHost,
  isJwksUrl,
  isCertificateFile,
  isLoopback,
  isPublicUrl,
  isReadWait,
  isSmtpUrl,
  line,
  masterKey,
  name,
  smtpServer,
} from './variable-forms.js';

const port = mustBe('a whole number from 0 to 65535, 0 for any free port');
const jwksUrl = secretMustBe('an https URL without user and fragment; http only for localhost');
const issuerName = mustBe('a name or URL without spaces, 200 characters at most');
const audience = mustBe('a name or URL without spaces, 200 characters at most, as in autorisatiebeheer');

const environments = ['development', 'test', 'production'];

/** Names of what an installation signs with itself, and its test broker with it. */
const embedded = /^urn:autorisatiebeheer:embedded:/;

const given = (variable: keyof Environment) => ValidateIf((all: Environment) => all[variable] !== undefined);
const exactlyOne = (a: keyof Environment, b: keyof Environment) =>
  Satisfies<Environment>(
    'exactlyOne',
    (_, all) => (all[a] === undefined) !== (all[b] === undefined),
    conflict(`is set, so its public keys are needed. Give exactly one of ${a} and ${b}.`),
  );
const bothIssuers = (other: keyof Environment) =>
  Satisfies<Environment>(
    'bothIssuers',
    (_, all) => all[other] !== undefined,
    conflict(
      `is set and ${other} is not, so that the installation would make its own. Give both, or neither.`,
    ),
  );
const onlyWith = (issuer: keyof Environment) =>
  Satisfies<Environment>(
    'onlyWith',
    (_, all) => all[issuer] !== undefined,
    conflict(`does nothing without ${issuer}. Give both, or neither.`),
  );

/** The environment's variables with their defaults, and what each must be. Empty is the same as absent. */
export class Environment {
  @Expose()
  @IsIn(environments, mustBe(`one of ${environments.join(', ')}, so that no slip of the pen opens it`))
  @Satisfies<Environment>(
    'issuersInProduction',
    (value, all) =>
      value !== 'production' ||
      [all.TOKEN_ISSUER, all.MEANS_ISSUER].every((issuer) => issuer !== undefined && !embedded.test(issuer)),
    conflict('is production: give TOKEN_ISSUER and MEANS_ISSUER, and neither may be one that is made here.'),
  )
  NODE_ENV = 'development';

  @Expose()
  DATA_DIR = './data';

  @Expose()
  @Satisfies('isHost', isHost, mustBe('an IP address or a host name, as in 127.0.0.1'))
  HOST = '127.0.0.1';

  @Expose()
  @Transform(({ value }: { value: unknown }) => wholeNumber(value))
  @IsInt(port)
  @Min(0, port)
  @Max(65_535, port)
  PORT = 3000;

  @Expose()
  @given('PUBLIC_URL')
  @Satisfies('isPublicUrl', isPublicUrl, secretMustBe('an https URL without user, query and fragment'))
  PUBLIC_URL?: string;

  @Expose()
  @IsIn(eventStores, mustBe('sqlite or eventstoredb'))
  EVENT_STORE: (typeof eventStores)[number] = 'sqlite';

  @Expose()
  @ValidateIf((all: Environment) => all.EVENT_STORE === 'eventstoredb' || all.EVENTSTOREDB_URL !== undefined)
  @Matches(
    eventStoreDbUrl,
    secretMustBe('where the event store is, as in esdb://…, esdb+discover://… or kurrentdb://…'),
  )
  EVENTSTOREDB_URL?: string;

  @Expose()
  @IsIn(readStores, mustBe('sqlite, the only read store there is'))
  READ_STORE: (typeof readStores)[number] = 'sqlite';

  @Expose()
  @given('MASTER_KEY_FILE')
  @Satisfies<Environment>(
    'notBoth',
    (_, all) => all.MASTER_KEY === undefined,
    conflict('and MASTER_KEY are both set. Give one of them.'),
  )
  MASTER_KEY_FILE?: string;

  @Expose()
  @given('MASTER_KEY')
  @Matches(masterKey, secretMustBe('the base64 of exactly 32 bytes, as from: openssl rand -base64 32'))
  MASTER_KEY?: string;

  @Expose()
  @given('TOKEN_ISSUER')
  @Matches(name, issuerName)
  @exactlyOne('TOKEN_JWKS_URL', 'TOKEN_JWKS_FILE')
  @bothIssuers('MEANS_ISSUER')
  TOKEN_ISSUER?: string;

  @Expose()
  @Matches(name, audience)
  TOKEN_AUDIENCE = 'autorisatiebeheer';

  @Expose()
  @given('TOKEN_JWKS_URL')
  @Satisfies('isJwksUrl', isJwksUrl, jwksUrl)
  @onlyWith('TOKEN_ISSUER')
  TOKEN_JWKS_URL?: string;

  @Expose()
  @given('TOKEN_JWKS_FILE')
  @onlyWith('TOKEN_ISSUER')
  TOKEN_JWKS_FILE?: string;

  @Expose()
  @given('MEANS_ISSUER')
  @Matches(name, issuerName)
  @exactlyOne('MEANS_JWKS_URL', 'MEANS_JWKS_FILE')
  @bothIssuers('TOKEN_ISSUER')
  MEANS_ISSUER?: string;

  @Expose()
  @Matches(name, audience)
  MEANS_AUDIENCE = 'autorisatiebeheer';

  @Expose()
  @given('MEANS_JWKS_URL')
  @Satisfies('isJwksUrl', isJwksUrl, jwksUrl)
  @onlyWith('MEANS_ISSUER')
  MEANS_JWKS_URL?: string;

  @Expose()
  @given('MEANS_JWKS_FILE')
  @onlyWith('MEANS_ISSUER')
  MEANS_JWKS_FILE?: string;

  @Expose()
  @Matches(name, mustBe('the id of a service without spaces, 200 characters at most'))
  MEANS_SERVICE_ID = 'urn:autorisatiebeheer:service:mijn-duo-zakelijk';

  @Expose()
  @IsIn(logLevels, mustBe(`one of ${logLevels.join(', ')}`))
  LOG_LEVEL: (typeof logLevels)[number] = 'info';

  @Expose()
  @Satisfies('isReadWait', isReadWait, mustBe('an ISO 8601 duration from PT0S to PT30S'))
  READ_WAIT = 'PT2S';

  @Expose()
  @IsIn(mailWays, mustBe('files or smtp'))
  MAIL: (typeof mailWays)[number] = 'files';

  @Expose()
  @IsEmail({}, mustBe('an e-mail address'))
  MAIL_FROM = 'no-reply@autorisatiebeheer.example';

  @Expose()
  @given('MAIL_BOUNCES_TO')
  @IsEmail({}, mustBe('an e-mail address'))
  MAIL_BOUNCES_TO?: string;

  @Expose()
  @ValidateIf((all: Environment) => all.MAIL === 'smtp' || all.SMTP_URL !== undefined)
  @Satisfies(
    'isSmtpUrl',
    isSmtpUrl,
    secretMustBe('where the mail server is, as in smtp://user:password@host:587'),
  )
  @Satisfies<Environment>(
    'usesSmtp',
    (_, all) => all.MAIL === 'smtp',
    conflict('does nothing without MAIL=smtp. Set that, or leave it out.'),
  )
  SMTP_URL?: string;

  @Expose()
  @given('SMTP_CA_FILE')
  @Satisfies(
    'isCertificateFile',
    isCertificateFile,
    mustBe('a file that can be read, with certificates in PEM'),
  )
  @Satisfies<Environment>(
    'hasServer',
    (_, all) => all.SMTP_URL !== undefined,
    conflict('does nothing without SMTP_URL. Give both, or neither.'),
  )
  SMTP_CA_FILE?: string;

  @Expose()
  @IsIn(['yes', 'no'], mustBe('yes or no'))
  @Satisfies<Environment>(
    'plainWhereItMay',
    (value, all) =>
      value !== 'yes' ||
      all.NODE_ENV !== 'production' ||
      (isSmtpUrl(all.SMTP_URL) && isLoopback(smtpServer(all.SMTP_URL ?? '').host)),
    conflict('is yes in production: mail goes without TLS to a server on the same machine alone.'),
  )
  @Satisfies<Environment>(
    'plainWithoutTls',
    (value, all) => value !== 'yes' || !all.SMTP_URL?.startsWith('smtps:'),
    conflict('is yes and SMTP_URL asks for TLS (smtps). Choose one.'),
  )
  SMTP_PLAIN = 'no';

  @Expose()
  @Matches(line, mustBe('a name of 200 characters at most'))
  LETTER_SENDER = 'Security Service Desk';

  @Expose()
  @Matches(line, mustBe('the lines of an address with a semicolon between them, 200 characters at most'))
  LETTER_RETURN_ADDRESS = 'Security Service Desk; Antwoordnummer 1; 9700 VB Groningen';

  @Expose()
  @Matches(line, mustBe('a sentence of 200 characters at most'))
  LETTER_CONTACT = 'Bel of mail de Security Service Desk.';
}

/** Number() also takes '', ' 1', '0x50' and '1e3'. */
const wholeNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value;
