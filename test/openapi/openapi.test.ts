import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { examples } from '../../apps/api/http/examples.js';
import { Client, until } from '../e2e/client.js';
import { mailedCode } from '../e2e/mailed-code.js';
import { projectFolder, RunningProgram } from '../e2e/server.js';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
}
interface Document {
  readonly openapi: string;
  readonly info: { readonly version: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

let program: RunningProgram;
let document: Document;
let answer: Response;
beforeAll(async () => {
  program = await RunningProgram.start();
  answer = await fetch(`${program.url}/v1/openapi.json`);
  document = (await answer.json()) as Document;
}, 240_000);
afterAll(() => program.end());

const operations = (): readonly Operation[] =>
  Object.values(document.paths).flatMap((methods) => Object.values(methods));

describe('the OpenAPI document', () => {
  it('is read without a token, from any page, and says its version and server', () => {
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(document.openapi).toMatch(/^3\.0\./);
    expect(answer.headers.get('API-Version')).toBe(document.info.version);
    expect(document.servers).toEqual([{ url: `${program.url}/v1` }]);
  });

  it('names every operation once, and says what can go wrong as problem documents', () => {
    const ids = operations().map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { responses, summary } of operations()) {
      expect(summary).not.toBe('');
      for (const [status, { content }] of Object.entries(responses))
        if (Number(status) >= 400) expect(Object.keys(content ?? {})).toEqual(['application/problem+json']);
    }
  });

  it('refers to nothing that it doesn’t hold', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(
      ([, name = '']) => name,
    );
    const held = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(held).toEqual(expect.arrayContaining(references));
    expect(references.length).toBeGreaterThan(20);
  });

  it('gives the commands with many fields a body to start from, that keeps the rules', () => {
    for (const path of ['/administrators', '/users', '/accounts/{id}/role-changes']) {
      const [content] = Object.values(document.paths[path]?.['post']?.requestBody?.content ?? {});
      expect(content).toMatchObject({ examples: expect.anything() as unknown });
    }
  });

  it('has a page to try it', async () => {
    const page = await fetch(`${program.url}/docs`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Autorisatiebeheer API');
  });
});

/** Shows what is typed and how a refusal looks: a password that somebody has can't be written down. */
const refusedExamples = ['changePassword'];

describe('the examples', () => {
  it('are there for every operation, and each works when it is pasted, in the order in which they stand', async () => {
    expect(Object.keys(examples).sort()).toEqual(
      operations()
        .map(({ operationId }) => operationId)
        .sort(),
    );
    for (const [operationId, example] of Object.entries(examples)) {
      const told = operations().find((operation) => operation.operationId === operationId)?.description;
      expect(told).toContain(example);
    }
    const outcomes: Record<string, string> = {};
    for (const [operationId, example] of Object.entries(examples)) {
      if (operationId === 'coupleMeans') await untilMailLeft(outcomes['createUser'] ?? '');
      if (['openLetterAgain', 'takeLetter'].includes(operationId)) await untilCalledBack();
      outcomes[operationId] = await paste(operationId, example);
    }
    for (const [operationId, outcome] of Object.entries(outcomes))
      expect(`${operationId} ${outcome}`).toMatch(
        new RegExp(`^${operationId} ${refusedExamples.includes(operationId) ? 422 : '20[01]'} `),
      );
  }, 240_000);
});

/** As it has by the time that somebody pastes the next example. */
async function untilMailLeft(created: string): Promise<void> {
  const client = await Client.of(program);
  const account = /"account":"([^"]+)"/.exec(created)?.[1] ?? 'none';
  await mailedCode(program.dataDirectory, await client.as('auditor'), account);
}

/** As the letter has by then that calls the generator back: it stands in the print queue. */
async function untilCalledBack(): Promise<void> {
  const serviceDesk = await (await Client.of(program)).as('service-desk');
  const inQueue = async () => (await serviceDesk.get('/letters?state=made&limit=100')).text;
  await until(async () => (await inQueue()).includes('generator-called-back'), 'a letter that calls it back');
}

const tokenCommand = /\$\((npm run -s token -- --as (?!means)[^)]*)\)/g;
const tokens = new Map<string, string>();

/** Each command for a bearer token is run once: its token is good for an hour. A means statement is for one use. */
async function withTokens(example: string): Promise<string> {
  for (const [, command = ''] of example.matchAll(tokenCommand))
    if (!tokens.has(command)) tokens.set(command, (await outputOf(command)).trim());
  return example.replaceAll(tokenCommand, (_all, command: string) => tokens.get(command) ?? '');
}

/** Status and body that the shell shows, and its complaints. */
async function paste(operationId: string, example: string): Promise<string> {
  const here = (await withTokens(example)).replaceAll('http://127.0.0.1:3000', program.url);
  const bodyFile = join(program.dataDirectory, `${operationId}.answer`);
  const output = await outputOf(here.replace(/^curl -sS/, `curl -sS -w '%{http_code} ' -o '${bodyFile}'`));
  return `${output}${await readFile(bodyFile, 'utf8')}`;
}

async function outputOf(command: string): Promise<string> {
  const shell = spawn('bash', ['-c', command], {
    cwd: projectFolder,
    env: { ...process.env, DATA_DIR: program.dataDirectory },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [shell.stdout, shell.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  await once(shell, 'close');
  return output.replace(/^npm warn.*\n/gm, '');
}
