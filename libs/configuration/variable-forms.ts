import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isFQDN, isIP } from 'class-validator';
import { Duration } from 'luxon';

/** What a single variable may look like. Each takes anything, and says no to what isn't text. */

export const isHost = (value: unknown): boolean =>
  typeof value === 'string' && (isIP(value) || isFQDN(value, { require_tld: false }));

/** https, and nothing in it but place: no user, query or fragment. */
export const isPublicUrl = (value: unknown): boolean => {
  const url = parsedUrl(value);
  return url?.protocol === 'https:' && isPlain(url) && url.search === '';
};

/** https; plain http only within the machine, for whoever sits on the line could give their own keys. */
export const isJwksUrl = (value: unknown): boolean => {
  const url = parsedUrl(value);
  if (url === undefined || !isPlain(url)) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
};
const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
/** @param host as in a URL, or without its brackets */
export const isLoopback = (host: string): boolean => loopback.has(host) || loopback.has(`[${host}]`);

/** A server and nothing behind it; a user only with a password. */
export const isSmtpUrl = (value: unknown): boolean => {
  const url = parsedUrl(value);
  return (
    url !== undefined &&
    (url.protocol === 'smtp:' || url.protocol === 'smtps:') &&
    url.hostname !== '' &&
    ['', '/'].includes(url.pathname) &&
    url.search === '' &&
    url.hash === '' &&
    (url.username === '') === (url.password === '') &&
    decodes(url.username) &&
    decodes(url.password)
  );
};
/** What the URL says of the server. @throws TypeError where `isSmtpUrl` says no */
export function smtpServer(value: string): {
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
  readonly implicitTls: boolean;
} {
  const { protocol, hostname, port, username, password } = new URL(value);
  const implicitTls = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (implicitTls ? 465 : 587) : Number(port),
    ...(username === ''
      ? {}
      : { user: decodeURIComponent(username), password: decodeURIComponent(password) }),
    implicitTls,
  };
}
const pemCertificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
/** Reads the file. */
export const isCertificateFile = (value: unknown): boolean => {
  try {
    const certificates = readFileSync(String(value), 'utf8').match(pemCertificate) ?? [];
    return certificates.map((pem) => new X509Certificate(pem)).length > 0;
  } catch {
    return false;
  }
};
const decodes = (part: string): boolean => {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
};

/** RFC 7519 StringOrURI, without spaces. */
export const name = /^[\x21-\x7e]{1,200}$/;

/** One line that can be printed. */
export const line = /^[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u;

export const eventStoreDbUrl = /^(esdb|kurrentdb)(\+discover)?:\/\/[^\s/?]+\S*$/;

/** Exactly 32 bytes in base64: 43 digits, of which the last holds 4 bits, and the padding. */
export const masterKey = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

export const longestReadWaitMilliseconds = 30_000;
export const isReadWait = (value: unknown): boolean =>
  typeof value === 'string' && /^PT\d/.test(value) && readWait(value) <= longestReadWaitMilliseconds;
export const readWait = (text: string): number => Duration.fromISO(text).toMillis();

function parsedUrl(value: unknown): URL | undefined {
  return typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
}
const isPlain = (url: URL): boolean => url.username === '' && url.password === '' && url.hash === '';
