import { type Journal } from '#libs/journal/journal';
import { type Receipt } from './receipt.js';

/**
 * Whether it is this hash of a password that the command recorded last: the same command may have been carried out
 * before, or beside this run of it, with another salt.
 */
export async function recordedDigest(journal: Journal, receipt: Receipt, digest: string): Promise<boolean> {
  if (receipt.outcome !== 'applied') return false;
  const [last] = await journal.read(receipt.stream, { from: receipt.revision, limit: 1 });
  return last?.event.data['digest'] === digest;
}
