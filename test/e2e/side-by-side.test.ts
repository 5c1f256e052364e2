import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer } from './client.js';
import { type Administrator, bekostiging, done, role, School } from './school.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open({ READ_WAIT: 'PT1S' });
  administrator = await school.appoint();
}, 240_000);
afterAll(() => school.program.end());

const statusesOf = (answers: readonly Answer[]): readonly number[] =>
  answers.map(({ status }) => status).sort();
const times = <T>(count: number, make: (place: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, place) => make(place)));

describe('commands side by side', () => {
  it('USR-04 two new users with the same e-mail address at once: one account, twenty times over', async () => {
    for (let round = 0; round < 20; round += 1) {
      const emailAddress = `twice-${round}@voorbeeldschool.nl`;
      const answers = await Promise.all([
        administrator.api.command('/users', school.userFields({ emailAddress })),
        administrator.api.command('/users', school.userFields({ emailAddress: emailAddress.toUpperCase() })),
      ]);
      expect(statusesOf(answers)).toEqual([201, 422]);
      expect(answers.find(({ status }) => status === 422)).toMatchObject({ body: { rule: 'USR-04' } });
    }
  });

  it('USR-03 ten new users with the same username at once: one account', async () => {
    const answers = await times(10, () =>
      administrator.api.command(
        '/users',
        school.userFields({ signInMethod: 'token', username: 'Everybody99' }),
      ),
    );
    expect(statusesOf(answers)).toEqual([201, ...Array<number>(9).fill(422)]);
  });

  it('EHK-04 one means for ten accounts at once: one is coupled', async () => {
    const users = [];
    for (let n = 0; n < 10; n += 1) {
      const { account, position } = await school.user(administrator);
      const code = await school.mailedCode(administrator.api, account);
      users.push({ account, code, username: (await school.show(account, position)).username });
    }
    const answers = await Promise.all(
      users.map(({ username, code }) => school.couple({ pseudonym: 'wanted-by-all' }, username, code)),
    );
    expect(statusesOf(answers)).toEqual([200, ...Array<number>(9).fill(422)]);
    expect(
      answers.filter(({ status }) => status === 422).map(({ body }) => (body as { rule: string }).rule),
    ).toEqual(Array<string>(9).fill('EHK-04'));
  });

  it('fifty commands on one account: all applied or refused by a rule, none lost, none twice', async () => {
    const { account, revision } = await school.user(administrator);
    const register = role('medewerker-register', '99KG');
    const answers = await times(50, (n) =>
      administrator.api.command(
        `/accounts/${account}/role-changes`,
        [{ grant: [register] }, { withdraw: [register] }, { withdraw: [bekostiging, register] }][n % 3],
      ),
    );
    const applied = answers.filter(({ status }) => status === 200).map(done);
    const refused = answers.filter(({ status }) => status !== 200);
    for (const answer of refused) expect(answer).toMatchObject({ status: 422, body: { rule: 'USR-05' } });
    const history = (await school.history(account)).slice(revision + 1);
    expect(history.map(({ id }) => id).sort()).toEqual(
      applied.flatMap(({ events }) => events.map(({ id }) => id)).sort(),
    );
    expect(new Set(history.map(({ command }) => command.id)).size).toBe(
      applied.filter(({ events }) => events.length > 0).length,
    );
    expect(history.map((event) => event.revision)).toEqual(history.map((_, n) => revision + 1 + n));
  });

  it('the same command twenty times at once: applied once, twenty equal answers', async () => {
    const fields = school.userFields();
    const key = school.client.nextKey();
    const answers = await times(20, () => administrator.api.command('/users', fields, { key }));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(await school.typesIn(done(answers[0] as Answer).account)).toEqual([
      'user-created',
      'role-granted',
    ]);
  });

  it('the same refused command twenty times at once: refused once, twenty equal answers but for the request', async () => {
    const fields = school.userFields({ roles: [] });
    const key = school.client.nextKey();
    const answers = await times(20, () => administrator.api.command('/users', fields, { key }));
    expect(new Set(answers.map(withoutInstance)).size).toBe(1);
    const { commandId } = answers[0]?.body as { commandId: string };
    expect((await school.trail()).filter(({ command }) => command.id === commandId).length).toBe(1);
  });

  it('the same mailing twenty times at once makes one code and one mail', async () => {
    const { account } = await school.user(administrator);
    const key = school.client.nextKey();
    const answers = await times(20, () =>
      administrator.api.command(`/accounts/${account}/activation-codes`, {}, { key }),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    await school.codeInMail(account);
    expect(await school.typesIn(account)).toEqual([
      'user-created',
      'role-granted',
      'activation-code-made',
      'activation-code-mailed',
    ]);
  });
});

describe('the same command again', () => {
  it('with another body is told so', async () => {
    const [fields, other] = [school.userFields(), school.userFields()];
    const key = school.client.nextKey();
    done(await administrator.api.command('/users', fields, { key }));
    expect(await administrator.api.command('/users', other, { key })).toMatchObject({
      status: 422,
      body: { type: 'urn:autorisatiebeheer:problem:idempotency-key-reused' },
    });
  });

  it('with another body after a change that changed nothing is told so', async () => {
    const { account } = await school.user(administrator);
    const key = school.client.nextKey();
    const path = `/accounts/${account}/role-changes`;
    expect(await administrator.api.command(path, { grant: [bekostiging] }, { key })).toMatchObject({
      body: { outcome: 'changed-nothing' },
    });
    const other = await administrator.api.command(
      path,
      { grant: [role('medewerker-register', '99KG')] },
      { key },
    );
    expect(other).toMatchObject({
      status: 422,
      body: { type: 'urn:autorisatiebeheer:problem:idempotency-key-reused' },
    });
  });

  it('under a key of another caller is another command', async () => {
    const colleague = await school.appoint();
    const key = school.client.nextKey();
    const mine = done(await administrator.api.command('/users', school.userFields(), { key }));
    const theirs = done(await colleague.api.command('/users', school.userFields(), { key }));
    expect(theirs.account).not.toBe(mine.account);
    expect(theirs.commandId).not.toBe(mine.commandId);
  });

  it('gets the same answer after a restart and after a power cut, also a refusal and a change of nothing', async () => {
    const { account } = await school.user(administrator);
    const commands: readonly (readonly [string, object, string])[] = [
      ['/users', school.userFields(), school.client.nextKey()],
      ['/users', school.userFields({ roles: [] }), school.client.nextKey()],
      [`/accounts/${account}/role-changes`, { grant: [bekostiging] }, school.client.nextKey()],
      [`/accounts/${account}/activation-codes`, {}, school.client.nextKey()],
    ];
    const sendAll = async (): Promise<string[]> => {
      const answers: string[] = [];
      for (const [path, body, key] of commands)
        answers.push(withoutInstance(await administrator.api.command(path, body, { key })));
      return answers;
    };
    const first = await sendAll();
    await school.program.restart();
    expect(await sendAll()).toEqual(first);
    await school.program.kill9AndStartAgain();
    expect(await sendAll()).toEqual(first);
    await school.codeInMail(account);
    expect(await school.typesIn(account)).toEqual([
      'user-created',
      'role-granted',
      'activation-code-made',
      'activation-code-mailed',
    ]);
  });
});

describe('what the caller has seen', () => {
  it('a change is refused when the account has changed since it was read', async () => {
    const { account, position } = await school.user(administrator);
    const read = await administrator.api.get(`/accounts/${account}?position=${position}`);
    const ifMatch = read.headers.get('ETag') ?? 'none';
    const path = `/accounts/${account}/role-changes`;
    const grant = { grant: [role('medewerker-register', '99KG')] };
    const changed = await administrator.api.command(path, grant, { ifMatch });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('ETag')).toBe('"2"');
    const stale = await administrator.api.command(path, { withdraw: [bekostiging] }, { ifMatch });
    expect(stale).toMatchObject({
      status: 412,
      body: { type: 'urn:autorisatiebeheer:problem:revision-changed' },
    });
    expect((await school.history(account)).length).toBe(3);
  });

  it('of twenty changes that saw the same account, one is made', async () => {
    const { account } = await school.user(administrator);
    const answers = await times(20, (n) =>
      administrator.api.command(
        `/accounts/${account}/role-changes`,
        {
          grant: [
            role(
              n % 2 === 0 ? 'medewerker-register' : 'medewerker-bekostiging',
              n % 2 === 0 ? '99KG' : '99AA',
            ),
          ],
        },
        { ifMatch: '"1"' },
      ),
    );
    expect(statusesOf(answers)).toEqual([200, ...Array<number>(19).fill(412)]);
  });

  it('whoever names the position of their command reads what it wrote, every time', async () => {
    const { account } = await school.user(administrator);
    const path = `/accounts/${account}/role-changes`;
    const register = role('medewerker-register', '99KG');
    for (let n = 0; n < 25; n += 1) {
      const { position, revision } = done(
        await administrator.api.command(path, n % 2 === 0 ? { grant: [register] } : { withdraw: [register] }),
      );
      const shown = await school.show(account, position);
      expect(shown.revision).toBe(revision);
      expect(shown.roles.length).toBe(n % 2 === 0 ? 2 : 1);
      expect(await administrator.api.search({ words: 'proefpersoon' }, position)).toMatchObject({
        status: 200,
      });
    }
  });

  it.each(['999999999', '9223372036854775807', '9999999999999999999'])(
    'a position that is not there yet (%s) is waited for a while, and then told',
    async (position) => {
      const { account } = await school.user(administrator);
      for (const answer of [
        await administrator.api.get(`/accounts/${account}?position=${position}`),
        await administrator.api.search({ words: 'a' }, position),
        await school.auditor.get(`/audit-trail?position=${position}`),
      ]) {
        expect(answer).toMatchObject({
          status: 503,
          body: { type: 'urn:autorisatiebeheer:problem:position-not-reached' },
        });
        expect(answer.headers.get('Retry-After')).toBe('1');
      }
    },
  );
});

/** The id of the request differs in problems: it is in the access log. */
const withoutInstance = ({ status, text }: Answer): string =>
  `${status} ${text.replace(/"instance":"[^"]*"/, '')}`;
