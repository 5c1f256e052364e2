import { once } from 'node:events';
import { mkdtemp, readdir, stat, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { buildOnce } from '../build-once.js';
import { Client } from './client.js';
import { done } from './school.js';
import { RunningProgram, runToItsEnd } from './server.js';

beforeAll(() => buildOnce(), 240_000);

const started: RunningProgram[] = [];
const start = async (settings: Readonly<Record<string, string>> = {}): Promise<RunningProgram> => {
  const program = await RunningProgram.start(settings);
  started.push(program);
  return program;
};
afterEach(async () => {
  await Promise.all(started.splice(0).map((program) => program.end()));
});
const emptyFolder = () => mkdtemp(join(tmpdir(), 'e2e-'));
const oneRole = {
  code: 'a-role',
  name: 'Rol',
  explanation: 'Een rol.',
  kenmerkType: 'BRIN',
  sectors: ['po'],
  inForceFrom: '2026-01-01',
};

describe('ending', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s is clean, says nothing wrong, and keeps what was done',
    async (signal) => {
      const program = await start();
      const operator = await (await Client.of(program)).as('operator');
      done(await operator.command('/roles', oneRole));
      expect(await program.end(signal)).toBe(0);
      await program.restart();
      expect(await operator.get('/roles/a-role')).toMatchObject({ status: 200, body: oneRole });
      expect(program.output).not.toMatch(/"level":[56]0|Error/);
    },
  );

  it('lets a request that runs finish', async () => {
    const program = await start({ READ_WAIT: 'PT1S' });
    const auditor = await (await Client.of(program)).as('auditor');
    const request = get(`${program.url}/v1/audit-trail?position=999999`, {
      headers: { Authorization: `Bearer ${auditor.token}`, Expect: '100-continue' },
    });
    const answered = once(request, 'response');
    // The server has the request in hand.
    await once(request, 'continue');
    const ended = program.end('SIGINT');
    const [response] = (await answered) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(503);
    expect(await ended).toBe(0);
  });

  it('is not held up by who connects and says nothing, or half of something', async () => {
    const program = await start();
    const port = Number(new URL(program.url).port);
    const sockets = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')] as const;
    for (const socket of sockets) {
      socket.on('error', () => undefined);
      await once(socket, 'connect');
    }
    sockets[1].write(
      'POST /v1/accounts/_search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    );
    await fetch(`${program.url}/health`);
    const began = Date.now();
    expect(await program.end('SIGINT')).toBe(0);
    expect(Date.now() - began).toBeLessThan(10_000);
  });
});

describe('starting', () => {
  it('twice on one folder is refused in one line, and the first goes on', async () => {
    const program = await start();
    const second = await runToItsEnd({ DATA_DIR: program.dataDirectory });
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(linesOf(second.stderr)).toEqual([
      expect.stringMatching(
        /^Can't start: .*events\.sqlite is held by another process.*; only one may write to it\.$/,
      ),
    ]);
    expect((await fetch(`${program.url}/health`)).status).toBe(200);
  });

  it('on a port that is taken is refused in one line', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const ended = await runToItsEnd({ DATA_DIR: await emptyFolder(), PORT: String(port) });
    other.close();
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(linesOf(ended.stderr)).toEqual([expect.stringContaining(String(port))]);
  });

  it('with one wrong setting stops with one clear line and code 2', async () => {
    const ended = await runToItsEnd({ DATA_DIR: await emptyFolder(), READ_WAIT: '2 seconds' });
    expect(ended).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'READ_WAIT is "2 seconds". Give an ISO 8601 duration from PT0S to PT30S.\n',
    });
  });

  it('with many wrong settings tells each in one clear line, without what may be secret', async () => {
    const wrong = {
      PORT: 'eighty',
      HOST: 'not a host',
      EVENT_STORE: 'mongodb',
      EVENTSTOREDB_URL: 'http://user:secret-word@localhost',
      READ_STORE: 'redis',
      MASTER_KEY: 'dG9vLXNob3J0',
      TOKEN_ISSUER: 'https://login.example',
      MEANS_JWKS_FILE: '/nowhere',
      LOG_LEVEL: 'loud',
      MAIL_FROM: 'nobody',
      PUBLIC_URL: 'http://insecure.example',
    };
    const right = { TOKEN_JWKS_FILE: '/nowhere' };
    const ended = await runToItsEnd({ DATA_DIR: await emptyFolder(), ...right, ...wrong });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    const lines = linesOf(ended.stderr);
    for (const line of lines) expect(line).toMatch(/^[A-Z_]+ .+\. Give .+\.$/);
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual(Object.keys(wrong).sort());
    expect(ended.stderr).not.toMatch(/secret-word|dG9vLXNob3J0/);
  });

  it('AVG-03 makes every file for its owner only, also those beside a database and the locks', async () => {
    const program = await start();
    const files = await readdir(program.dataDirectory, { recursive: true });
    const modes = await Promise.all(
      files.map(async (file) => (await stat(join(program.dataDirectory, file))).mode & 0o077),
    );
    expect(files).toEqual(
      expect.arrayContaining([
        'events.sqlite',
        'events.sqlite-wal',
        'events.sqlite.lock',
        'installation.lock',
        'master.key',
        'processes.sqlite',
      ]),
    );
    expect(files.filter((_, n) => modes[n] !== 0)).toEqual([]);
  });

  it('with issuers of its own warns where others than this machine reach it', async () => {
    const open = await start({ HOST: '0.0.0.0' });
    // What it wrote has come whole when it has ended.
    await open.end();
    expect(open.output).toMatch(/"level":40.*"msg":"issuers\.embedded"/);
    const closed = await start({ HOST: '127.0.0.1' });
    await closed.end();
    expect(closed.output).not.toContain('issuers.embedded');
  });

  it('on another installation’s keys is refused in one line', async () => {
    const program = await start();
    await program.end();
    await writeFile(join(program.dataDirectory, 'master.key'), Buffer.alloc(32, 7).toString('base64'));
    const ended = await runToItsEnd({ DATA_DIR: program.dataDirectory });
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(linesOf(ended.stderr).length).toBe(1);
  });
});

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');
