import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chooseOwnPassword, chosenPassword } from './chosen-password.js';
import { type SignedIn } from './client.js';
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
import { brokenBy } from './token-sign-in.js';

let school: School;
let remaining: Administrator;
beforeAll(async () => {
  school = await School.open();
  remaining = await school.appoint({ surname: 'Blijvers' });
}, 240_000);
afterAll(() => school.program.end());

const stepDown = (account: string, more: object = {}, by: SignedIn = school.serviceDesk) =>
  by.command(`/accounts/${account}/step-downs`, { form: boardForm, staysOnAsUser: false, ...more });
const grantThemselves = async ({ account, api }: Administrator, grant = bekostiging) =>
  done(await api.command(`/accounts/${account}/role-changes`, { grant: [grant] }));
const typesOf = ({ events }: ReturnType<typeof done>) =>
  events.map(({ type }) => type.replace(/^account\.|\.v1$/g, ''));

describe('§6.2: an administrator stops, and stays on as a user', () => {
  it('ADM-06 they keep their own roles and session, and manage nobody any more', async () => {
    const leaving = await school.tokenAdministrator();
    const { session } = await chooseOwnPassword(school, leaving);
    await grantThemselves(leaving);
    const user = await school.user({ ...leaving, api: session });

    const left = done(await stepDown(leaving.account, { staysOnAsUser: true }));
    expect(typesOf(left)).toEqual(['administrator-stepped-down']);
    const mine = await session.get(`/accounts/${leaving.account}?position=${left.position}`);
    expect(mine).toMatchObject({ status: 200, body: { kind: 'user', roles: [bekostiging] } });
    expect((await session.get(`/accounts/${user.account}`)).status).toBe(404);
    expect(await session.command('/users', school.userFields())).toMatchObject({
      status: 404,
      body: { rule: 'ADM-02' },
    });
    const outstanding = `/reports/token-generators?account=${leaving.account}&position=${left.position}`;
    expect(await school.serviceDesk.get(outstanding)).toMatchObject({ body: { generators: [] } });
  });

  it('ADM-06 from then on they are a user like any other: a fellow administrator ends their account', async () => {
    const leaving = await school.appoint();
    await grantThemselves(leaving);
    const words = { confirmed: true, noLongerWorksHere: true };
    const end = () => remaining.api.command(`/accounts/${leaving.account}/endings`, words);
    expect(await end()).toMatchObject({ status: 422, body: { rule: 'ADM-10' } });
    done(await stepDown(leaving.account, { staysOnAsUser: true }));
    expect(await stepDown(leaving.account)).toMatchObject({ status: 422, body: { rule: 'ADM-06' } });
    expect(typesOf(done(await end()))).toEqual(['ended']);
  });

  it('USR-05 a user has at least one role: who has none grants themselves one first', async () => {
    const leaving = await school.appoint();
    expect(brokenBy(await stepDown(leaving.account, { staysOnAsUser: true }))).toEqual([
      'USR-05 staysOnAsUser',
    ]);
    await grantThemselves(leaving);
    expect((await stepDown(leaving.account, { staysOnAsUser: true })).status).toBe(200);
  });
});

describe('§6.2: an administrator stops, and their account ends', () => {
  it('ADM-06 END-01 TOK-04 their session ends at once, they sign in no more, and their generator is to come back', async () => {
    const leaving = await school.tokenAdministrator();
    const { door, session } = await chooseOwnPassword(school, leaving);
    const left = done(await stepDown(leaving.account));
    expect(typesOf(left)).toEqual(['administrator-stepped-down', 'token-called-back', 'ended']);
    expect((await session.get('/session')).status).toBe(401);
    expect((await door.with(chosenPassword)).status).toBe(422);
    const outstanding = `/reports/token-generators?account=${leaving.account}&position=${left.position}`;
    expect(await school.serviceDesk.get(outstanding)).toMatchObject({
      body: {
        generators: [{ serialNumber: leaving.serialNumber, accountState: 'ended', reason: 'account-ended' }],
      },
    });
    expect(await stepDown(leaving.account)).toMatchObject({ status: 422, body: { rule: 'END-02' } });
  });

  it('ADM-06 END-01 the mailed code couples nothing any more, and the e-mail address is free again', async () => {
    const emailAddress = 'vertrekker@voorbeeldschool.nl';
    const leaving = await school.appoint({ emailAddress });
    const code = await school.mailedCode(school.serviceDesk, leaving.account);
    const { username } = await school.show(leaving.account);
    const left = done(await stepDown(leaving.account));
    expect(typesOf(left)).toEqual(['administrator-stepped-down', 'activation-code-voided', 'ended']);
    expect((await school.couple({ pseudonym: 'vertrekker' }, username, code)).status).toBe(422);
    await school.untilFree(leaving.account);
    expect((await school.user(remaining, { emailAddress })).outcome).toBe('applied');
  });

  it('END-03 nobody ends their own administrator account; ADM-06 nor has it ended by anybody but the service desk', async () => {
    const leaving = await school.appoint();
    const words = { confirmed: true, noLongerWorksHere: true };
    expect(await leaving.api.command(`/accounts/${leaving.account}/endings`, words)).toMatchObject({
      status: 422,
      body: { rule: 'END-03' },
    });
    for (const by of [leaving.api, remaining.api, school.operator])
      expect(await stepDown(leaving.account, {}, by)).toMatchObject({
        status: 403,
        body: { rule: 'ADM-06' },
      });
    expect(await school.show(leaving.account)).toMatchObject({ kind: 'administrator', state: 'living' });
  });

  it('ADM-06 it takes the board’s form, whole, and received no later than today', async () => {
    const { account } = await school.appoint();
    expect(brokenBy(await stepDown(account, { form: { ...boardForm, dateReceived: '2126-01-20' } }))).toEqual(
      ['ADM-06 form.dateReceived'],
    );
    expect(await stepDown(account, { form: { reference: 'F-1', dateReceived: '2026-01-20' } })).toMatchObject(
      {
        status: 400,
        body: { errors: [{ field: 'form.signatory' }] },
      },
    );
    expect(await stepDown(account, { staysOnAsUser: undefined })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'staysOnAsUser' }] },
    });
    const { account: user } = await school.user(remaining);
    expect(await stepDown(user)).toMatchObject({ status: 422, body: { rule: 'ADM-06' } });
  });
});

describe('§6.2: other users stay users', () => {
  it('ADM-06 accounts that the administrator made are untouched: they sign in, and a fellow administrator goes on', async () => {
    const leaving = await school.appoint({ surname: 'Vertrekker' });
    const user = await school.tokenUser(leaving);
    const { door, session } = await chooseOwnPassword(school, user);
    const [before, shown] = [await school.history(user.account), await school.show(user.account)];
    const { position } = done(await stepDown(leaving.account));

    expect(await school.history(user.account)).toEqual(before);
    expect(await school.show(user.account, position)).toEqual(shown);
    expect((await session.get('/session')).status).toBe(200);
    expect((await door.with(chosenPassword)).status).toBe(201);
    const change = { grant: [role('medewerker-register', '99KG')] };
    const byOther = await remaining.api.command(`/accounts/${user.account}/role-changes`, change);
    expect(byOther.status).toBe(200);
    // ADM-07: who made it, and with whose form they stopped, can still be told.
    expect(before[0]?.nl).toContain('Vertrekker');
  });

  it('ORG-04 without its last administrator an organisation is on the report, with the users that keep working', async () => {
    const there = { organisation: otherBoard };
    const last = await school.appoint(there, [role('medewerker-bekostiging', '99BB')]);
    const means = { pseudonym: 'werkt-door' };
    const fields = { ...there, roles: [role('medewerker-bekostiging', '99BB')] };
    const user = await school.user(last, fields);
    const code = await school.mailedCode(last.api, user.account);
    const { username } = await school.show(user.account, user.position);
    done(await school.couple(means, username, code));
    expect(await reported(user.position)).toEqual([]);

    const { position } = done(await stepDown(last.account));
    expect(await reported(position)).toEqual([expect.objectContaining({ id: otherBoard, accounts: 1 })]);
    const again = await school.signInWithMeans(means);
    expect(again).toMatchObject({ status: 201, body: { account: user.account } });

    const next = await school.appoint(there, [role('medewerker-bekostiging', '99BB')]);
    expect(await reported((await school.history(next.account)).at(-1)?.position)).toEqual([]);
    expect((await next.api.get(`/accounts/${user.account}`)).status).toBe(200);
  });
});

/** Those of the two boards that nobody manages (ORG-04). */
async function reported(position = '0') {
  const path = `/reports/organisations-without-administrator?limit=100&position=${position}`;
  const { organisations } = done(await school.serviceDesk.get(path)) as unknown as {
    readonly organisations: readonly { readonly id: string; readonly accounts: number }[];
  };
  return organisations.filter(({ id }) => id === board || id === otherBoard);
}
