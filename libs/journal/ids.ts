import { createHash } from 'node:crypto';
import { parse, v7 } from 'uuid';

/**
 * A UUIDv7 that follows from another one and a label: the same two give the same id, so that a command that is
 * carried out again writes to the same streams under the same event ids (architecture 2, 7). It keeps the
 * other's 48 bits of time.
 */
export function deriveId(seed: string, label: string): string {
  const bytes = parse(seed);
  const msecs = Buffer.from(bytes).readUIntBE(0, 6);
  const random = createHash('sha256').update(bytes).update(label).digest().subarray(0, 16);
  return v7({ msecs, random, seq: random.readUInt32BE(12) >>> 1 });
}
