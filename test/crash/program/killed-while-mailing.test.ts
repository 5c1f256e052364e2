import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isErased } from '#libs/domain/catalogue';
import { catalogue } from '#libs/domain/events';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store';
import { folder } from '#libs/installation/folder';
import { realOutside } from '#libs/installation/real-outside';
import { verifyHistory } from '#libs/integrity/verify-history';
import { Journal, type RecordedEvent } from '#libs/journal/journal';
import { Sealer } from '#libs/privacy/sealer';
import { SqliteKeyStore } from '#libs/privacy/sqlite-key-store';
import { buildOnce } from '../../build-once.js';
import { MailServer } from '../../mail-server/mail-server.js';

/** Kills in all, shared by programs that run side by side on folders of their own. `npm run kills` has 200. */
const kills = Number(process.env['KILLS'] ?? 28);
const lanes = 4;
/** Codes that are under way at the same time. */
const codes = 3;
const patience = 600_000;
/** Milliseconds that one life may take before it is held to hang. */
const longestLife = 60_000;

/** Where a program dies: at its n-th append of a type, or when the mail server has its n-th mail of this life so far. */
type Place =
  | { readonly at: 'append'; readonly moment: 'before' | 'after'; readonly type: string }
  | { readonly at: 'server'; readonly step: 'named' | 'taken' | 'answered' };
const places: readonly Place[] = [
  ...[
    'account.activation-code-made',
    'mail.asked-for',
    'mail.tried',
    'mail.sent',
    'account.activation-code-mailed',
  ].flatMap((type) =>
    (['before', 'after'] as const).map((moment) => ({ at: 'append', moment, type }) as const),
  ),
  ...(['named', 'taken', 'answered'] as const).map((step) => ({ at: 'server', step }) as const),
];

interface Lane {
  readonly directory: string;
  readonly server: MailServer;
  /** Places at which it was killed. */
  readonly killed: Place[];
}

const child = fileURLToPath(new URL('mail-codes-until-killed.mjs', import.meta.url));

/** One life, to its end. @returns how it ended, with what it wrote where that was not meant */
async function live(lane: Lane, life: number, place: Place | undefined): Promise<string> {
  const nth = 1 + (life % codes);
  const die =
    place === undefined
      ? undefined
      : place.at === 'append'
        ? { moment: place.moment, type: place.type, nth }
        : { moment: 'none', type: 'none', nth };
  const { directory, server } = lane;
  const told = JSON.stringify({ directory, smtp: server.settings, life, codes, ...(die && { die }) });
  const program = spawn(process.execPath, [child, told], { stdio: ['ignore', 'pipe', 'inherit'] });
  let written = '';
  program.stdout.setEncoding('utf8').on('data', (text: string) => (written += text));
  if (place?.at === 'server') killAt(server, place.step, life, nth, () => program.kill('SIGKILL'));
  const hanging = setTimeout(() => program.kill('SIGTERM'), longestLife);
  const [code, signal] = (await once(program, 'close')) as [number | null, string | null];
  clearTimeout(hanging);
  server.judge = () => 'take';
  return signal ?? (code === 0 ? 'ended' : `ended with ${code}: ${written}`);
}

function killAt(
  server: MailServer,
  step: 'named' | 'taken' | 'answered',
  life: number,
  nth: number,
  kill: () => void,
): void {
  let seen = 0;
  server.judge = (at, to) => {
    const isOfThisLife = to.startsWith(`life-${life}-`);
    if (!isOfThisLife || at !== (step === 'named' ? 'named' : 'taken')) return 'take';
    seen += 1;
    if (seen !== nth) return 'take';
    if (step === 'answered') setImmediate(kill);
    else kill();
    return step === 'answered' ? 'take' : 'cut';
  };
}

async function liveAndDie(lane: Lane, of: number): Promise<void> {
  for (let life = 0; life < kills / lanes; life += 1) {
    const place = places[(life * lanes + of) % places.length];
    if (place === undefined) throw new Error('There are places.');
    expect(`${await live(lane, life, place)} ${JSON.stringify(place)}`).toBe(
      `SIGKILL ${JSON.stringify(place)}`,
    );
    lane.killed.push(place);
  }
  expect(await live(lane, kills, undefined)).toBe('ended');
}

describe(`a program that is killed ${kills} times while it mails activation codes`, () => {
  const all: Lane[] = [];
  const events: RecordedEvent[] = [];
  const findings: unknown[] = [];
  const streams = (category: string): Map<string, RecordedEvent[]> => {
    const found = new Map<string, RecordedEvent[]>();
    for (const recorded of events) {
      const { stream } = recorded.envelope;
      if (stream.startsWith(`${category}-`)) found.set(stream, [...(found.get(stream) ?? []), recorded]);
    }
    return found;
  };
  const typesOf = (recorded: readonly RecordedEvent[]) => recorded.map(({ event }) => event.type);
  const taken = () => all.flatMap(({ server }) => server.taken);

  beforeAll(async () => {
    await buildOnce();
    for (let lane = 0; lane < lanes; lane += 1)
      all.push({
        directory: mkdtempSync(join(tmpdir(), 'mailing-')),
        server: await MailServer.start(),
        killed: [],
      });
    await Promise.all(all.map((lane, of) => liveAndDie(lane, of)));
    for (const { directory } of all) await readHistory(directory);
    process.stdout.write(
      `${all.flatMap((lane) => lane.killed).length} kills: ${events.length} events, ${taken().length} mails taken, ` +
        `${taken().length - new Set(taken().map(({ messageId }) => messageId)).size} of them again\n`,
    );
  }, patience);
  afterAll(async () => {
    for (const { directory, server } of all) {
      await server.stop();
      rmSync(directory, { recursive: true });
    }
  });

  async function readHistory(directory: string): Promise<void> {
    const files = folder(directory);
    const store = SqliteEventStore.open(files.events);
    const keys = SqliteKeyStore.open(files.keys, new Uint8Array(32).fill(7), realOutside);
    const journal = new Journal(store, new Sealer(keys, realOutside.random), catalogue);
    for await (const recorded of journal.readAll()) events.push(recorded);
    findings.push(...(await verifyHistory(store.readAll())).findings);
    await keys.close();
    await store.close();
  }

  it('was killed at every step', () => {
    const killed = all.flatMap((lane) => lane.killed);
    expect(killed).toHaveLength(kills);
    expect(new Set(killed).size).toBe(places.length);
  });

  it('ACT-06 mails every code once, or twice with the same message id, and records it once', () => {
    const made = events.filter(({ event }) => event.type === 'account.activation-code-made');
    expect(made.length).toBeGreaterThan(kills);
    const times = made.map(({ event }) => {
      const messageId = `<${String(event.data['codeId'])}@portaal.example>`;
      return taken().filter((mail) => mail.messageId === messageId).length;
    });
    expect([...new Set(times)].sort()).toEqual([1, 2]);
    for (const [stream, recorded] of streams('account'))
      expect([stream, typesOf(recorded).slice(1)]).toEqual([
        stream,
        recorded.length === 1 ? [] : ['account.activation-code-made', 'account.activation-code-mailed'],
      ]);
  });

  it('ACT-06 has an event before every mail, and an end for everything that was asked for', () => {
    const attempts = new Map<string, number>();
    for (const [stream, recorded] of streams('mail')) {
      const types = typesOf(recorded);
      expect([stream, types[0], types.at(-1)]).toEqual([stream, 'mail.asked-for', 'mail.sent']);
      const tried = types.filter((type) => type === 'mail.tried').length;
      expect(types.length).toBe(tried + 2);
      attempts.set(stream, tried);
    }
    for (const { messageId } of taken()) {
      const stream = `mail-${messageId.slice(1, messageId.indexOf('@'))}`;
      const copies = taken().filter((mail) => mail.messageId === messageId).length;
      expect(attempts.get(stream) ?? 0).toBeGreaterThanOrEqual(copies);
    }
  });

  it('AVG-03 AVG-04 leaves no code that can be read, and a history without a flaw', () => {
    const readable = events.filter(
      ({ event }) => event.type === 'account.activation-code-made' && !isErased(event.data['code'] as string),
    );
    expect(readable).toEqual([]);
    expect(findings).toEqual([]);
  });
});
