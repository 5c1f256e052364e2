import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parse } from 'dotenv';
import fc from 'fast-check';
import { type Configuration } from './configuration.js';
import { Environment } from './environment.js';
import { loadConfiguration } from './load-configuration.js';

const defaults: Configuration = {
  production: false,
  dataDirectory: './data',
  host: '127.0.0.1',
  port: 3000,
  eventStore: { kind: 'sqlite' },
  readStore: 'sqlite',
  masterKey: { file: join('data', 'master.key') },
  tokens: { audience: 'autorisatiebeheer' },
  means: { audience: 'autorisatiebeheer', serviceId: 'urn:autorisatiebeheer:service:mijn-duo-zakelijk' },
  logLevel: 'info',
  readWaitMilliseconds: 2000,
  mail: { from: 'no-reply@autorisatiebeheer.example' },
  letters: {
    name: 'Security Service Desk',
    address: ['Security Service Desk', 'Antwoordnummer 1', '9700 VB Groningen'],
    contact: 'Bel of mail de Security Service Desk.',
  },
};

const tokenIssuer = { TOKEN_ISSUER: 'urn:issuer', TOKEN_JWKS_FILE: 'keys' };
const meansIssuer = { MEANS_ISSUER: 'urn:broker', MEANS_JWKS_FILE: 'keys' };
const masterKey = Buffer.alloc(32, 7).toString('base64');

const folder = mkdtempSync(join(tmpdir(), 'ca-'));
afterAll(() => rmSync(folder, { recursive: true }));
const twoCertificates = rootCertificates.slice(0, 2).join('\n');
const certificates = join(folder, 'ca.pem');
writeFileSync(certificates, twoCertificates);
const damaged = join(folder, 'damaged.pem');
writeFileSync(damaged, `${twoCertificates}\n-----BEGIN CERTIFICATE-----\nabcd\n-----END CERTIFICATE-----\n`);

/** The configuration, which must be without problems. */
function loaded(variables: NodeJS.ProcessEnv): Configuration {
  const configuration = loadConfiguration(variables);
  if ('problems' in configuration) throw new Error(configuration.problems.join('\n'));
  return configuration;
}
function problemsOf(variables: NodeJS.ProcessEnv): readonly string[] {
  const configuration = loadConfiguration(variables);
  return 'problems' in configuration ? configuration.problems : [];
}

describe('configuration', () => {
  it('runs with nothing set', () => {
    expect(loaded({})).toEqual(defaults);
  });

  it('takes an empty variable as one that is not set', () => {
    expect(loaded({ PORT: '', TOKEN_ISSUER: ' ', DATA_DIR: '' })).toEqual(defaults);
  });

  it('ignores variables of others', () => {
    expect(loaded({ PATH: '/bin', constructor: 'x' })).toEqual(defaults);
  });

  it('takes everything that can be set', () => {
    expect(
      loaded({
        DATA_DIR: '/srv/data',
        HOST: '::',
        PORT: '0',
        PUBLIC_URL: 'https://api.example/beheer',
        EVENT_STORE: 'eventstoredb',
        EVENTSTOREDB_URL: 'esdb+discover://user:secret@cluster.example:2113?tls=true',
        READ_STORE: 'sqlite',
        MASTER_KEY: masterKey,
        TOKEN_ISSUER: 'https://login.example',
        TOKEN_AUDIENCE: 'https://api.example',
        TOKEN_JWKS_URL: 'https://login.example/jwks',
        MEANS_ISSUER: 'urn:broker',
        MEANS_AUDIENCE: 'urn:portal',
        MEANS_JWKS_FILE: '/etc/broker.jwks',
        MEANS_SERVICE_ID: 'urn:service:1',
        LOG_LEVEL: 'debug',
        READ_WAIT: 'PT0.5S',
        MAIL: 'smtp',
        MAIL_FROM: 'beheer@example.nl',
        MAIL_BOUNCES_TO: 'terug@example.nl',
        SMTP_URL: 'smtp://portaal:ge%40heim@mail.example.nl',
        SMTP_CA_FILE: certificates,
        LETTER_SENDER: 'Dienst Voorbeeld',
        LETTER_RETURN_ADDRESS: 'Postbus 1;  1234 AB Ergens ',
        LETTER_CONTACT: 'Bel 0800-1234.',
      }),
    ).toEqual({
      production: false,
      dataDirectory: '/srv/data',
      host: '::',
      port: 0,
      publicUrl: new URL('https://api.example/beheer'),
      eventStore: {
        kind: 'eventstoredb',
        url: 'esdb+discover://user:secret@cluster.example:2113?tls=true',
      },
      readStore: 'sqlite',
      masterKey: { value: masterKey },
      tokens: {
        audience: 'https://api.example',
        issuer: { name: 'https://login.example', jwks: { url: new URL('https://login.example/jwks') } },
      },
      means: {
        audience: 'urn:portal',
        issuer: { name: 'urn:broker', jwks: { file: '/etc/broker.jwks' } },
        serviceId: 'urn:service:1',
      },
      logLevel: 'debug',
      readWaitMilliseconds: 500,
      mail: {
        from: 'beheer@example.nl',
        bouncesTo: 'terug@example.nl',
        smtp: {
          host: 'mail.example.nl',
          port: 587,
          user: 'portaal',
          password: 'ge@heim',
          tls: 'starttls',
          ca: twoCertificates,
        },
      },
      letters: {
        name: 'Dienst Voorbeeld',
        address: ['Postbus 1', '1234 AB Ergens'],
        contact: 'Bel 0800-1234.',
      },
    });
  });

  it('keeps the master key in the data folder, unless told where', () => {
    expect(loaded({ DATA_DIR: '/srv' }).masterKey).toEqual({ file: '/srv/master.key' });
    expect(loaded({ MASTER_KEY_FILE: '/mnt/key' }).masterKey).toEqual({ file: '/mnt/key' });
  });

  it('tells all problems at once, a line each that names the variable and says what would be right', () => {
    expect(
      problemsOf({
        HOST: 'no host!',
        PORT: '80a',
        EVENT_STORE: 'postgres',
        READ_STORE: 'postgres',
        LOG_LEVEL: 'loud\nvery',
        READ_WAIT: 'PT31S',
        MAIL_FROM: 'nobody',
      }),
    ).toEqual([
      'HOST is "no host!". Give an IP address or a host name, as in 127.0.0.1.',
      'PORT is "80a". Give a whole number from 0 to 65535, 0 for any free port.',
      'EVENT_STORE is "postgres". Give sqlite or eventstoredb.',
      'READ_STORE is "postgres". Give sqlite, the only read store there is.',
      'LOG_LEVEL is "loud\\nvery". Give one of fatal, error, warn, info, debug, trace, silent.',
      'READ_WAIT is "PT31S". Give an ISO 8601 duration from PT0S to PT30S.',
      'MAIL_FROM is "nobody". Give an e-mail address.',
    ]);
  });

  it.each<[string, NodeJS.ProcessEnv, string]>([
    [
      'an event store server without its address',
      { EVENT_STORE: 'eventstoredb' },
      'EVENTSTOREDB_URL is missing. Give where the event store is, as in esdb://…, esdb+discover://… or kurrentdb://….',
    ],
    [
      'two master keys',
      { MASTER_KEY: masterKey, MASTER_KEY_FILE: '/mnt/key' },
      'MASTER_KEY_FILE and MASTER_KEY are both set. Give one of them.',
    ],
    [
      'an issuer of tokens without keys',
      { TOKEN_ISSUER: 'urn:issuer', ...meansIssuer },
      'TOKEN_ISSUER is set, so its public keys are needed. Give exactly one of TOKEN_JWKS_URL and TOKEN_JWKS_FILE.',
    ],
    [
      'an issuer of statements with keys in two places',
      { ...tokenIssuer, ...meansIssuer, MEANS_JWKS_URL: 'https://a.example' },
      'MEANS_ISSUER is set, so its public keys are needed. Give exactly one of MEANS_JWKS_URL and MEANS_JWKS_FILE.',
    ],
    [
      'an issuer of tokens while the installation would state itself who has which means',
      tokenIssuer,
      'TOKEN_ISSUER is set and MEANS_ISSUER is not, so that the installation would make its own. Give both, or neither.',
    ],
    [
      'an issuer of statements while the installation would make tokens itself',
      meansIssuer,
      'MEANS_ISSUER is set and TOKEN_ISSUER is not, so that the installation would make its own. Give both, or neither.',
    ],
    [
      'mail over SMTP without a server',
      { MAIL: 'smtp' },
      'SMTP_URL is missing. Give where the mail server is, as in smtp://user:password@host:587.',
    ],
    [
      'a mail server that gets no mail',
      { SMTP_URL: 'smtp://mail.example' },
      'SMTP_URL does nothing without MAIL=smtp. Set that, or leave it out.',
    ],
    [
      'authorities for no mail server',
      { SMTP_CA_FILE: certificates },
      'SMTP_CA_FILE does nothing without SMTP_URL. Give both, or neither.',
    ],
    [
      'authorities in no file',
      { MAIL: 'smtp', SMTP_URL: 'smtp://mail.example', SMTP_CA_FILE: '/no/such.pem' },
      'SMTP_CA_FILE is "/no/such.pem". Give a file that can be read, with certificates in PEM.',
    ],
    [
      'authorities that are none',
      { MAIL: 'smtp', SMTP_URL: 'smtp://mail.example', SMTP_CA_FILE: 'package.json' },
      'SMTP_CA_FILE is "package.json". Give a file that can be read, with certificates in PEM.',
    ],
    [
      'authorities that are damaged',
      { MAIL: 'smtp', SMTP_URL: 'smtp://mail.example', SMTP_CA_FILE: damaged },
      `SMTP_CA_FILE is ${JSON.stringify(damaged.slice(0, 60))}. Give a file that can be read, with certificates in PEM.`,
    ],
    [
      'TLS and none',
      { MAIL: 'smtp', SMTP_URL: 'smtps://mail.example', SMTP_PLAIN: 'yes' },
      'SMTP_PLAIN is yes and SMTP_URL asks for TLS (smtps). Choose one.',
    ],
    [
      'keys of nobody',
      { TOKEN_JWKS_FILE: 'keys' },
      'TOKEN_JWKS_FILE does nothing without TOKEN_ISSUER. Give both, or neither.',
    ],
    [
      'keys that come over a line which anybody can write on',
      { ...tokenIssuer, MEANS_ISSUER: 'urn:issuer', MEANS_JWKS_URL: 'http://broker.example/jwks' },
      'MEANS_JWKS_URL is not right (its value is not shown here). Give an https URL without user and fragment; http only for localhost.',
    ],
  ])('refuses %s', (_, variables, problem) => {
    expect(problemsOf(variables)).toEqual([problem]);
  });

  it.each([
    ['smtp://mail.example', { host: 'mail.example', port: 587, tls: 'starttls' }],
    ['smtp://mail.example:2525/', { host: 'mail.example', port: 2525, tls: 'starttls' }],
    [
      'smtps://a:b@[2001:db8::1]',
      { host: '2001:db8::1', port: 465, user: 'a', password: 'b', tls: 'implicit' },
    ],
  ])('sends mail to %s with TLS', (SMTP_URL, server) => {
    expect(loaded({ MAIL: 'smtp', SMTP_URL }).mail.smtp).toEqual(server);
  });

  it.each([
    'http://mail.example',
    'smtp://',
    'smtp://a@mail.example',
    'smtp://mail.example/x',
    'smtp://mail.example?a',
    'smtp://mail.example#a',
    'smtp://%zz:b@mail.example',
    'mail.example',
  ])('refuses %s as a mail server', (SMTP_URL) => {
    expect(problemsOf({ MAIL: 'smtp', SMTP_URL })).toHaveLength(1);
  });

  it('takes keys over plain http from its own machine', () => {
    const variables = {
      ...meansIssuer,
      TOKEN_ISSUER: 'urn:issuer',
      TOKEN_JWKS_URL: 'http://127.0.0.1:8080/jwks',
    };
    expect(problemsOf(variables)).toEqual([]);
  });

  it.each(['PT', 'P1M', '-PT1S', '2', 'PT30.1S', 'PT9999999999999S'])('refuses %s as a wait', (READ_WAIT) => {
    expect(problemsOf({ READ_WAIT })).toHaveLength(1);
  });

  it.each(['65536', '-1', '1e3', '0x50', '1.5', ' 80'])('refuses %s as a port', (PORT) => {
    expect(problemsOf({ PORT })).toHaveLength(1);
  });

  it.each(['http://api.example', 'https://a:b@api.example', 'https://api.example?a=b', 'api.example'])(
    'refuses %s as public URL',
    (PUBLIC_URL) => {
      expect(problemsOf({ PUBLIC_URL })).toHaveLength(1);
    },
  );

  it('AVG-03 never shows the value of a variable that may hold a secret', () => {
    const secrets = [
      'MASTER_KEY',
      'EVENTSTOREDB_URL',
      'TOKEN_JWKS_URL',
      'MEANS_JWKS_URL',
      'PUBLIC_URL',
      'SMTP_URL',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...secrets), fc.stringMatching(/^[ -~]{0,40}$/), (variable, noise) => {
        const problems = problemsOf({ [variable]: `hunter2${noise}` });
        expect(problems).not.toHaveLength(0);
        expect(problems.join()).not.toContain('hunter2');
      }),
    );
  });

  it('takes as master key exactly what is the base64 of 32 bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 28, maxLength: 36 }), (bytes) => {
        const MASTER_KEY = Buffer.from(bytes).toString('base64');
        expect(problemsOf({ MASTER_KEY })).toHaveLength(bytes.length === 32 ? 0 : 1);
      }),
    );
  });
});

describe('production', () => {
  const production = { NODE_ENV: 'production', ...tokenIssuer, ...meansIssuer };

  it('EHK-01 has issuers of its own', () => {
    expect(loaded(production).production).toBe(true);
  });

  it('sends mail without TLS to its own machine alone', () => {
    const plain = { MAIL: 'smtp', SMTP_URL: 'smtp://mail.example', SMTP_PLAIN: 'yes' };
    expect(loaded(plain).mail.smtp?.tls).toBe('none');
    expect(problemsOf({ ...production, ...plain })).toEqual([
      expect.stringContaining('SMTP_PLAIN is yes in production'),
    ]);
    for (const host of ['localhost', '127.0.0.1', '[::1]'])
      expect(loaded({ ...production, ...plain, SMTP_URL: `smtp://${host}:2525` }).mail.smtp?.tls).toBe(
        'none',
      );
  });

  it.each(['Production', 'prod', 'productie'])('EHK-01 is not meant by %s: that is refused', (NODE_ENV) => {
    expect(problemsOf({ ...production, NODE_ENV })).toEqual([expect.stringContaining('one of')]);
  });

  it.each([
    { NODE_ENV: 'production' },
    { ...production, MEANS_ISSUER: 'urn:autorisatiebeheer:embedded:means' },
    { ...production, TOKEN_ISSUER: 'urn:autorisatiebeheer:embedded:tokens' },
  ])(
    'EHK-01 LOG-04 believes nothing that is made here, nor by the test broker: %j is refused',
    (variables) => {
      expect(problemsOf(variables)).toEqual([expect.stringContaining('NODE_ENV is production')]);
    },
  );
});

describe('.env.example', () => {
  const example = async () => parse(await readFile(new URL('../../.env.example', import.meta.url)));

  it('names every variable and no other', async () => {
    const known = Object.keys(new Environment());
    expect(Object.keys(await example()).sort()).toEqual(known.sort());
  });

  it('holds the defaults', async () => {
    expect(loaded(await example())).toEqual(defaults);
  });
});
