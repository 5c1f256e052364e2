import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Administrator, done, School } from './school.js';
import { printed, usernameIn } from './taken-letter.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Drenth' });
}, 240_000);
afterAll(() => school.program.end());

const mail = (account: string, { api }: Pick<Administrator, 'api'> = administrator) =>
  api.command(`/accounts/${account}/activation-codes`, {});

describe('§4.3: the administrator’s part when a user couples', () => {
  it('ACT-04, USR-09 the username on paper, the code by mail; after coupling neither is given again', async () => {
    const { account, position } = await school.user(administrator);
    const letter = await administrator.api.command(`/accounts/${account}/username-letters`, {});
    const { username } = await school.show(account, position);
    expect(usernameIn(printed(letter))).toBe(username);
    const code = await school.mailedCode(administrator.api, account);
    done(await school.couple({ pseudonym: 'op-papier' }, username, code));
    expect(await mail(account)).toMatchObject({ status: 422, body: { rule: 'ACT-05' } });
    const again = await administrator.api.command(`/accounts/${account}/username-letters`, {});
    expect(again).toMatchObject({ status: 422, body: { rule: 'USR-09' } });
  });

  it('ACT-04 no answer shows the code', async () => {
    const { account } = await school.user(administrator);
    const answer = await mail(account);
    const code = await school.codeInMail(account);
    const seen = await administrator.api.get(`/accounts/${account}`);
    for (const { text } of [answer, seen]) expect(text).not.toContain(code);
  });

  it('ACT-04 a user’s code is mailed by the administrator, an administrator’s by the service desk', async () => {
    const { account } = await school.user(administrator);
    expect(await mail(account, { api: school.serviceDesk })).toMatchObject({
      status: 422,
      body: { rule: 'ACT-04' },
    });
    const colleague = await school.appoint();
    expect(await mail(colleague.account)).toMatchObject({ status: 422, body: { rule: 'ACT-04' } });
    expect(await school.mailedCode(school.serviceDesk, colleague.account)).toMatch(/^[0-9A-Z-]{19}$/);
  });

  it('ACT-05 no code is mailed for a token account', async () => {
    const { account } = await school.user(administrator, { signInMethod: 'token', username: 'Token99ED' });
    expect(await mail(account)).toMatchObject({ status: 422, body: { rule: 'ACT-05' } });
  });
});
