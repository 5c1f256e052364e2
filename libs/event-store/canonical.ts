import canonicalize from 'canonicalize';

const utf8 = new TextEncoder();

/**
 * Canonical bytes of a JSON value: RFC 8785, in UTF-8. A property that is `undefined` is absent.
 *
 * @throws Error when the value is not JSON (no number, a lone surrogate, a function, a hole in a list, a Date,
 *   bytes, a Map, a circle); its message never holds the value
 */
export function canonicalBytes(value: unknown): Uint8Array {
  const canonical = canonicalize(value);
  if (canonical === undefined) throw notJson();
  refuseWhatWasLeftOut(value);
  return utf8.encode(canonical);
}

/** Like JSON.stringify, canonicalize quietly leaves out or converts what isn't JSON: then bytes would hide a loss. */
function refuseWhatWasLeftOut(value: unknown): void {
  if (typeof value === 'function' || typeof value === 'symbol' || value === undefined) throw notJson();
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const element of value) refuseWhatWasLeftOut(element);
    return;
  }
  if (Object.prototype.toString.call(value) !== '[object Object]' || 'toJSON' in value) throw notJson();
  for (const name in value) {
    const property = (value as Record<string, unknown>)[name];
    if (property !== undefined) refuseWhatWasLeftOut(property);
  }
}

const notJson = (): Error => new Error('Only a JSON value has canonical bytes.');
