import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { encryptedPskc } from '#libs/seed-file/pskc.test-data';
import { buildOnce } from '../build-once.js';

const register = 'apps/cli/demo/schoolvestigingen-voorbeeld.2026-04.csv';
const realRegister = '../shared/data/duo/alle-schoolvestigingen-basisonderwijs.2026-04.csv';
const municipalities = '../shared/data/duo/gemeenten.csv';

let data: string;
beforeAll(buildOnce, 200_000);
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'cli-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const cli = (...words: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { ...process.env, DATA_DIR: data };
    execFile(process.execPath, ['dist/apps/cli/main.js', ...words], { env }, (error, stdout, stderr) =>
      resolve({
        code: typeof error?.code === 'number' ? error.code : error === null ? 0 : 1,
        stdout,
        stderr,
      }),
    );
  });

describe('generators import', () => {
  const delivery = ['--delivery-note', 'PB-2026-001', '--received-on', '2026-01-20'];

  it('TOK-08 imports a file that a pre-shared key opens, and once; the seed stands nowhere after it', async () => {
    const key = Buffer.alloc(32, 3);
    const keyFile = join(data, 'transport.key');
    const file = join(data, 'delivery.xml');
    await writeFile(keyFile, `${key.toString('hex')}\n`);
    const seed = '3132333435363738393031323334353637383930';
    await writeFile(file, encryptedPskc([{ serialNumber: '26-1', seed }], key));
    const first = await cli('generators', 'import', file, '--key-file', keyFile, ...delivery);
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toContain('1 token generators of delivery note PB-2026-001 are in the ledger.');
    const second = await cli('generators', 'import', file, '--key-file', keyFile, ...delivery);
    expect(second.stdout).toContain('nothing changed');
    expect(`${first.stdout}${first.stderr}${second.stderr}`).not.toContain(seed);
  }, 60_000);

  it('TOK-08 imports nothing of a file with a fault, and says where each is', async () => {
    const file = join(data, 'delivery.csv');
    const seed = '3132333435363738393031323334353637383930';
    await writeFile(
      file,
      `serial,seed,kind,digits,period\n26-1,${seed},totp,6,30\n26-2,${seed}5,totp,7,30\n`,
    );
    const { code, stderr } = await cli('generators', 'import', file, ...delivery);
    expect(code).toBe(1);
    expect(stderr).toContain('The file is refused as a whole; nothing was imported. Faults: 2.');
    expect(stderr).toContain('line 3, seed: ');
    expect(stderr).toContain('line 3, digits: must be 6 or 8');
    expect(stderr).not.toContain(seed);
    const wrongKey = join(data, 'wrong.key');
    await writeFile(wrongKey, 'no key');
    const other = await cli('generators', 'import', file, '--key-file', wrongKey, ...delivery);
    expect(other.stderr).toContain('in hexadecimal');
    expect((await cli('generators', 'import', join(data, 'none.xml'), ...delivery)).stderr).toContain(
      "can't be read",
    );
  }, 60_000);
});

describe('register import', () => {
  it('ORG-02 says what was opened; the same file again changes nothing', async () => {
    const first = await cli('register', 'import', register);
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toContain('3 boards');
    expect(first.stdout).toContain('0 lines refused');
    expect(first.stdout).toMatch(/; [1-9]\d+ events\.$/m);
    const second = await cli('register', 'import', register);
    expect(second.stdout).toContain('nothing changed, 0 events');
  }, 60_000);

  it('ORG-02 refuses a line that breaks a rule with its number and reason, and loses no other', async () => {
    const lines = (await readFile(register, 'latin1')).split('\r\n');
    const place = lines.findIndex((line) => line.includes(';99KG00;'));
    const broken = lines.with(place, (lines[place] ?? '').replace(';99KG00;', ';KAPOT!;'));
    const file = join(data, 'register.2026-05.csv');
    await writeFile(file, broken.join('\r\n'), 'latin1');
    const { code, stdout } = await cli('register', 'import', file);
    expect(code).toBe(0);
    expect(stdout).toContain(`line ${place + 1} refused: VESTIGINGSCODE`);
    expect(stdout).toContain('3 boards');
    expect(stdout).toContain('1 lines refused');
  }, 60_000);

  it('ORG-02 refuses a file that ends inside a line as a whole, before anything is changed', async () => {
    const file = join(data, 'register.2026-05.csv');
    await writeFile(file, (await readFile(register)).subarray(0, -40));
    const refused = await cli('register', 'import', file);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('The file is refused as a whole; nothing was changed.');
    expect((await cli('register', 'import', register)).stdout).toContain('opened');
  }, 60_000);

  it('ORG-02 takes an explicit word to close more than 2 % of the sector, or for an older file', async () => {
    await cli('register', 'import', register);
    const lines = (await readFile(register, 'latin1')).split('\r\n');
    const smaller = join(data, 'register.2026-05.csv');
    await writeFile(smaller, [...lines.slice(0, 8), ''].join('\r\n'), 'latin1');
    const refused = await cli('register', 'import', smaller);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toMatch(/^ORG-02: .*allow the closures/);
    const allowed = await cli('register', 'import', smaller, '--allow-closures');
    expect(allowed.stdout).toMatch(/closed [1-9]/);
    const older = await cli('register', 'import', register);
    expect(older.stderr).toMatch(/^ORG-02: .*older/);
    expect((await cli('register', 'import', register, '--allow-older')).stdout).toContain('opened');
  }, 60_000);

  it('asks for the month where the name of the file doesn’t have it', async () => {
    const file = join(data, 'register.csv');
    await copyFile(register, file);
    expect((await cli('register', 'import', file)).stderr).toContain('--as-of 2026-04');
    expect((await cli('register', 'import', file, '--as-of', '2026-04')).code).toBe(0);
  }, 60_000);

  const whereItIs = existsSync(realRegister) ? it : it.skip;
  whereItIs(
    'ORG-02 loads the real file in under 60 s: 748 boards, 5,996 institutions, 6,107 locations',
    async () => {
      const started = Date.now();
      const { stdout } = await cli('register', 'import', realRegister);
      expect(stdout).toContain('748 boards, 5996 institutions, 6107 locations; 0 lines refused');
      expect(Date.now() - started).toBeLessThan(60_000);
      expect((await cli('register', 'import', realRegister)).stdout).toContain('nothing changed, 0 events');
      expect((await cli('register', 'import', municipalities, '--as-of', '2026-04')).stderr).toContain(
        'The file is refused as a whole; nothing was changed.',
      );
    },
    120_000,
  );
});

describe('roles load', () => {
  it('USR-10 puts the starter roles into the catalogue; a second time changes nothing', async () => {
    const first = await cli('roles', 'load');
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toMatch(/^(\d+) roles: \1 put into the catalogue, 0 there already\.\n$/);
    expect((await cli('roles', 'load')).stdout).toMatch(
      /^(\d+) roles: 0 put into the catalogue, \1 there already\.\n$/,
    );
  }, 60_000);
});

describe('while a server holds the store', () => {
  it('ORG-02 says so and how; goes through it with --url; history and verification read beside it', async () => {
    const server = spawn(process.execPath, ['dist/apps/api/main.js'], {
      env: { ...process.env, DATA_DIR: data, PORT: '0', LOG_LEVEL: 'silent' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => server.once('exit', resolve));
    try {
      let url = '';
      for await (const line of createInterface({ input: server.stdout })) {
        url = /is up at (\S+):/.exec(line)?.[1] ?? '';
        break;
      }
      const refused = await cli('register', 'import', register);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toMatch(/is held by a running server\. Go through it: add --url http/);
      const rebuild = await cli('read-models', 'rebuild');
      expect(rebuild).toMatchObject({ code: 1 });
      expect(rebuild.stderr).toContain('End it, and ask again.');
      const through = await cli('register', 'import', register, '--url', url);
      expect(through.stdout).toContain('3 boards');
      expect(through.stdout).toMatch(/; [1-9]\d+ events\.$/m);
      expect((await cli('register', 'import', register, '--url', url)).stdout).toContain('nothing changed');
      expect((await cli('roles', 'load')).stderr).toContain('Go through it: add --url http');
      expect((await cli('roles', 'load', '--url', url)).stdout).toMatch(/^(\d+) roles: \1 put into/);
      expect((await cli('roles', 'load', '--url', url)).stdout).toContain(': 0 put into the catalogue');
      expect((await cli('audit', 'verify')).stdout).toContain('No change found');
    } finally {
      server.kill('SIGTERM');
      await ended;
    }
  }, 60_000);
});

describe('audit verify', () => {
  it('AVG-04 names the event of which one byte was changed in the file, and ends 1', async () => {
    await cli('register', 'import', register);
    const file = new Database(join(data, 'events.sqlite'));
    file.exec('DROP TRIGGER event_is_never_changed');
    const {
      position,
      id,
      data: bytes,
    } = file
      .prepare(
        "SELECT position, id, data FROM event WHERE stream = 'organisation-board-99901' AND revision = 2",
      )
      .get() as { position: number; id: string; data: Buffer };
    const place = bytes.indexOf('"name":"') + '"name":"'.length;
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    file.prepare('UPDATE event SET data = ? WHERE position = ?').run(bytes, position);
    file.close();

    const { code, stdout } = await cli('audit', 'verify');
    expect(code).toBe(1);
    expect(stdout).toContain(`Event ${id} (organisation-board-99901 at revision 2)`);
    const { findings } = JSON.parse((await cli('audit', 'verify', '--json')).stdout) as {
      findings: readonly { eventId: string }[];
    };
    expect(findings[0]?.eventId).toBe(id);
  }, 60_000);

  it('AVG-04 shows that a stream lost its end, and says what it can’t show', async () => {
    await cli('register', 'import', register);
    const before = await cli('audit', 'verify');
    expect(before).toMatchObject({ code: 0 });
    expect(before.stdout).toMatch(
      /^No change found: \d+ events in \d+ streams verified\.\nA chain of hashes can’t show/,
    );
    const file = new Database(join(data, 'events.sqlite'));
    file.exec('DROP TRIGGER event_is_never_deleted');
    file.exec("DELETE FROM event WHERE stream = 'organisation-board-99901'");
    file.close();
    const after = await cli('audit', 'verify');
    expect(after).toMatchObject({ code: 1 });
    expect(after.stdout).toContain('events were removed');
  }, 60_000);

  it('says so where there is no store', async () => {
    expect(await cli('audit', 'verify')).toMatchObject({ code: 1 });
  }, 60_000);
});

describe('account history', () => {
  it('AVG-03 makes no file where there is no key store, and says so', async () => {
    await cli('register', 'import', register);
    for (const name of ['keys.sqlite', 'keys.sqlite-wal', 'keys.sqlite-shm', 'master.key'])
      await rm(join(data, name), { force: true });
    const before = await readdir(data);
    const { code, stderr } = await cli('account', 'history', '0195e6a0-0000-7000-8000-000000000001');
    expect(code).toBe(1);
    expect(stderr).toContain('keys.sqlite');
    expect(await readdir(data)).toEqual(before);
  }, 60_000);
});

describe('demo', () => {
  const demo = (env: NodeJS.ProcessEnv): Promise<Ended> =>
    new Promise((resolve) => {
      execFile(
        process.execPath,
        ['dist/apps/cli/demo.js', '--exit'],
        { env: { ...process.env, TMPDIR: data, ...env } },
        (error, stdout, stderr) => resolve({ code: error === null ? 0 : 1, stdout, stderr }),
      );
    });

  it('runs on a folder of its own, whatever the environment configures, and leaves nothing', async () => {
    const { code, stdout } = await demo({
      EVENT_STORE: 'eventstoredb',
      EVENTSTOREDB_URL: 'esdb://127.0.0.1:1?tls=false',
      TOKEN_ISSUER: 'https://login.example',
      MASTER_KEY_FILE: join(data, 'not-mine.key'),
    });
    expect(code).toBe(0);
    expect(stdout).toContain('No change found');
    expect(await readdir(data)).toEqual([]);
  }, 60_000);

  it('leaves nothing when the server can’t start', async () => {
    expect(await demo({ PORT: 'eighty' })).toMatchObject({ code: 1 });
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    expect(await demo({ PORT: String(port) })).toMatchObject({ code: 1 });
    taken.close();
    expect(await readdir(data)).toEqual([]);
  }, 60_000);
});

describe('read-models rebuild', () => {
  it('builds them from zero and puts them in place; one by its name; an unknown one is told', async () => {
    await cli('register', 'import', register);
    const all = await cli('read-models', 'rebuild');
    expect(all).toMatchObject({ code: 0 });
    expect(all.stdout).toMatch(/^account-search: rebuilt\.\naudit-trail: rebuilt\.$/m);
    const one = await cli('read-models', 'rebuild', 'audit-trail');
    expect(one.stdout).toBe('audit-trail: rebuilt.\n');
    const unknown = await cli('read-models', 'rebuild', 'phone-book');
    expect(unknown).toMatchObject({ code: 1 });
    expect(unknown.stderr).toContain('There are: account-search, audit-trail');
  }, 60_000);
});

describe('token', () => {
  it('asks who a person is, and refuses a kind that it doesn’t know', async () => {
    expect((await cli('token', '--as', 'person')).stderr).toContain('--subject');
    expect((await cli('token', '--as', 'king')).stderr).toContain('service-desk');
    expect((await cli('token', '--as', 'auditor')).stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  }, 60_000);
});
