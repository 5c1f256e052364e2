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
