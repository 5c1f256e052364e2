import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { callerKinds, type CallerKind } from '#libs/access/caller';
import { commandAccess, type CommandName, queryAccess } from '#libs/access/matrix';
import { type Answer, type SignedIn } from './client.js';
import { type Administrator, bekostiging, board, done, otherBoard, role, School } from './school.js';
import { filesWith, logged } from './written.js';

let school: School;
let administrator: Administrator;
let mandate: string;
let proposed: string;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint();
  proposed = done(await school.propose()).account;
  ({ mandate } = await school.giveMandate(otherBoard, board, 'medewerker-register'));
}, 240_000);
afterAll(() => school.program.end());

const somebody = '0195e6a0-0000-7000-8000-eeeeeeeeeeee';

const onForm = () => ({
  form: { reference: 'F-1', dateReceived: '2026-01-20', signatory: 'M. de Boer' },
  authorisations: [{ ...bekostiging, organisation: 'board-99901' }],
});

/** Each command as somebody sends it who knows the documentation, but perhaps isn't who may. */
const commands: Readonly<Record<CommandName, (by: SignedIn) => Promise<Answer>>> = {
  'define-role': (by) =>
    by.command('/roles', {
      code: 'by-whom',
      name: 'Rol',
      explanation: 'Wie mag dit?',
      kenmerkType: 'BRIN',
      sectors: ['po'],
      inForceFrom: '2026-01-01',
    }),
  'propose-policy': (by) =>
    by.command('/policy-proposals', {
      inForceFrom: '2040-01-01T00:00:00Z',
      values: { 'activationCode.validFor': 'PT12H' },
    }),
  'confirm-policy': (by) => by.command(`/policy-proposals/${somebody}/confirmations`, {}),
  'record-organisation': (by) =>
    by.command('/organisations', { type: 'municipality', code: '0098', name: 'Wie?', sectors: ['gemeente'] }),
  'load-register': async (by) =>
    by.post(
      '/register-files?name=schoolvestigingen-voorbeeld.2026-04.csv',
      new Uint8Array(
        await readFile(
          new URL('../../apps/cli/demo/schoolvestigingen-voorbeeld.2026-04.csv', import.meta.url),
        ),
      ),
      { 'Content-Type': 'text/csv', 'Idempotency-Key': school.client.nextKey() },
    ),
  'confirm-administrator': (by) => by.command(`/accounts/${somebody}/appointment-confirmations`, {}),
  'reject-administrator': (by) => by.command(`/accounts/${somebody}/appointment-rejections`, {}),
  'propose-administrator': (by) =>
    by.command('/administrators', {
      ...school.person(),
      form: { reference: 'F-1', dateReceived: '2026-01-20', signatory: 'M. de Boer' },
      authorisations: [{ ...bekostiging, organisation: 'board-99901' }],
    }),
  'grant-administrator-authorisations': (by) =>
    by.command(`/accounts/${somebody}/administrator-authorisations`, onForm()),
  'withdraw-administrator-authorisations': (by) =>
    by.command(`/accounts/${somebody}/administrator-authorisation-withdrawals`, onForm()),
  'give-mandate': (by) =>
    by.command('/mandates', {
      givingOrganisation: 'board-99902',
      receivingOrganisation: 'board-99901',
      roles: ['medewerker-bekostiging'],
      form: onForm().form,
    }),
  'end-mandate': (by) => by.command(`/mandates/${somebody}/endings`, { form: onForm().form }),
  'leave-organisation': (by) => by.command('/organisations/board-99999/departures', { form: onForm().form }),
  'create-user': (by) => by.command('/users', school.userFields()),
  'change-roles': (by) => by.command(`/accounts/${somebody}/role-changes`, { grant: [bekostiging] }),
  'mail-activation-code': (by) => by.command(`/accounts/${somebody}/activation-codes`, {}),
  'couple-means': async (by) =>
    by.command('/couplings', {
      meansStatement: await school.client.statement({ pseudonym: 'by-whom' }),
      hasUsernameAndCode: true,
      acceptedPrivacyStatement: '2026-01',
      acceptedTermsOfUse: '2026-01',
      username: 'nobody99',
      activationCode: '7K2M-D9XT-QB4C-0WZE',
    }),
  'couple-means-again': async (by) =>
    by.command('/couplings-again', {
      meansStatement: await school.client.statement({ pseudonym: 'by-whom' }),
    }),
  'decouple-means': (by) =>
    by.command(`/accounts/${somebody}/decouplings`, { reason: 'wrong-account', holdsRightMeans: true }),
  'begin-conversion': (by) =>
    by.command(`/accounts/${somebody}/conversions`, { confirmed: true, holdsRightMeans: true }),
  'mark-office-staff': (by) => by.command(`/accounts/${somebody}/office-staff-marks`, { officeStaff: true }),
  'sign-out': (by) => by.command('/session/endings', {}),
  'report-means-problem': (by) =>
    by.command(`/accounts/${somebody}/means-problem-reports`, {
      problem: 'lost',
      discoveredAt: '2026-01-20T07:30:00Z',
      reportedAt: '2026-01-20T09:00:00Z',
    }),
  'step-down': (by) =>
    by.command(`/accounts/${somebody}/step-downs`, { form: onForm().form, staysOnAsUser: false }),
  'print-username-letter': (by) => by.command(`/accounts/${somebody}/username-letters`, {}),
  'take-letter': (by) => by.command(`/letters/${somebody}/prints`, {}),
  'record-letter-sent': (by) => by.command(`/letters/${somebody}/sendings`, {}),
  'record-letter-delivered': (by) => by.command(`/letters/${somebody}/deliveries`, { identityChecked: true }),
  'record-letter-undeliverable': (by) =>
    by.command(`/letters/${somebody}/failed-deliveries`, { reason: 'returned' }),
  'change-contact-data': (by) =>
    by.command(`/accounts/${somebody}/contact-data-changes`, { telephone: '0612345678' }),
  'change-password': (by) =>
    by.command('/session/password-changes', { currentPassword: 'nobody', newPassword: 'Zonnebloem-7-veld' }),
  'reset-password': (by) => by.command(`/accounts/${somebody}/password-resets`, {}),
  'issue-password': (by) => by.command(`/accounts/${somebody}/password-letters`, {}),
  'block-account': (by) => by.command(`/accounts/${somebody}/blocks`, {}),
  'unblock-account': (by) => by.command(`/accounts/${somebody}/block-liftings`, {}),
  'end-account': (by) =>
    by.command(`/accounts/${somebody}/endings`, { confirmed: true, noLongerWorksHere: true }),
  'seed-generator': (by) => by.command('/generators', school.generatorFields()),
  'issue-token': (by) => by.command(`/accounts/${somebody}/tokens`, { serialNumber: '26-0' }),
  'hand-over-token': (by) => by.command(`/accounts/${somebody}/tokens/26-0/hand-overs`, {}),
  'report-token-problem': (by) =>
    by.command(`/accounts/${somebody}/tokens/26-0/problems`, {
      problem: 'lost',
      discoveredAt: '2026-01-20T08:00:00Z',
      reportedAt: '2026-01-20T09:00:00Z',
      block: false,
    }),
  'record-token-return': (by) => by.command(`/accounts/${somebody}/tokens/26-0/returns`, {}),
};
const names = Object.keys(commands) as CommandName[];
const subjectOf = (kind: CallerKind): string => (kind === 'person' ? somebody : `${kind}-who-tries`);

describe('each command and each kind of caller', () => {
  const pairs = names.flatMap((name) => callerKinds.map((kind) => [name, kind] as const));
  const forbidden = pairs.filter(([name, kind]) => !commandAccess[name].callers.some((one) => one === kind));
  const allowed = pairs.filter(([name, kind]) => commandAccess[name].callers.some((one) => one === kind));

  it.each(forbidden)('AVG-01 %s by a %s is forbidden by its rule, and recorded', async (name, kind) => {
    const { rule } = commandAccess[name];
    const answer = await commands[name](await school.client.as(kind, subjectOf(kind)));
    expect(answer).toMatchObject({
      status: 403,
      body: { type: 'urn:autorisatiebeheer:problem:forbidden', rule },
    });
    const { commandId } = answer.body as { commandId: string };
    const entry = (await school.trail('&refused=true')).find(({ command }) => command.id === commandId);
    expect(entry).toMatchObject({
      type: 'command.refused',
      refused: true,
      rules: [rule],
      command: { name },
    });
  });

  it.each(allowed)('%s by a %s is not forbidden: the rules say what comes of it', async (name, kind) => {
    const answer = await commands[name](await school.client.as(kind, subjectOf(kind)));
    expect([200, 201, 404, 422]).toContain(answer.status);
  });

  it('every command of the matrix is tried here', () => {
    expect(forbidden.length + allowed.length).toBe(Object.keys(commandAccess).length * callerKinds.length);
  });
});

describe('each query and each kind of caller', () => {
  const queries = {
    'search-accounts': (by: SignedIn) => by.search({}),
    'show-account': (by: SignedIn) => by.get(`/accounts/${administrator.account}`),
    'show-proposed-administrator': (by: SignedIn) => by.get(`/accounts/${proposed}/appointment-proposal`),
    'show-organisation': (by: SignedIn) => by.get('/organisations/board-99901'),
    'show-role': (by: SignedIn) => by.get('/roles/medewerker-bekostiging'),
    'show-mandate': (by: SignedIn) => by.get(`/mandates/${mandate}`),
    'show-policy': (by: SignedIn) => by.get('/policy'),
    'list-organisations-without-administrator': (by: SignedIn) =>
      by.get('/reports/organisations-without-administrator'),
    'list-generators': (by: SignedIn) => by.get('/reports/token-generators'),
    'list-accounts-not-signed-in': (by: SignedIn) => by.get('/reports/accounts-not-signed-in'),
    'show-account-history': (by: SignedIn) => by.get(`/accounts/${administrator.account}/history`),
    'show-audit-trail': (by: SignedIn) => by.get('/audit-trail'),
  } as const;

  it.each(
    (Object.keys(queries) as (keyof typeof queries)[]).flatMap((name) =>
      callerKinds.map((kind) => [name, kind] as const),
    ),
  )('%s by a %s is answered as the matrix says', async (name, kind) => {
    const access = queryAccess[name];
    const may = access.callers.some((one) => one === kind);
    const subject = kind === 'person' ? administrator.account : kind;
    const answer = await queries[name](await school.client.as(kind, subject));
    if (may) expect(answer.status).toBe(200);
    else expect(answer).toMatchObject({ status: 403, body: { rule: access.rule } });
  });
});

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
    const before = await school.trail();
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
    const after = await school.trail();
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
    const answers = await Promise.all(Array.from({ length: 200 }, () => commands['create-user'](eager)));
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
