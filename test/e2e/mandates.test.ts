import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Administrator,
  bekostiging,
  board,
  boardForm,
  done,
  otherBoard,
  role,
  School,
} from './school.js';

let school: School;
let administrator: Administrator;
let theirs: Administrator;
/** A user of the other organisation. */
let user: string;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint();
  const there = [role('medewerker-bekostiging', '99BB', '99BC'), role('medewerker-register', '99BB')];
  theirs = await school.appoint({ organisation: otherBoard }, there);
  const roles = [role('medewerker-bekostiging', '99BB')];
  ({ account: user } = await school.user(theirs, { organisation: otherBoard, roles }));
}, 240_000);
afterAll(() => school.program.end());

const there = { ...role('medewerker-bekostiging', '99BB', '99BC'), organisation: otherBoard };
const register = (...authorisations: object[]) =>
  school.serviceDesk.command(`/accounts/${administrator.account}/administrator-authorisations`, {
    form: boardForm,
    authorisations,
  });
const withdraw = (...authorisations: object[]) =>
  school.serviceDesk.command(`/accounts/${administrator.account}/administrator-authorisation-withdrawals`, {
    form: boardForm,
    authorisations,
  });
const end = (mandate: string) =>
  school.serviceDesk.command(`/mandates/${mandate}/endings`, { form: boardForm });
const seen = async (): Promise<number> => (await administrator.api.get(`/accounts/${user}`)).status;
const found = async (): Promise<readonly string[]> => {
  const { accounts } = done(await administrator.api.search({})) as unknown as {
    accounts: { organisation: { id: string } }[];
  };
  return [...new Set(accounts.map(({ organisation }) => organisation.id))].sort();
};
const grant = (wanted: object) =>
  administrator.api.command(`/accounts/${user}/role-changes`, { grant: [wanted] });

describe('acting for another organisation', () => {
  it('ADM-05 ADM-11 takes both the mandate and the registration, by two people also when it is given again, and ends when either ends', async () => {
    expect(await register(there)).toMatchObject({
      status: 422,
      body: { violations: [{ rule: 'ADM-05', field: 'authorisations[0].organisation' }] },
    });
    const { mandate } = await school.giveMandate(otherBoard, board, 'medewerker-bekostiging');
    expect(await school.auditor.get(`/mandates/${mandate}`)).toMatchObject({
      status: 200,
      body: {
        id: mandate,
        givingOrganisation: otherBoard,
        receivingOrganisation: board,
        state: 'in-force',
        roles: ['medewerker-bekostiging'],
      },
    });
    expect(await seen()).toBe(404);

    const registered = done(await register(there));
    expect(registered.events.map(({ type }) => type)).toEqual([
      'account.administrator-form-recorded.v1',
      'account.administrator-authorisation-granted.v1',
    ]);
    expect(await seen()).toBe(200);
    expect(await found()).toEqual([board, otherBoard]);
    done(await grant(role('medewerker-bekostiging', '99BC')));
    const told = (await school.history(user)).at(-1) as unknown as {
      authority: { judged: { stream: string; revision: number }[] };
    };
    expect(told.authority.judged).toContainEqual({ stream: `mandate-${mandate}`, revision: 0 });

    done(await end(mandate));
    expect(await school.auditor.get(`/mandates/${mandate}`)).toMatchObject({
      body: { state: 'ended', roles: [] },
    });
    expect(await seen()).toBe(404);
    expect(await found()).toEqual([board]);
    expect((await grant(role('medewerker-bekostiging', '99BB'))).status).toBe(404);
    const { roles } = done(await theirs.api.get(`/accounts/${user}`)) as unknown as {
      roles: { role: string; kenmerken: object[] }[];
    };
    expect(roles).toMatchObject([{ role: 'medewerker-bekostiging', kenmerken: [{}, {}] }]);

    const again = { givingOrganisation: otherBoard, receivingOrganisation: board, form: boardForm };
    const alone = await school.serviceDesk.command('/mandates', {
      ...again,
      roles: ['medewerker-bekostiging'],
    });
    expect(alone).toMatchObject({
      status: 422,
      body: { violations: [{ rule: 'ADM-11', field: 'roles[0]' }] },
    });
    expect(await seen()).toBe(404);
    await school.giveMandate(otherBoard, board, 'medewerker-bekostiging');
    expect(await seen()).toBe(200);
    done(await withdraw(there));
    expect(await seen()).toBe(404);
  });

  it('ADM-03 ADM-05 only the roles that the mandate names are handed out', async () => {
    const { mandate } = await school.giveMandate(
      otherBoard,
      board,
      'medewerker-bekostiging',
      'beyond-authority',
    );
    done(await register(there));
    expect(await grant(role('medewerker-register', '99BB'))).toMatchObject({
      status: 422,
      body: { rule: 'ADM-03' },
    });
    expect(await register({ ...there, role: 'medewerker-register' })).toMatchObject({
      status: 422,
      body: { rule: 'ADM-05' },
    });
    done(await end(mandate));
  });

  it('ADM-05 an administrator can be appointed for both at once', async () => {
    const given = [bekostiging, { ...role('medewerker-bekostiging', '99BB'), organisation: otherBoard }];
    const { mandate } = await school.giveMandate(otherBoard, board, 'medewerker-bekostiging');
    const both = await school.appoint({}, given);
    expect((await both.api.get(`/accounts/${user}`)).status).toBe(200);
    done(await end(mandate));
    expect((await both.api.get(`/accounts/${user}`)).status).toBe(404);
  });

  it('ADM-05 the audit trail says who let whom act, and for what', async () => {
    const trail = await school.trail(`&organisation=${otherBoard}`);
    const given = trail.filter(({ type }) => type === 'mandate.given');
    expect(given[0]?.nl).toContain(`${otherBoard} aan ${board} mandaat geeft voor medewerker-bekostiging`);
    expect(given[0]?.nl).toContain('ondertekend door M. de Boer');
  });

  it.each([
    ['to oneself', { receivingOrganisation: otherBoard }, 422],
    ['of an organisation that is not there', { givingOrganisation: 'board-00000' }, 422],
    ['without roles', { roles: [] }, 422],
    ['with a role that is not there', { roles: ['no-such-role'] }, 422],
    ['with a role that is no code', { roles: ['No Such Role'] }, 400],
    ['with a role that is no text', { roles: [1] }, 400],
    ['without a form', { form: undefined }, 400],
  ])('ADM-05 a mandate %s is refused', async (_what, change, status) => {
    const body = {
      givingOrganisation: otherBoard,
      receivingOrganisation: board,
      roles: ['medewerker-bekostiging'],
      form: boardForm,
      ...change,
    };
    expect((await school.serviceDesk.command('/mandates', body)).status).toBe(status);
  });

  it('ADM-05 a mandate that was never given is not found', async () => {
    const never = '0195e6a0-0000-7000-8000-eeeeeeeeeeee';
    expect((await end(never)).status).toBe(404);
    expect((await school.auditor.get(`/mandates/${never}`)).status).toBe(404);
    expect((await school.auditor.get('/mandates/none')).status).toBe(400);
  });
});
