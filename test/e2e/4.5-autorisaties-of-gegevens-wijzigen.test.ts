import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Administrator, bekostiging, done, role, School } from './school.js';
import { brokenBy } from './token-sign-in.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Drenth' });
}, 240_000);
afterAll(() => school.program.end());

describe('§4.5: roles and kenmerken of a user', () => {
  it('ADM-03 roles are granted and withdrawn within the administrator’s own authorisations only', async () => {
    const { account } = await school.user(administrator);
    const changes = `/accounts/${account}/role-changes`;
    done(await administrator.api.command(changes, { grant: [role('medewerker-register', '99KG')] }));
    const { position } = done(await administrator.api.command(changes, { withdraw: [bekostiging] }));
    expect((await school.show(account, position)).roles).toEqual([role('medewerker-register', '99KG')]);
    const beyond = await administrator.api.command(changes, { grant: [role('medewerker-register', '99AA')] });
    expect(beyond).toMatchObject({
      status: 422,
      body: { rule: 'ADM-03', violations: [{ field: 'grant[0].kenmerken[0]' }] },
    });
  });

  it('ADM-04 a new administrator has no roles, and may grant themselves what they may grant others', async () => {
    const newcomer = await school.appoint();
    const changes = `/accounts/${newcomer.account}/role-changes`;
    expect((await school.history(newcomer.account)).map(({ type }) => type)).not.toContain(
      'account.role-granted.v1',
    );
    const { position } = done(await newcomer.api.command(changes, { grant: [bekostiging] }));
    expect((await school.show(newcomer.account, position)).roles).toEqual([bekostiging]);
    expect(await newcomer.api.command(changes, { grant: [role('beyond-authority', '99KG')] })).toMatchObject({
      status: 422,
      body: { rule: 'ADM-03' },
    });
  });

  it('USR-05 a user keeps at least one role', async () => {
    const { account } = await school.user(administrator);
    const answer = await administrator.api.command(`/accounts/${account}/role-changes`, {
      withdraw: [bekostiging],
    });
    expect(answer).toMatchObject({ status: 422, body: { rule: 'USR-05' } });
  });

  it('USR-06 a change that changes nothing says so and records nothing on the account', async () => {
    const { account, revision } = await school.user(administrator);
    const answer = await administrator.api.command(`/accounts/${account}/role-changes`, {
      grant: [bekostiging],
      withdraw: [role('medewerker-register', '99KG')],
    });
    expect(answer).toMatchObject({ status: 200, body: { outcome: 'changed-nothing', revision, events: [] } });
    expect((await school.history(account)).length).toBe(revision + 1);
  });

  it('USR-06 a change that is not right as a whole changes nothing', async () => {
    const { account, revision } = await school.user(administrator);
    const answer = await administrator.api.command(`/accounts/${account}/role-changes`, {
      grant: [role('medewerker-register', '99KG'), role('beyond-authority', '99KG')],
    });
    expect(answer.status).toBe(422);
    expect((await school.history(account)).length).toBe(revision + 1);
  });

  it('USR-05 as long as a role has no kenmerken, or the last one is taken away, it is said of each role', async () => {
    const { account, revision } = await school.user(administrator);
    const answer = await administrator.api.command(`/accounts/${account}/role-changes`, {
      grant: [
        { role: 'medewerker-register', kenmerken: [] },
        { role: 'medewerker-bekostiging', kenmerken: [{ type: 'vestiging', value: '99KG00' }] },
      ],
    });
    expect(brokenBy(answer)).toEqual(
      expect.arrayContaining(['USR-05 grant[0].kenmerken', 'USR-05 grant[1].kenmerken[0].type']),
    );
    expect((await school.history(account)).length).toBe(revision + 1);
  });

  it('USR-05 one role for another, in one step, and a second kenmerk with the first', async () => {
    const { account } = await school.user(administrator);
    const change = (body: object) => administrator.api.command(`/accounts/${account}/role-changes`, body);
    const both = role('medewerker-bekostiging', '99AA', '99KG');
    const wider = done(await change({ grant: [role('medewerker-bekostiging', '99AA')] }));
    expect((await school.show(account, wider.position)).roles).toEqual([both]);
    const register = role('medewerker-register', '99KG');
    const other = done(await change({ grant: [register], withdraw: [both] }));
    expect((await school.show(account, other.position)).roles).toEqual([register]);
  });
});

describe('§4.5: data of a user', () => {
  const change = (account: string, body: object) =>
    administrator.api.command(`/accounts/${account}/contact-data-changes`, body);

  it('USR-08 the administrator changes telephone number, e-mail address and function for the user', async () => {
    const { account } = await school.user(administrator);
    const wanted = {
      telephone: '0687654321',
      emailAddress: 'bijgewerkt@voorbeeldschool.nl',
      function: 'Teamleider',
    };
    const { position } = done(await change(account, wanted));
    expect(await school.show(account, position)).toMatchObject(wanted);
  });

  it('USR-06 what is not right as a whole changes nothing: a good telephone number with an address that isn’t', async () => {
    const { account, revision } = await school.user(administrator);
    const answer = await change(account, {
      telephone: '0687654321',
      emailAddress: 'info@voorbeeldschool.nl',
    });
    expect(brokenBy(answer)).toEqual(['USR-04 emailAddress']);
    expect(await school.show(account)).toMatchObject({ telephone: '0612345678', revision });
  });

  it('USR-06 "Annuleer" and "Bewaar" without a change record the same: nothing', async () => {
    const { account, revision } = await school.user(administrator, { function: 'Docent' });
    const same = await change(account, { telephone: '0612345678', function: 'Docent' });
    expect(same).toMatchObject({ status: 200, body: { outcome: 'changed-nothing', revision } });
  });

  it('USR-08 who somebody is, and how they sign in, is not for changing', async () => {
    const { account } = await school.user(administrator);
    for (const field of ['surname', 'username', 'signInMethod', 'organisation'])
      expect(await change(account, { [field]: 'token' })).toMatchObject({
        status: 400,
        body: { errors: [{ field }] },
      });
  });
});

describe('§4.5: an administrator can’t change what they are', () => {
  it('ADM-04 their own administrator authorisations are for the service desk, on the board’s form', async () => {
    const wider = {
      form: { reference: 'F-2026-000200', dateReceived: '2026-02-01', signatory: 'M. de Boer' },
      authorisations: [{ ...role('beyond-authority', '99KG'), organisation: 'board-99901' }],
    };
    const path = `/accounts/${administrator.account}/administrator-authorisations`;
    expect((await administrator.api.command(path, wider)).status).toBe(403);
    const own = `/accounts/${administrator.account}/role-changes`;
    const beyond = { grant: [role('beyond-authority', '99KG')] };
    expect(brokenBy(await administrator.api.command(own, beyond))).toEqual(['ADM-03 grant[0].kenmerken[0]']);
    done(await school.serviceDesk.command(path, wider));
    expect((await administrator.api.command(own, beyond)).status).toBe(200);
  });
});
