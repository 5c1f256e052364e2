/**
 * The client parses metadata that happens to be JSON and gives the value instead of the bytes. Metadata that
 * comes out of that as it went in is stored as it is; any other is stored behind a NUL, which no JSON begins with.
 */
const frame = 0;

export function framed(metadata: Uint8Array): Uint8Array {
  return metadata.length === 0 || survivesParsing(metadata)
    ? Uint8Array.from(metadata)
    : Uint8Array.of(frame, ...metadata);
}

/** The bytes of what the client made of stored metadata. */
export function unframed(given: unknown): Uint8Array {
  if (given === undefined) return new Uint8Array();
  if (!(given instanceof Uint8Array)) return printed(given);
  return given[0] === frame ? given.subarray(1) : given;
}

function survivesParsing(metadata: Uint8Array): boolean {
  try {
    const bytes = Buffer.from(metadata);
    return bytes.equals(printed(JSON.parse(bytes.toString('utf8'))));
  } catch {
    return false;
  }
}

const printed = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
