import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as emmett from './emmett-sqlite.mjs';
import * as evtstore from './evtstore.mjs';
import * as raw from './raw-better-sqlite3.mjs';
import * as ours from './sqlite-event-store.mjs';

export { emmett, evtstore, ours, raw };
export const all = [ours, raw, emmett, evtstore];

/** Those of the peers that open here, and why the others don't. */
export async function workingPeers(folder) {
  const working = [];
  const broken = [];
  for (const peer of [emmett, evtstore]) {
    const own = mkdtempSync(join(folder, 'try-'));
    try {
      const session = await peer.open(join(own, 'try.db'));
      await session.append('account-try', 0, [{ type: 'tried', value: {} }]);
      await session.close();
      working.push(peer);
    } catch (error) {
      broken.push({ name: peer.name, reason: String(error.message).split('\n')[0] });
    }
    rmSync(own, { recursive: true, force: true });
  }
  return { working, broken };
}
