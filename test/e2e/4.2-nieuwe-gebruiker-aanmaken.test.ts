import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { starterRoles } from '../../apps/cli/starter-roles.js';
import { type Answer } from './client.js';
import { type Administrator, bekostiging, done, School } from './school.js';

let school: School;
let administrator: Administrator;
let official: Administrator;
beforeAll(async () => {
  school = await School.open();
  for (const role of starterRoles) done(await school.operator.command('/roles', role));
  done(await record());
  administrator = await school.appoint();
  official = await school.appoint({ organisation: 'municipality-0099' }, [
    codeRole('gemeente-code'),
    codeRole('hoofd-gemeente-code'),
    region,
  ]);
}, 240_000);
afterAll(() => school.program.end());

const municipality = {
  type: 'municipality',
  code: '0099',
  name: 'Gemeente Voorbeeldstad',
  visitingAddress: { street: 'Modelplein', houseNumber: '1', postalCode: '9999 AA', city: 'VOORBEELDSTAD' },
  sectors: ['gemeente'],
  rmcRegion: '03',
};
const record = (more: object = {}): Promise<Answer> =>
  school.operator.command('/organisations', { ...municipality, ...more });
const codeRole = (role: string, value = '0099') => ({
  role,
  kenmerken: [{ type: 'gemeentecode', value }],
});
const region = { role: 'behandelaar-rmc', kenmerken: [{ type: 'RMC-regio', value: '03' }] };

const create = (by: Administrator, more: object): Promise<Answer> =>
  by.api.command('/users', school.userFields(more));

describe('§4.2: the administrator of a school creates a user', () => {
  it('USR-02 USR-03 with a token, under the username that the administrator chooses', async () => {
    const { account, position } = done(
      await create(administrator, { signInMethod: 'token', username: 'Haagland99DH', surname: 'Haagland' }),
    );
    expect(await school.show(account, position)).toMatchObject({
      username: 'Haagland99DH',
      surname: 'Haagland',
      signInMethod: 'token',
      roles: [bekostiging],
    });
  });

  it('USR-03 without a username, or with one that was given out before in whatever case, there is no token user', async () => {
    expect(await create(administrator, { signInMethod: 'token' })).toMatchObject({
      status: 422,
      body: { violations: [{ rule: 'USR-03', field: 'username' }] },
    });
    done(await create(administrator, { signInMethod: 'token', username: 'Uniek99ED' }));
    expect(await create(administrator, { signInMethod: 'token', username: 'UNIEK99ed' })).toMatchObject({
      status: 422,
      body: { violations: [{ rule: 'USR-03', field: 'username' }] },
    });
  });

  it('USR-03 with eHerkenning the system assigns a username, and none may be given', async () => {
    const { account, position } = done(await create(administrator, {}));
    expect((await school.show(account, position)).username).toMatch(/^[0-9a-z]{8}$/);
    expect(await create(administrator, { username: 'Zelf99ED' })).toMatchObject({
      status: 422,
      body: { violations: [{ rule: 'USR-03', field: 'username' }] },
    });
  });

  it('USR-05 USR-04 all that is missing is told at once: the kenmerken of each role, and the address', async () => {
    const answer = await create(administrator, {
      emailAddress: 'administratie@voorbeeldschool.nl',
      roles: [
        { ...bekostiging, kenmerken: [] },
        { role: 'medewerker-register', kenmerken: [] },
      ],
    });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        violations: [
          { rule: 'USR-04', field: 'emailAddress' },
          { rule: 'USR-05', field: 'roles[0].kenmerken' },
          { rule: 'USR-05', field: 'roles[1].kenmerken' },
        ],
      },
    });
  });

  it('USR-12 a user isn’t given roles that may not be held together, in one step nor in two', async () => {
    const apart = await school.appoint({}, [
      { ...bekostiging, role: 'verzuimloket-melder' },
      { ...bekostiging, role: 'inspecteur' },
      { ...bekostiging, role: 'raadpleger-zaakdossier' },
    ]);
    const reports = { ...bekostiging, role: 'verzuimloket-melder' };
    const supervises = { ...bekostiging, role: 'inspecteur' };
    expect(await create(apart, { roles: [reports, supervises] })).toMatchObject({
      status: 422,
      body: {
        violations: [
          { rule: 'USR-12', field: 'roles[0].role' },
          { rule: 'USR-12', field: 'roles[1].role' },
        ],
      },
    });
    const { account } = done(await create(apart, { roles: [reports] }));
    const changes = `/accounts/${account}/role-changes`;
    expect(await apart.api.command(changes, { grant: [supervises] })).toMatchObject({
      status: 422,
      body: { violations: [{ rule: 'USR-12', field: 'grant[0].role' }] },
    });
    expect((await apart.api.command(changes, { grant: [supervises], withdraw: [reports] })).status).toBe(200);
  });

  it('USR-12 ADM-04 who hands out the right to see files doesn’t see them', async () => {
    const sees = { ...bekostiging, role: 'raadpleger-zaakdossier' };
    const archivist = await school.appoint({}, [sees, bekostiging]);
    const own = `/accounts/${archivist.account}/role-changes`;
    expect(await archivist.api.command(own, { grant: [sees] })).toMatchObject({
      status: 422,
      body: { violations: [{ rule: 'USR-12', field: 'grant[0].role' }] },
    });
    expect((await archivist.api.command(own, { grant: [bekostiging] })).status).toBe(200);
    expect((await create(archivist, { roles: [sees] })).status).toBe(201);
  });
});

describe('§4.2: the administrator of a municipality creates a user', () => {
  it('USR-11 with Gemeente code and Hoofd Gemeente code side by side, each with its own kenmerken', async () => {
    const roles = [codeRole('gemeente-code'), codeRole('hoofd-gemeente-code'), region];
    const created = done(await create(official, { organisation: 'municipality-0099', roles }));
    const shown = await school.show(created.account, created.position);
    expect(shown.roles).toHaveLength(3);
    expect(shown.roles).toEqual(expect.arrayContaining(roles));
    const { position } = done(
      await official.api.command(`/accounts/${created.account}/role-changes`, {
        withdraw: [codeRole('hoofd-gemeente-code')],
      }),
    );
    const left = (await school.show(created.account, position)).roles;
    expect(left).toHaveLength(2);
    expect(left).toEqual(expect.arrayContaining([codeRole('gemeente-code'), region]));
  });

  it('USR-11 ORG-01 nobody is made administrator or user for another municipality’s code', async () => {
    expect(
      await school.propose({ organisation: 'municipality-0099' }, [codeRole('gemeente-code', '0014')]),
    ).toMatchObject({
      status: 422,
      body: { violations: [{ rule: 'ORG-01', field: 'authorisations[0].kenmerken[0].value' }] },
    });
    expect(
      await create(official, {
        organisation: 'municipality-0099',
        roles: [codeRole('gemeente-code', '0014')],
      }),
    ).toMatchObject({ status: 422, body: { rule: 'ORG-01' } });
  });

  it('ADM-02 a school’s administrator creates no users there', async () => {
    expect(
      (await create(administrator, { organisation: 'municipality-0099', roles: [codeRole('gemeente-code')] }))
        .status,
    ).toBe(404);
  });
});

describe('an organisation outside the school register', () => {
  it('ORG-01 is put on record by the operator and shown with its region; again it changes nothing', async () => {
    expect(await record()).toMatchObject({
      status: 201,
      body: { outcome: 'changed-nothing', organisation: 'municipality-0099' },
    });
    expect((await school.serviceDesk.get('/organisations/municipality-0099')).body).toEqual({
      id: 'municipality-0099',
      ...municipality,
      postalAddress: null,
      state: 'open',
      parts: [],
    });
  });

  it('ORG-01 gets another name and address, and its accounts are found by the new name', async () => {
    const renamed = { code: '0098', name: 'Gemeente Vroeger' };
    done(await record(renamed));
    await school.appoint({ organisation: 'municipality-0098', surname: 'Burgemeester' }, [
      codeRole('gemeente-code', '0098'),
    ]);
    const answer = await record({ ...renamed, name: 'Gemeente Tegenwoordig', visitingAddress: undefined });
    const { position } = done(answer);
    expect(
      (await school.serviceDesk.get(`/organisations/municipality-0098?position=${position}`)).body,
    ).toMatchObject({
      name: 'Gemeente Tegenwoordig',
      visitingAddress: null,
    });
    const found = await school.serviceDesk.search({ words: 'tegenwoordig' }, position);
    expect(found.body).toMatchObject({ accounts: [{ surname: 'Burgemeester' }] });
    expect((await school.serviceDesk.search({ words: 'vroeger' }, position)).body).toMatchObject({
      accounts: [],
    });
  });

  it('ORG-01 ORG-02 is no board, and has a code of its type', async () => {
    expect((await record({ type: 'board', code: '99909' })).status).toBe(400);
    expect(await record({ code: '99' })).toMatchObject({
      status: 422,
      body: { violations: [{ rule: 'ORG-01', field: 'code' }] },
    });
    expect((await record({ visitingAddress: { postalCode: '9999AA' } })).status).toBe(400);
    expect((await record({ sectors: [] })).status).toBe(400);
  });
});
