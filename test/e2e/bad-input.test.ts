import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Answer, type SignedIn } from './client.js';
import { type Administrator, bekostiging, School, type Told } from './school.js';
import { filesWith, logged } from './written.js';

let school: School;
let administrator: Administrator;
let account: string;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint();
  ({ account } = await school.user(administrator));
}, 240_000);
afterAll(() => school.program.end());

/** What was on record before a test is all that is on record after it. */
let before: readonly Told[];
beforeEach(async () => {
  before = await school.acts();
});
afterEach(async () => {
  // What is new stands in front.
  const after = await school.acts();
  expect(after).toEqual(before.slice(0, after.length));
});

/** 4xx as a problem document (RFC 9457), with the paths of the fields and nothing of what was sent. */
function expectRefused(answer: Answer, fields: readonly string[] = [], sent: readonly string[] = []): void {
  expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
  expect(answer.status).toBe(400);
  expect(answer).toMatchObject({ body: { type: 'urn:autorisatiebeheer:problem:bad-input', status: 400 } });
  const { errors } = answer.body as { errors: { field: string; message: string }[] };
  expect(errors.map(({ field }) => field)).toEqual(expect.arrayContaining([...fields]));
  for (const text of sent) expect(answer.text).not.toContain(text);
}

const createUser = (fields: object): Promise<Answer> =>
  administrator.api.command('/users', school.userFields(fields));
const raw = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Answer> =>
  administrator.api.post('/users', body, { 'Idempotency-Key': school.client.nextKey(), ...headers });
/** The fields of a user as JSON, with a piece of JSON text put in that JSON.stringify would not write. */
const rawUser = (field: string, json: string): Promise<Answer> =>
  raw(JSON.stringify({ ...school.userFields(), [field]: 'HERE' }).replace('"HERE"', json));

describe('a body that is no command', () => {
  it.each([
    ['nothing', ''],
    ['broken JSON', '{"surname": "Gron'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '1e400'],
    ['a text', '"surname"'],
    ['two objects', '{}{}'],
    ['a comment', '{/* */}'],
  ])('%s is refused', async (_, body) => {
    expectRefused(await raw(body), ['body'].slice(0, body === '' ? 0 : 1));
  });

  it.each([
    ['text/plain', undefined],
    ['application/x-www-form-urlencoded', undefined],
    ['application/json; charset=utf-16', undefined],
    ['application/json; charset=made-up', undefined],
    ['application/json', 'made-up'],
    ['application/json', 'gzip'],
  ])('of type %s, encoded as %s, is refused', async (type, encoding) => {
    const body = JSON.stringify(school.userFields());
    const answer = await raw(body, {
      'Content-Type': type,
      ...(encoding === undefined ? {} : { 'Content-Encoding': encoding }),
    });
    expectRefused(answer);
  });

  it('bytes that are no UTF-8 are refused in a name', async () => {
    const [head = '', tail = ''] = JSON.stringify({ ...school.userFields(), surname: 'HERE' }).split('HERE');
    for (const bytes of [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xc0, 0x80]])
      expectRefused(
        await raw(new Uint8Array(Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(tail)]))),
        ['surname'],
      );
  });

  it('over 256 KiB gets 413', async () => {
    const answer = await raw(JSON.stringify({ surname: 'a'.repeat(256 * 1024) }));
    expect(answer).toMatchObject({ status: 413, body: { type: 'urn:autorisatiebeheer:problem:too-large' } });
    expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
  });

  it.each([
    ['lists', '{"roles":', '[', ']'],
    ['objects', '{"roles":', '{"a":', '}'],
    ['objects in an unknown field', '{"nobody-knows":', '{"a":', '}'],
  ])('nested as deep as 256 KiB allow, of %s, is refused', async (_, head, open, close) => {
    const deep = 30_000;
    const inside = open === '[' ? '' : '1';
    expectRefused(await raw(`${head}${open.repeat(deep)}${inside}${close.repeat(deep)}}`));
  });
});

describe('fields', () => {
  it.each([
    ['at the top', { shoeSize: 'Secret-44' }, 'shoeSize'],
    ['in a role', { roles: [{ ...bekostiging, shoeSize: 'Secret-44' }] }, 'roles[0].shoeSize'],
    [
      'in a kenmerk',
      { roles: [{ ...bekostiging, kenmerken: [{ type: 'BRIN', value: '99KG', shoeSize: 'Secret-44' }] }] },
      'roles[0].kenmerken[0].shoeSize',
    ],
    ['of an administrator', { form: { reference: 'Secret-44' } }, 'form'],
  ])('that are not known %s are refused', async (_, more, field) => {
    expectRefused(await createUser(more), [field], ['Secret-44']);
  });

  it.each([
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '__defineGetter__',
  ])('called like a part of the language, %s, are refused at the top and nested', async (name) => {
    expectRefused(await rawNamed(name, (json) => `{${json}}`), [name], ['Secret-44']);
    expectRefused(
      await rawNamed(name, (json) => `{"roles":[{${json}}]}`),
      [`roles[0].${name}`],
      ['Secret-44'],
    );
  });
  const rawNamed = (name: string, wrap: (json: string) => string): Promise<Answer> =>
    raw(wrap(`${JSON.stringify(name)}:{"admin":"Secret-44"}`));

  it('whose names hold what can’t be printed are told without it', async () => {
    const answer = await createUser({ 'naam\u202E\u0000<script>': 1 });
    expectRefused(answer, [], ['\u202E', '\\u0000', '<script>']);
  });

  it.each(['1e400', '-1e400', '12345678901234567890', 'true', '[]', '["Groningen"]', '{}', 'null'])(
    'that are texts refuse %s',
    async (json) => {
      for (const field of [
        'surname',
        'emailAddress',
        'organisation',
        'signInMethod',
        'function',
        'prefix',
        'username',
      ])
        expectRefused(await rawUser(field, json), [field]);
    },
  );

  it.each<[string, string, () => Promise<Answer>]>([
    ['ORG-01', 'sectors', () => school.defineRole('nieuw', { sectors: ['po', 'hbo'] })],
    ['ORG-01', 'sectors', () => school.defineRole('nieuw', { sectors: [] })],
    ['USR-10', 'kenmerkType', () => school.defineRole('nieuw', { kenmerkType: 'KvK' })],
    ['USR-02', 'signInMethod', () => createUser({ signInMethod: 'DigiD' })],
    [
      'USR-05',
      'roles[0].kenmerken[0].type',
      () => createUser({ roles: [{ ...bekostiging, kenmerken: [{ type: 'KvK', value: '99KG' }] }] }),
    ],
  ])('%s is named where %s holds none of the values that it has', async (rule, field, sent) => {
    const answer = await sent();
    expectRefused(answer, [field]);
    expect(answer.body).toMatchObject({ errors: [{ field, rule }] });
  });

  it.each([
    ['a lone high surrogate', '"Gron\\ud800ingen"'],
    ['a lone low surrogate', '"Gron\\udc00ingen"'],
    ['NUL', '"Gron\\u0000ingen"'],
    ['a line break', '"Gron\\ningen"'],
    ['right-to-left override', '"Gron\\u202eingen"'],
    ['right-to-left isolate', '"Gron\\u2067ingen"'],
    ['an Arabic letter mark', '"Gron\\u061cingen"'],
    ['a zero-width space', '"Gron\\u200bingen"'],
    ['a zero-width joiner', '"Gron\\u200dingen"'],
    ['a word joiner', '"Gron\\u2060ingen"'],
    ['a soft hyphen', '"Gron\\u00adingen"'],
    ['a byte order mark', '"\\ufeffGroningen"'],
    ['a private character', '"Gron\\ue000ingen"'],
    ['a replacement character', '"Gron\\ufffdingen"'],
    ['markup', '"<b>Groningen</b>"'],
    ['spaces only', '"   "'],
    ['nothing', '""'],
  ])('that are names refuse %s', async (_, json) => {
    for (const field of ['surname', 'initials', 'prefix', 'function'])
      expectRefused(await rawUser(field, json), [field], ['Gron']);
  });

  it.each([
    ['surname', 101],
    ['initials', 21],
    ['prefix', 21],
    ['function', 101],
    ['username', 33],
    ['emailAddress', 255],
    ['telephone', 21],
    ['organisation', 41],
  ])('%s refuses more than it may hold (%d), and 200,000 characters just as quickly', async (field, over) => {
    for (const length of [over, 200_000]) {
      const value = field === 'telephone' ? '0'.repeat(length) : 'q'.repeat(length);
      expectRefused(await createUser({ [field]: value }), [field], ['qqqqqqqq', '00000000']);
    }
  });

  it.each([
    'sr.groningen@voorbeeldschool',
    'sr.groningen voorbeeldschool.nl',
    'sr..groningen@voorbeeldschool.nl',
    '"sr groningen"@voorbeeldschool.nl',
    'sr.groningen@[127.0.0.1]',
    'SR <sr.groningen@voorbeeldschool.nl>',
    'sr.groningen@voorbeeldschool.nl,other@voorbeeldschool.nl',
    'sr.groningen@voorbeeldschool.nl\r\nBcc: all@voorbeeldschool.nl',
    'sr.gröningen@voorbeeldschool.nl',
    'sr.groningen@voorbeeldschооl.nl',
  ])('USR-04 %j is not an e-mail address that is taken here', async (emailAddress) => {
    expectRefused(await createUser({ emailAddress }), ['emailAddress'], ['voorbeeldsch']);
  });

  it('that are lists refuse too many elements, and other things than objects', async () => {
    const many = Array.from({ length: 101 }, () => bekostiging);
    expectRefused(await createUser({ roles: many }), ['roles']);
    const kenmerken = Array.from({ length: 501 }, () => ({ type: 'BRIN', value: '99KG' }));
    expectRefused(await createUser({ roles: [{ role: 'medewerker-bekostiging', kenmerken }] }), [
      'roles[0].kenmerken',
    ]);
    for (const roles of [
      null,
      {},
      'medewerker-bekostiging',
      [null],
      ['medewerker-bekostiging'],
      [[]],
      { length: 1 },
    ])
      expectRefused(await createUser({ roles }));
  });

  it.each(['2026-02-31', '2026-13-01', '2026-1-1', '01-02-2026', '2026-01-01T00:00:00Z', '', 20260101])(
    'that are dates refuse %j',
    async (inForceFrom) => {
      expectRefused(await school.defineRole('with-date', { inForceFrom }), ['inForceFrom']);
    },
  );

  it('whatever JSON is sent, the answer is a problem and never a fault of ours', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (body) => {
        const answer = await raw(JSON.stringify(body));
        expectRefused(answer);
      }),
      { numRuns: 150 },
    );
  });

  it('whatever is put into one field, the answer says that this field can’t be read, or that no role was given', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('surname', 'initials', 'prefix', 'telephone', 'function', 'emailAddress'),
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.jsonValue()),
        async (field, value) => {
          const answer = await createUser({ roles: 'none', [field]: value });
          const { errors } = answer.body as { errors: { field: string }[] };
          expectRefused(answer, []);
          expect(errors.length).toBeGreaterThan(0);
          // What can't be read at all, such as `surname.valueOf`, is told before anything else is looked at.
          for (const error of errors) expect(['roles', field]).toContain(error.field.split(/[.[]/)[0]);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('headers and addresses', () => {
  it.each([
    undefined,
    '',
    'not-a-uuid',
    '0195e6a0',
    '{0195e6a0-0000-7000-8000-000000000001}',
    'a'.repeat(5000),
  ])('an Idempotency-Key like %j is refused', async (key) => {
    const answer = await administrator.api.post(
      '/users',
      JSON.stringify(school.userFields()),
      key === undefined ? {} : { 'Idempotency-Key': key },
    );
    expectRefused(answer, ['Idempotency-Key'], key === undefined || key === '' ? [] : [key]);
  });

  it.each(['1', '*', 'W/"1"', '"x"', '"1", "2"', '"-1"', '"99999999999999999999"', '""'])(
    'an If-Match like %s is refused',
    async (ifMatch) => {
      const path = `/accounts/${account}/role-changes`;
      expectRefused(await administrator.api.command(path, { grant: [bekostiging] }, { ifMatch }), [
        'If-Match',
      ]);
    },
  );

  it.each([
    '1',
    'null',
    '..%2F..',
    '%00',
    '%E0%A4%A',
    "'%20OR%201=1",
    '0195e6a0-0000-0000-0000-000000000001',
  ])('an account %s is refused as an address', async (id) => {
    for (const answer of [
      await administrator.api.get(`/accounts/${id}`),
      await administrator.api.command(`/accounts/${id}/role-changes`, {}),
      await administrator.api.command(`/accounts/${id}/activation-codes`, {}),
      await administrator.api.command(`/accounts/${id}/decouplings`, {
        reason: 'new-supplier',
        holdsRightMeans: true,
      }),
      await school.auditor.get(`/accounts/${id}/history`),
    ])
      expectRefused(answer);
  });

  it.each([
    ['/audit-trail?limit=0', 'limit'],
    ['/audit-trail?limit=101', 'limit'],
    ['/audit-trail?limit=1e2', 'limit'],
    ['/audit-trail?limit=1&limit=2', 'limit'],
    ['/audit-trail?account=1', 'account'],
    ['/audit-trail?refused=perhaps', 'refused'],
    ['/audit-trail?from=yesterday', 'from'],
    ['/audit-trail?from=2026-13-45T99:99:99Z', 'from'],
    ['/audit-trail?until=2026-02-30T00:00:00Z', 'until'],
    ['/audit-trail?cursor=abc', 'cursor'],
    ['/audit-trail?unknown=1', 'unknown'],
    ['/audit-trail?__proto__=1', '__proto__'],
    ['/audit-trail?position=-1', 'position'],
    ['/audit-trail?position=1&position=2', 'position'],
    ['/audit-trail?rule=%27;--', 'rule'],
    ['/organisations/nothing', 'id'],
    ['/organisations/board-99901?position=abc', 'position'],
    ['/roles/UPPER', 'code'],
  ])('%s is refused for its %s', async (path, field) => {
    expectRefused(await school.auditor.get(path), [field]);
  });

  it.each([
    ['words', null],
    ['words', 'a'.repeat(201)],
    ['words', 'jan\u0000'],
    ['limit', 0],
    ['limit', 1.5],
    ['limit', '25'],
    ['limit', null],
    ['cursor', null],
    ['cursor', '%'],
    ['organisation', null],
    ['organisation', ['board-99901']],
    ['organisation', { $ne: '' }],
  ])('a search with %s %j is refused', async (field, value) => {
    expectRefused(await administrator.api.search({ [field]: value }), [field]);
  });

  it('what is not there is a problem document too, with any method', async () => {
    const send = (method: string, path: string) =>
      school.client.send(path, {
        method,
        headers: { Authorization: `Bearer ${school.auditor.token}`, 'Content-Type': 'application/json' },
        ...(method === 'GET' ? {} : { body: '{}' }),
      });
    const asked: readonly (readonly [string, string])[] = [
      ['GET', '/v1/nothing'],
      ['POST', '/v1/nothing'],
      ['GET', '/nothing'],
      ['POST', '/nothing'],
      ['GET', '/health/nothing'],
      ['GET', '/%2e%2e%2fetc'],
      ['GET', '/v2/accounts'],
      ['DELETE', '/v1/audit-trail'],
      ['PUT', '/v1/roles'],
      ['PATCH', `/v1/accounts/${account}`],
      ['GET', '/v1/users'],
      ['OPTIONS', '/v1/users'],
    ];
    for (const [method, path] of asked) {
      const answer = await send(method, path);
      expect([404, 405]).toContain(answer.status);
      expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
    }
  });

  it('a query parameter that is not known is refused, not passed over', async () => {
    for (const path of [`/v1/accounts/${account}?postion=1`, '/v1/audit-trail?acount=x', '/v1/roles/x?a=b']) {
      const answer = await school.client.send(path, {
        headers: { Authorization: `Bearer ${school.auditor.token}` },
      });
      expect(answer.status).toBe(400);
      expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
    }
  });
});

describe('a register file', () => {
  const load = (
    body: string | Uint8Array<ArrayBuffer>,
    name = 'bestand.2026-05.csv',
    by: SignedIn = school.operator,
  ) =>
    by.post(`/register-files?name=${name}`, body, {
      'Content-Type': 'text/csv',
      'Idempotency-Key': school.client.nextKey(),
    });

  it.each([
    ['empty', ''],
    ['not CSV', '%PDF-1.7\u0000\u0001'],
    ['with other columns', 'CODE;NAAM\r\n1;Gemeente\r\n'],
    ['of one quote', '"'],
  ])('ORG-02 that is %s is refused as a whole', async (_, body) => {
    expectRefused(await load(body));
  });

  it.each([
    '',
    'bestand.csv',
    'bestand.2026-13.csv',
    'a'.repeat(300),
    '%00.2026-05.csv',
    '%E2%80%AE.2026-05.csv',
  ])('ORG-02 by the name of %j is refused', async (name) => {
    expectRefused(await load('x', name), ['name']);
  });

  it('ORG-02 sent as JSON is refused', async () => {
    expectRefused(await school.operator.command('/register-files?name=bestand.2026-05.csv', {}), [
      'Content-Type',
    ]);
  });
});

describe('what stays behind', () => {
  it('AVG-03 nothing of what could not be read stands in the log or in a file', async () => {
    const planted = 'Zegveld-Onleesbaar';
    expectRefused(
      await createUser({ surname: `${planted}\u0000`, shoeSize: planted }),
      ['surname'],
      [planted],
    );
    expect(
      logged(school.program.output, [planted, 'Secret-44', 'Gron', 'voorbeeldschool', school.auditor.token]),
    ).toEqual([]);
    expect(await filesWith(school.program.dataDirectory, planted)).toEqual([]);
    expect(school.program.output).not.toContain('"statusCode":500');
    expect(school.program.output).not.toContain('unexpected');
  });
});
