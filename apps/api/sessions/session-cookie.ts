import { parseCookie, stringifySetCookie } from 'cookie';
import { type Request, type Response } from 'express';

/** RFC 6265bis 4.1.3.2: a browser takes `__Host-` only from this host itself, for every path, and only over TLS or from localhost. */
const name = '__Host-session';

const attributes = { httpOnly: true, secure: true, sameSite: 'strict', path: '/' } as const;

/** @param expiresAt RFC 3339 */
export function setSessionCookie(response: Response, token: string, expiresAt: string): void {
  response.setHeader(
    'Set-Cookie',
    stringifySetCookie(name, token, { ...attributes, expires: new Date(expiresAt) }),
  );
}

export function clearSessionCookie(response: Response): void {
  response.setHeader('Set-Cookie', stringifySetCookie(name, '', { ...attributes, expires: new Date(0) }));
}

/**
 * The token in the cookie, where the request comes from this site itself. Another site's page can't use it: the cookie
 * is SameSite=Strict, and a browser that says where a request comes from (Fetch Metadata) is believed.
 */
export function tokenInCookie({ headers }: Request): string | undefined {
  const site = headers['sec-fetch-site'];
  if (headers.cookie === undefined || (site !== undefined && site !== 'same-origin' && site !== 'none'))
    return undefined;
  return parseCookie(headers.cookie)[name];
}
