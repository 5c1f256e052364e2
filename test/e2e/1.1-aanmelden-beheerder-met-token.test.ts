import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chooseOwnPassword } from './chosen-password.js';
import { SignedIn } from './client.js';
import { type Administrator, type Done, done, otherBoard, role, School } from './school.js';
import { passwordIn, takenLetter } from './taken-letter.js';
import { changePassword, sessionTokenIn, TokenSignIn } from './token-sign-in.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Drenth' });
}, 240_000);
afterAll(() => school.program.end());

const there = [role('medewerker-bekostiging', '99BB')];
const typesOf = ({ events }: Done) => events.map(({ type }) => type.replace(/^account\.|\.v1$/g, ''));

describe('§4.2: a token generator is issued to a new user', () => {
  it('TOK-02 by registered post to the administrator who hands it over; the password by letter of its own', async () => {
    const user = await school.user(administrator, { signInMethod: 'token', username: 'Nieuw1234' });
    const { serialNumber } = await school.generator();
    const sent = done(await school.issue(user.account, serialNumber, administrator.account));
    expect(typesOf(sent)).toEqual(['token-issued', 'password-issued']);
    const path = `/accounts/${user.account}/tokens/${serialNumber}/hand-overs`;
    expect(await school.serviceDesk.command(path, {})).toMatchObject({
      status: 422,
      body: { rule: 'TOK-02' },
    });
    const holder = await school.client.as('person', user.account);
    expect(await holder.command(path, {})).toMatchObject({ status: 422, body: { rule: 'PWD-06' } });
    expect(typesOf(done(await administrator.api.command(path, {})))).toEqual(['token-handed-over']);
    const again = await administrator.api.command(path, {});
    expect(again).toMatchObject({ status: 200, body: { outcome: 'changed-nothing' } });
  });

  it('TOK-02 to somebody who is no administrator of the account it is not sent', async () => {
    const user = await school.user(administrator, { signInMethod: 'token', username: 'Nergens1234' });
    const { serialNumber } = await school.generator();
    for (const to of [user.account, '0195e6a0-0000-7000-8000-eeeeeeeeeeee', undefined])
      expect(await school.issue(user.account, serialNumber, to)).toMatchObject({
        status: 422,
        body: { rule: 'TOK-02', violations: [{ field: 'deliveredTo' }] },
      });
  });
});

describe('§1.1: a token generator is issued to an administrator', () => {
  it('ADM-08 TOK-02 PWD-06 the first by courier against proof of identity, the password by letter; with both they sign in', async () => {
    const first = await school.appoint({ signInMethod: 'token', username: 'Eerste1234' });
    const generator = await school.generator();
    expect(typesOf(done(await school.issue(first.account, generator.serialNumber)))).toEqual([
      'token-issued',
      'password-issued',
    ]);
    const path = `/accounts/${first.account}/tokens/${generator.serialNumber}/hand-overs`;
    expect(await school.serviceDesk.command(path, {})).toMatchObject({
      status: 422,
      body: { rule: 'ADM-08', violations: [{ field: 'identityProved' }] },
    });
    const generatorLetter = await takenLetter(school, first.account, 'generator');
    done(await school.serviceDesk.command(path, { identityProved: true }));

    const signIn = new TokenSignIn(school, { ...first, ...generator, username: 'Eerste1234' });
    const password = passwordIn(await takenLetter(school, first.account, 'password'));
    expect(generatorLetter).toContain(generator.serialNumber);
    expect(generatorLetter).not.toContain(password);
    const session = await signIn.session(password);
    expect(await session.search({})).toMatchObject({ status: 422, body: { rule: 'PWD-06' } });
    const changed = await changePassword(session, password, 'Zomer-in-2026');
    const own = new SignedIn(school.client, sessionTokenIn(changed));
    expect((await own.search({})).status).toBe(200);
  }, 60_000);

  it('ADM-08 the next by registered post to the one whom the organisation has already', async () => {
    const first = await school.appoint(
      { organisation: otherBoard, signInMethod: 'token', username: 'Ander1234' },
      there,
    );
    const generator = await school.generator();
    done(await school.issue(first.account, generator.serialNumber));
    const path = `/accounts/${first.account}/tokens/${generator.serialNumber}/hand-overs`;
    done(await school.serviceDesk.command(path, { identityProved: true }));
    await chooseOwnPassword(school, { ...first, ...generator, username: 'Ander1234' });
    const second = await school.appoint(
      { organisation: otherBoard, signInMethod: 'token', username: 'Tweede1234' },
      there,
    );
    const { serialNumber } = await school.generator();
    expect(await school.issue(second.account, serialNumber)).toMatchObject({
      status: 422,
      body: { rule: 'ADM-08', violations: [{ field: 'deliveredTo' }] },
    });
    done(await school.issue(second.account, serialNumber, first.account));
    done(await first.api.command(`/accounts/${second.account}/tokens/${serialNumber}/hand-overs`, {}));
  });
});
