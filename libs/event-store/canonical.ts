import canonicalize from 'canonicalize';

const utf8 = new TextEncoder();

/**
 * Canonical bytes of a JSON value: RFC 8785, in UTF-8.
 *
 * @throws Error when the value is not JSON (no number, a lone surrogate, a function)
 */
export function canonicalBytes(value: unknown): Uint8Array {
  const canonical = canonicalize(value);
  if (canonical === undefined) throw new Error('Only a JSON value has canonical bytes.');
  return utf8.encode(canonical);
}
