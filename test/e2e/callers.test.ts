import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Administrator, bekostiging, done, role, School } from './school.js';
import { filesWith, logged } from './written.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint();
}, 240_000);
afterAll(() => school.program.end());

describe('nobody who is known', () => {
  const tokens: readonly (readonly [string, () => Promise<string | undefined>])[] = [
    ['no token', () => Promise.resolve(undefined)],
    ['another scheme', () => Promise.resolve('Basic b3BlcmF0b3I6b3BlcmF0b3I=')],
    ['garbage', () => Promise.resolve('Bearer garbage')],
    [
      'a token without signature',
      async () => `Bearer ${(await school.client.token('operator')).replace(/[^.]+$/, '')}`,
    ],
    [
      'an expired token',
      async () =>
        `Bearer ${await school.client.token('operator', 'operator', { now: new Date('2026-01-01T00:00:00Z') })}`,
    ],
    ['a means statement', async () => `Bearer ${await school.client.statement({ pseudonym: 'x' })}`],
    ['two tokens', async () => `Bearer ${await school.client.token('operator')}, Bearer x`],
  ];

  it.each(tokens)('with %s gets 401, a challenge, and nothing recorded', async (_, make) => {
    const before = await school.acts();
    const authorization = await make();
    const headers = {
      'Content-Type': 'application/json',
      'Idempotency-Key': school.client.nextKey(),
      ...(authorization === undefined ? {} : { Authorization: authorization }),
    };
    for (const [method, path] of [
      ['POST', '/v1/users'],
      ['GET', '/v1/audit-trail'],
      ['POST', '/v1/accounts/_search'],
    ] as const) {
      const answer = await school.client.send(path, {
        method,
        headers,
        ...(method === 'GET' ? {} : { body: '{}' }),
      });
      expect(answer).toMatchObject({
        status: 401,
        body: { type: 'urn:autorisatiebeheer:problem:unauthenticated' },
      });
      expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer realm="autorisatiebeheer"/);
      expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
      if (authorization !== undefined) expect(answer.text).not.toContain(authorization.slice(7));
    }
    // What is new stands in front.
    const after = await school.acts();
    expect(after).toEqual(before.slice(0, after.length));
  });

  it('may read the documentation and the health of the process, and nothing else', async () => {
    for (const path of ['/v1/openapi.json', '/docs', '/health'])
      expect((await school.client.send(path, {})).status).toBe(200);
  });
});

describe('what a refusal leaves behind', () => {
  it('AVG-01 the rule and the fields, never what was submitted', async () => {
    const planted = {
      surname: 'Wintersloot',
      emailAddress: 'p.wintersloot@gmail.com',
      telephone: '0687654321',
    };
    const answer = await administrator.api.command('/users', school.userFields({ ...planted, roles: [] }));
    expect(answer.status).toBe(422);
    const { commandId } = answer.body as { commandId: string };
    expect(
      (await school.trail('&refused=true')).find(({ command }) => command.id === commandId),
    ).toMatchObject({
      rules: expect.arrayContaining(['USR-04', 'USR-05']) as unknown,
    });
    for (const value of ['Wintersloot', 'wintersloot', '0687654321']) {
      expect(answer.text).not.toContain(value);
      expect(await filesWith(school.program.dataDirectory, value)).toEqual([]);
    }
  });

  it('AVG-01 of 200 refusals in a minute 60 are recorded, and the others counted when the program ends', async () => {
    const eager = await school.client.as('application', 'eager-portal');
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => eager.command('/users', school.userFields())),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403]));
    await school.program.restart();
    const ids = new Set(answers.map(({ body }) => (body as { commandId: string }).commandId));
    const recorded = await everyRefusal();
    expect(recorded.filter(({ command }) => ids.has(command.id)).length).toBe(60);
    const counted = (await school.trail()).filter(({ type }) => type === 'command.refusals-counted');
    expect(counted).toMatchObject([{ en: expect.stringContaining('140 more refusals') as unknown }]);
  });

  /** The trail's refusals, over its pages. */
  async function everyRefusal() {
    const found: { command: { id: string } }[] = [];
    let cursor = '';
    do {
      const { body } = await school.auditor.get(`/audit-trail?refused=true&limit=100${cursor}`);
      const page = body as { entries: { command: { id: string } }[]; next?: string };
      found.push(...page.entries);
      cursor = page.next === undefined ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    return found;
  }
});

describe('where personal data stand', () => {
  it('AVG-03 names and addresses are readable only in the search view and in mail, codes in mail alone', async () => {
    const person = {
      surname: 'Querelle-Zonderling',
      emailAddress: 'q.zonderling@voorbeeldschool.nl',
      telephone: '0699988777',
      function: 'Zonderlingenbegeleider',
    };
    const { account, position } = await school.user(administrator, {
      ...person,
      roles: [bekostiging, role('medewerker-register', '99KG')],
    });
    const code = await school.mailedCode(administrator.api, account);
    const { username } = await school.show(account, position);
    done(
      await school.couple(
        { pseudonym: 'zonderling-pseudoniem', legalSubject: 'KvK:99887766' },
        username,
        code,
      ),
    );
    await school.show(account, (await school.history(account)).at(-1)?.position);
    const folder = school.program.dataDirectory;
    for (const value of [...Object.values(person), username])
      for (const file of await filesWith(folder, value))
        expect(file).toMatch(/^(read\/account-search|mail\/[^/]+\.eml$)/);
    expect((await filesWith(folder, person.surname)).length).toBeGreaterThan(0);
    for (const value of ['zonderling-pseudoniem', 'KvK:99887766'])
      expect(await filesWith(folder, value)).toEqual([]);
    expect((await filesWith(folder, code)).every((file) => /^mail\/[^/]+\.eml$/.test(file))).toBe(true);
    expect((await filesWith(folder, code)).length).toBe(1);
    await school.program.end();
    expect((await filesWith(folder, code)).length).toBe(1);
    const mails = await readdir(join(folder, 'mail'));
    expect(mails.filter((file) => !file.endsWith('.eml'))).toEqual([]);
    const used = [
      ...Object.values(person),
      username,
      code,
      'zonderling',
      'KvK:',
      'Proefpersoon',
      administrator.api.token,
    ];
    expect(logged(school.program.output, used)).toEqual([]);
    expect(school.program.output).not.toContain('"statusCode":500');
  });
});
