import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { onForm } from './requests.js';
import { type Administrator, done, School } from './school.js';
import { printed, usernameIn } from './taken-letter.js';
import { logged } from './written.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint();
}, 240_000);
afterAll(() => school.program.end());

const path = (account: string): string => `/accounts/${account}/username-letters`;

describe('§4.3: the username letter is printed', () => {
  it('USR-09 the administrator gets the letter with the username, and each print is recorded', async () => {
    const { account, position } = await school.user(administrator, { surname: 'Brievenlezer' });
    const { username } = await school.show(account, position);
    for (const answer of [
      await administrator.api.command(path(account), {}),
      await administrator.api.command(path(account), {}),
    ]) {
      expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="gebruikersnaam.pdf"');
      const letter = printed(answer);
      expect(usernameIn(letter)).toBe(username);
      expect(letter).toContain('Beste PP Brievenlezer,\n');
      expect(letter).toContain('Vraag uw beheerder om een activatiecode.');
    }
    const types = await school.typesIn(account);
    expect(types.filter((type) => type === 'username-letter-printed')).toHaveLength(2);
    expect(logged(school.program.output, [username, 'Brievenlezer'])).toEqual([]);
  });

  it('USR-09 the same print asked for again is the same letter, and one print', async () => {
    const { account } = await school.user(administrator);
    const key = school.client.nextKey();
    const first = await administrator.api.command(path(account), {}, { key });
    expect((await administrator.api.command(path(account), {})).status).toBe(200);
    const again = await administrator.api.command(path(account), {}, { key });
    expect(again.status).toBe(200);
    expect(again.bytes.equals(first.bytes)).toBe(true);
    const types = await school.typesIn(account);
    expect(types.filter((type) => type === 'username-letter-printed')).toHaveLength(2);
  });

  it('USR-09 nor is the same print shown again once a means is coupled', async () => {
    const { account } = await school.user(administrator);
    const key = school.client.nextKey();
    const letter = await administrator.api.command(path(account), {}, { key });
    expect(letter.status).toBe(200);
    const { username } = await school.show(account);
    done(await administrator.api.command(`/accounts/${account}/activation-codes`, {}));
    done(await school.couple({ pseudonym: 'prints-again' }, username, await school.codeInMail(account)));
    const again = await administrator.api.command(path(account), {}, { key });
    expect(again).toMatchObject({ status: 422, body: { rule: 'USR-09' } });
    expect(again.text).not.toContain(username);
  });

  it('USR-09 not once a means is coupled', async () => {
    const { account } = await school.coupledUser(administrator, { pseudonym: 'letter-reader' });
    expect(await administrator.api.command(path(account), {})).toMatchObject({
      status: 422,
      body: { rule: 'USR-09' },
    });
  });

  it('USR-09 a user’s by the administrator, an administrator’s by the service desk', async () => {
    const { account } = await school.user(administrator);
    expect((await school.serviceDesk.command(path(account), onForm())).status).toBe(422);
    expect((await administrator.api.command(path(administrator.account), {})).status).toBe(422);
    expect((await school.serviceDesk.command(path(administrator.account), onForm())).status).toBe(200);
  });
});
