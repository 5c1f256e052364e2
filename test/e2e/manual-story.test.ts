import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Administrator, bekostiging, board, done, otherBoard, role, School } from './school.js';
import { logged } from './written.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Drenth' });
}, 240_000);
afterAll(() => school.program.end());

describe('§4.2: an administrator creates a user', () => {
  it('USR-02 the user is there at once, with organisation, roles and parts, for who names the position', async () => {
    const { account, position, events } = await school.user(administrator, {
      surname: 'Groningen',
      emailAddress: 'sr.groningen@voorbeeldschool.nl',
      function: 'Administratief medewerker',
    });
    expect(events.map(({ type }) => type)).toEqual(['account.user-created.v1', 'account.role-granted.v1']);
    const shown = await administrator.api.get(`/accounts/${account}?position=${position}`);
    expect(shown).toMatchObject({
      status: 200,
      body: {
        id: account,
        kind: 'user',
        surname: 'Groningen',
        emailAddress: 'sr.groningen@voorbeeldschool.nl',
        function: 'Administratief medewerker',
        coupled: false,
        organisation: { id: board },
        roles: [bekostiging],
        parts: [{ id: '99KG', name: 'DUO Test College' }],
      },
    });
    expect(shown.headers.get('ETag')).toBe('"1"');
  });

  it('USR-05 all that is missing is told at once, per role, and nothing is recorded', async () => {
    const answer = await administrator.api.command(
      '/users',
      school.userFields({
        emailAddress: 'info@voorbeeldschool.nl',
        username: 'Chosen99',
        roles: [
          { role: 'medewerker-bekostiging', kenmerken: [] },
          { role: 'medewerker-register', kenmerken: [{ type: 'vestiging', value: '99KG00' }] },
          { role: 'no-such-role', kenmerken: [{ type: 'BRIN', value: '99KG' }] },
          { role: 'beyond-authority', kenmerken: [{ type: 'BRIN', value: '99KG' }] },
        ],
      }),
    );
    expect(answer).toMatchObject({
      status: 422,
      body: { type: 'urn:autorisatiebeheer:problem:rule-refused' },
    });
    const { violations } = answer.body as { violations: { rule: string; field: string }[] };
    expect(violations.map(({ rule, field }) => `${rule} ${field}`)).toEqual(
      expect.arrayContaining([
        'USR-03 username',
        'USR-04 emailAddress',
        'USR-05 roles[0].kenmerken',
        'USR-05 roles[1].kenmerken[0].type',
        'USR-10 roles[2].role',
        'ADM-03 roles[3].kenmerken[0]',
      ]),
    );
    const none = await administrator.api.command('/users', school.userFields({ roles: [] }));
    expect(none).toMatchObject({ status: 422, body: { rule: 'USR-05', violations: [{ field: 'roles' }] } });
  });

  it('USR-03 with token the username is chosen, and is unique whatever its case', async () => {
    const token = { signInMethod: 'token', username: 'Drenth99ED' };
    const { account, position } = await school.user(administrator, token);
    expect(await school.show(account, position)).toMatchObject({ username: 'Drenth99ED' });
    const same = await administrator.api.command(
      '/users',
      school.userFields({ ...token, username: 'dRENTH99ed' }),
    );
    expect(same).toMatchObject({ status: 422, body: { rule: 'USR-03' } });
    const without = await administrator.api.command('/users', school.userFields({ signInMethod: 'token' }));
    expect(without).toMatchObject({ status: 422, body: { rule: 'USR-03' } });
  });

  it('USR-03 with eherkenning the system assigns a username of its own', async () => {
    const [one, other] = [await school.user(administrator), await school.user(administrator)];
    const names = [
      (await school.show(one.account, one.position)).username,
      (await school.show(other.account, other.position)).username,
    ];
    expect(new Set(names).size).toBe(2);
    expect(names.join()).toMatch(/^[0-9a-z]{8,},[0-9a-z]{8,}$/);
  });

  it.each([
    ['a shared mailbox', 'Administratie@voorbeeldschool.nl'],
    ['a free consumer provider', 'sr.groningen@GMAIL.com'],
  ])('USR-04 an address of %s is refused', async (_, emailAddress) => {
    const answer = await administrator.api.command('/users', school.userFields({ emailAddress }));
    expect(answer).toMatchObject({
      status: 422,
      body: { rule: 'USR-04', violations: [{ field: 'emailAddress' }] },
    });
    expect(answer.text.toLowerCase()).not.toContain(emailAddress.toLowerCase());
  });

  it('USR-04 an address is unique whatever its case, also beyond the administrator’s reach', async () => {
    const elsewhere = await school.appoint({ organisation: otherBoard }, [
      role('medewerker-bekostiging', '99BA'),
    ]);
    await school.user(elsewhere, {
      organisation: otherBoard,
      emailAddress: 'taken@voorbeeldschool.nl',
      roles: [role('medewerker-bekostiging', '99BA')],
    });
    const answer = await administrator.api.command(
      '/users',
      school.userFields({ emailAddress: 'TAKEN@Voorbeeldschool.NL' }),
    );
    expect(answer).toMatchObject({ status: 422, body: { rule: 'USR-04' } });
  });

  it('USR-04 that addresses are taken is told 60 times an hour, then no more', async () => {
    const curious = await school.appoint();
    await school.user(administrator, { emailAddress: 'wanted@voorbeeldschool.nl' });
    const ask = () =>
      curious.api.command('/users', school.userFields({ emailAddress: 'wanted@voorbeeldschool.nl' }));
    const answers = await Promise.all(Array.from({ length: 61 }, ask));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array<number>(60).fill(422), 429]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers.get('Retry-After')).toBe('3600');
    expect(refused).toMatchObject({ body: { rule: 'USR-04' } });
    // Else the refusal itself would tell that the address is taken.
    expect((await curious.api.command('/users', school.userFields())).status).toBe(429);
    expect((await administrator.api.command('/users', school.userFields())).status).toBe(201);
  });

  it('USR-10 a role out of force can’t be granted', async () => {
    done(await school.defineRole('of-the-past', { inForceUntil: '2026-02-01' }));
    const past = await school.serviceDesk.command('/administrators', {
      ...school.person(),
      form: { reference: 'F-1', dateReceived: '2026-01-20', signatory: 'M. de Boer' },
      authorisations: [{ ...role('of-the-past', '99KG'), organisation: board }],
    });
    expect(past).toMatchObject({ status: 422, body: { rule: 'USR-10' } });
  });
});

describe('§4.3, §4.4, §3.1: a code is mailed, and a means coupled with it', () => {
  it('EHK-02 the user couples with username and the code out of the mail', async () => {
    const user = await school.coupledUser(administrator, { pseudonym: 'groningen-1' });
    expect(await school.typesIn(user.account)).toEqual([
      'user-created',
      'role-granted',
      'activation-code-made',
      'activation-code-mailed',
      'coupled',
    ]);
    expect(await school.show(user.account, user.position)).toMatchObject({ coupled: true });
  });

  it('EHK-02 without one of the words nothing is coupled, and every missing one is told', async () => {
    const { account, position } = await school.user(administrator);
    const code = await school.mailedCode(administrator.api, account);
    const { username } = await school.show(account, position);
    const answer = await school.couple({ pseudonym: 'hasty', level: 'loa2' }, username, code, {
      hasUsernameAndCode: false,
      acceptedPrivacyStatement: '2020-01',
      acceptedTermsOfUse: '2020-01',
    });
    const { violations } = answer.body as { violations: { rule: string; field: string }[] };
    expect(answer.status).toBe(422);
    expect(violations.map(({ rule, field }) => `${rule} ${field}`)).toEqual([
      'EHK-01 meansStatement',
      'EHK-02 hasUsernameAndCode',
      'EHK-02 acceptedPrivacyStatement',
      'EHK-02 acceptedTermsOfUse',
    ]);
    expect((await school.couple({ pseudonym: 'hasty' }, username, code)).status).toBe(200);
  });

  it('EHK-01 a means without the mandate for this service does not count', async () => {
    const { account, position } = await school.user(administrator);
    const code = await school.mailedCode(administrator.api, account);
    const { username } = await school.show(account, position);
    const answer = await school.couple(
      { pseudonym: 'other', serviceMandates: ['urn:other'] },
      username,
      code,
    );
    expect(answer).toMatchObject({ status: 422, body: { rule: 'EHK-01' } });
  });

  it('ACT-02 a new code voids the one before', async () => {
    const { account, position } = await school.user(administrator);
    const first = await school.mailedCode(administrator.api, account);
    const second = await school.mailedCode(administrator.api, account);
    expect(second).not.toBe(first);
    const { username } = await school.show(account, position);
    expect((await school.couple({ pseudonym: 'patient' }, username, first)).status).toBe(422);
    expect((await school.couple({ pseudonym: 'patient' }, username, second)).status).toBe(200);
    expect(await school.typesIn(account)).toContain('activation-code-voided');
  });

  it('ACT-01 a code couples once', async () => {
    const { account, position } = await school.user(administrator);
    const code = await school.mailedCode(administrator.api, account);
    const { username } = await school.show(account, position);
    done(await school.couple({ pseudonym: 'once' }, username, code));
    const again = await school.couple({ pseudonym: 'twice' }, username, code);
    expect(again).toMatchObject({ status: 422 });
    expect(await school.show(account, position)).toMatchObject({ coupled: true });
  });

  it('ACT-07 the code may be pasted with spaces, without hyphens and in small letters', async () => {
    const { account, position } = await school.user(administrator);
    const code = await school.mailedCode(administrator.api, account);
    const { username } = await school.show(account, position);
    const pasted = ` ${code.replaceAll('-', ' ').toLowerCase()} `;
    expect((await school.couple({ pseudonym: 'paster' }, username.toUpperCase(), pasted)).status).toBe(200);
  });

  it('ACT-03 five wrong combinations void the code: then the right one is wrong too', async () => {
    const { account, position } = await school.user(administrator);
    const code = await school.mailedCode(administrator.api, account);
    const { username } = await school.show(account, position);
    for (let n = 0; n < 5; n += 1)
      expect(await school.couple({ pseudonym: 'guesser-1' }, username, `WRONG-${n}`)).toMatchObject({
        status: 422,
        body: { rule: 'ACT-03' },
      });
    const right = await school.couple({ pseudonym: 'guesser-1' }, username, code);
    expect(right).toMatchObject({ status: 422, body: { rule: 'ACT-03' } });
    expect(await countOf(account, 'coupling-tried-wrongly')).toBe(5);
    expect(await countOf(account, 'activation-code-voided')).toBe(1);
  });

  it('ACT-03 the right code with another username counts for the account whose code it is', async () => {
    const { account } = await school.user(administrator);
    const code = await school.mailedCode(administrator.api, account);
    await school.couple({ pseudonym: 'mistaken' }, 'nobody99', code);
    expect(await countOf(account, 'coupling-tried-wrongly')).toBe(1);
  });

  it('ACT-03 twenty wrong combinations side by side are five counted and no more', async () => {
    const { account, position } = await school.user(administrator);
    await school.mailedCode(administrator.api, account);
    const { username } = await school.show(account, position);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        school.couple({ pseudonym: `crowd-${n}` }, username, `GUESS-${n}`),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([422]));
    expect(await countOf(account, 'coupling-tried-wrongly')).toBe(5);
    expect(await countOf(account, 'activation-code-voided')).toBe(1);
  });

  it('ACT-03 tries are limited per means too: ten, whatever usernames are typed', async () => {
    for (let n = 0; n < 10; n += 1) await school.couple({ pseudonym: 'wanderer' }, `nobody-${n}`, 'WRONG');
    const { account, position } = await school.user(administrator);
    const code = await school.mailedCode(administrator.api, account);
    const { username } = await school.show(account, position);
    const limited = await school.couple({ pseudonym: 'wanderer' }, username, code);
    expect(limited).toMatchObject({ status: 422, body: { rule: 'ACT-03' } });
    expect((await school.couple({ pseudonym: 'somebody-else' }, username, code)).status).toBe(200);
  });

  it('EHK-04 a means that is coupled to one account is coupled to no other', async () => {
    await school.coupledUser(administrator, { pseudonym: 'one-only' });
    const { account, position } = await school.user(administrator);
    const code = await school.mailedCode(administrator.api, account);
    const { username } = await school.show(account, position);
    const answer = await school.couple({ pseudonym: 'one-only' }, username, code);
    expect(answer).toMatchObject({ status: 422, body: { rule: 'EHK-04' } });
    const otherSubject = { pseudonym: 'one-only', legalSubject: 'KvK:87654321' };
    expect((await school.couple(otherSubject, username, code)).status).toBe(200);
  });

  it('ACT-04 a user’s code is mailed by the administrator, an administrator’s by the service desk', async () => {
    const user = await school.user(administrator);
    const byDesk = await school.serviceDesk.command(`/accounts/${user.account}/activation-codes`, {});
    expect(byDesk).toMatchObject({ status: 422, body: { rule: 'ACT-04' } });
    const colleague = await school.appoint();
    const byColleague = await administrator.api.command(
      `/accounts/${colleague.account}/activation-codes`,
      {},
    );
    expect(byColleague.status).toBe(422);
    expect(await school.mailedCode(school.serviceDesk, colleague.account)).toMatch(/^[0-9A-Z-]{19}$/);
  });

  it('ACT-05 no code is mailed for a token account, nor while a means is coupled', async () => {
    const token = await school.user(administrator, { signInMethod: 'token', username: 'Token99ED' });
    const coupled = await school.coupledUser(administrator, { pseudonym: 'coupled-already' });
    for (const { account } of [token, coupled])
      expect(await administrator.api.command(`/accounts/${account}/activation-codes`, {})).toMatchObject({
        status: 422,
        body: { rule: 'ACT-05' },
      });
  });
});

describe('§4.6: decoupling, and coupling again', () => {
  const decouple = (account: string, by: Administrator = administrator) =>
    by.api.command(`/accounts/${account}/decouplings`, { reason: 'new-supplier', holdsRightMeans: true });

  it('EHK-07 a user is decoupled and gets a new code by mail at once', async () => {
    const { account, username } = await school.coupledUser(administrator, { pseudonym: 'mover' });
    const { events, position } = done(await decouple(account));
    expect(events.map(({ type }) => type)).toEqual([
      'account.decoupled.v1',
      'account.activation-code-made.v1',
    ]);
    expect(await school.show(account, position)).toMatchObject({ coupled: false });
    const code = await school.codeInMail(account);
    expect((await school.couple({ pseudonym: 'mover-new-means' }, username, code)).status).toBe(200);
    expect(await decouple(account)).toMatchObject({ status: 200 });
    expect(await decouple(account)).toMatchObject({ status: 422, body: { rule: 'EHK-07' } });
  });

  it('EHK-08 the old means couples again without a code, and voids the mailed one', async () => {
    const means = { pseudonym: 'returner' };
    const { account, username } = await school.coupledUser(administrator, means);
    done(await decouple(account));
    const code = await school.codeInMail(account);
    expect(await school.coupleAgain(means)).toMatchObject({
      status: 200,
      body: {
        account,
        events: [{ type: 'account.coupled-again.v1' }, { type: 'account.activation-code-voided.v1' }],
      },
    });
    expect((await school.couple({ pseudonym: 'thief' }, username, code)).status).toBe(422);
    expect(await school.coupleAgain(means)).toMatchObject({ body: { outcome: 'changed-nothing' } });
  });

  it('EHK-08 a means that was never coupled here couples nothing again', async () => {
    expect(await school.coupleAgain({ pseudonym: 'unknown-here' })).toMatchObject({
      status: 422,
      body: { rule: 'EHK-08' },
    });
  });

  it('EHK-08 the right to couple again moves when the old means couples another account by its code', async () => {
    const means = { pseudonym: 'wrong-account' };
    const first = await school.coupledUser(administrator, means);
    done(await decouple(first.account));
    await school.codeInMail(first.account);
    const second = await school.user(administrator);
    const code = await school.mailedCode(administrator.api, second.account);
    const { username } = await school.show(second.account, second.position);
    expect(done(await school.couple(means, username, code)).account).toBe(second.account);
    expect(await school.typesIn(first.account)).toContain('previous-means-released');
    expect(await school.coupleAgain(means)).toMatchObject({
      body: { account: second.account, outcome: 'changed-nothing' },
    });
  });

  it('EHK-08 once another means is coupled, the old one is free for another account', async () => {
    const old = { pseudonym: 'left-behind' };
    const { account, username } = await school.coupledUser(administrator, old);
    done(await decouple(account));
    done(await school.couple({ pseudonym: 'new-one' }, username, await school.codeInMail(account)));
    expect(await school.coupleAgain(old)).toMatchObject({ status: 422, body: { rule: 'EHK-08' } });
    const next = await school.user(administrator);
    const code = await school.mailedCode(administrator.api, next.account);
    const shown = await school.show(next.account, next.position);
    expect((await school.couple(old, shown.username, code)).status).toBe(200);
  });

  it('ADM-10 an administrator decouples themselves, and no fellow administrator', async () => {
    const colleague = await school.appoint();
    const code = await school.mailedCode(school.serviceDesk, colleague.account);
    const { username } = await school.show(colleague.account);
    done(await school.couple({ pseudonym: 'colleague' }, username, code));
    expect(await decouple(colleague.account)).toMatchObject({ status: 422, body: { rule: 'ADM-10' } });
    expect((await decouple(colleague.account, colleague)).status).toBe(200);
  });
});

describe('what stays behind', () => {
  it('AVG-03 no name, address, username, code or pseudonym stands in the log', async () => {
    const { account, username } = await school.coupledUser(administrator, { pseudonym: 'log-reader-1' });
    done(
      await administrator.api.command(`/accounts/${account}/decouplings`, {
        reason: 'wrong-account',
        holdsRightMeans: true,
      }),
    );
    const code = await school.codeInMail(account);
    const used = ['Groningen', 'Drenth', 'Proefpersoon', 'voorbeeldschool', 'log-reader-1', 'KvK:', 'Boer'];
    expect(logged(school.program.output, [...used, username, code, administrator.api.token])).toEqual([]);
    expect(school.program.output).toContain('"route":"/v1/users"');
    expect(school.program.output).not.toContain('"statusCode":500');
  });
});

const countOf = async (account: string, type: string): Promise<number> =>
  (await school.typesIn(account)).filter((one) => one === type).length;
