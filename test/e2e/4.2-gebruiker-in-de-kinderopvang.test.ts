import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer } from './client.js';
import { done, School } from './school.js';

let school: School;
beforeAll(async () => {
  school = await School.open();
  done(
    await school.defineRole('medewerker-opvang', {
      sectors: ['personenregister-kinderopvang'],
      kenmerkType: 'LRK-nummer',
    }),
  );
  done(await school.defineRole('toezichthouder', { sectors: ['ggd'], kenmerkType: 'organisatiecode' }));
}, 240_000);
afterAll(() => school.program.end());

const organisation = 'childcare-organisation-KOV1';
const vlinder = {
  id: '900000001',
  name: 'De Vlinder',
  visitingAddress: { street: 'Modelplein', houseNumber: '3', postalCode: '9999 AA', city: 'VOORBEELDSTAD' },
};
const rups = { id: '900000002', name: 'De Rups' };
const childcare = {
  type: 'childcare-organisation',
  code: 'KOV1',
  name: 'Kinderopvang Voorbeeld',
  sectors: ['personenregister-kinderopvang'],
  parts: [vlinder, rups],
};
const record = (more: object = {}): Promise<Answer> =>
  school.operator.command('/organisations', { ...childcare, ...more });
const at = (...locations: readonly { readonly id: string }[]) => ({
  role: 'medewerker-opvang',
  kenmerken: locations.map(({ id }) => ({ type: 'LRK-nummer', value: id })),
});

describe('§4.2: a user at a childcare organisation, which is in no school register', () => {
  it('ORG-01 the operator records the organisation with its locations; again it changes nothing', async () => {
    const first = await record();
    expect(first).toMatchObject({ status: 201, body: { outcome: 'applied', organisation } });
    const { position } = done(first);
    expect((await record()).body).toMatchObject({ outcome: 'changed-nothing' });
    expect((await record({ parts: [rups, vlinder] })).body).toMatchObject({ outcome: 'changed-nothing' });
    const shown = await school.serviceDesk.get(`/organisations/${organisation}?position=${position}`);
    expect(shown.body).toMatchObject({
      name: 'Kinderopvang Voorbeeld',
      parts: [
        { ...vlinder, type: 'location', standing: 'open' },
        { ...rups, type: 'location', standing: 'open' },
      ],
    });
  });

  it('ADM-01 USR-05 its administrator creates a user for a location, who is found and shown with it', async () => {
    const administrator = await school.appoint({ organisation }, [at(vlinder, rups)]);
    const { account, position } = await school.user(administrator, { organisation, roles: [at(vlinder)] });
    expect(await school.show(account, position)).toMatchObject({
      roles: [at(vlinder)],
      parts: [{ id: '900000001', name: 'De Vlinder' }],
    });
    const found = await administrator.api.search({ words: 'vlinder' }, position);
    expect(found.body).toMatchObject({ accounts: [{ id: account }] });
    const elsewhere = school.userFields({ organisation, roles: [at({ id: '900000009' })] });
    expect(await administrator.api.command('/users', elsewhere)).toMatchObject({
      status: 422,
      body: {
        violations: expect.arrayContaining([
          expect.objectContaining({ rule: 'ORG-01', field: 'roles[0].kenmerken[0].value' }),
        ]),
      },
    });
  });

  it('ORG-01 ORG-03 a location that is not named any more closes, and grants that name it are to be reviewed', async () => {
    const administrator = await school.appoint({ organisation }, [at(vlinder)]);
    const { account } = await school.user(administrator, { organisation, roles: [at(vlinder)] });
    const { position } = done(await record({ parts: [rups] }));
    const listed = await administrator.api.get(`/reports/grants-to-review?limit=100&position=${position}`);
    expect(listed.body).toMatchObject({
      grants: expect.arrayContaining([
        expect.objectContaining({ account, reasons: [expect.objectContaining({ reason: 'part-closed' })] }),
      ]),
    });
    expect(await record({ parts: [rups, { ...rups, name: 'Nog eens' }] })).toMatchObject({
      status: 422,
      body: { violations: [{ rule: 'ORG-01', field: 'parts[1].id' }] },
    });
  });

  it('ADM-01 USR-05 a health service has its administrator and users by its own code', async () => {
    const service = {
      type: 'health-service',
      code: 'GGD01',
      name: 'GGD Voorbeeld',
      sectors: ['ggd'],
      parts: [],
    };
    done(await record(service));
    const there = { organisation: 'health-service-GGD01' };
    const whole = { role: 'toezichthouder', kenmerken: [{ type: 'organisatiecode', value: 'GGD01' }] };
    const administrator = await school.appoint(there, [whole]);
    const { account, position } = await school.user(administrator, { ...there, roles: [whole] });
    expect((await school.show(account, position)).roles).toEqual([whole]);
  });
});
