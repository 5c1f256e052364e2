import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Administrator, done, School } from './school.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Drenth' });
}, 240_000);
afterAll(() => school.program.end());

const countOf = async (account: string, type: string): Promise<number> =>
  (await school.typesIn(account)).filter((one) => one === type).length;
const refusedAs = (rule: string) => ({ status: 422, body: { rule } });

describe('§3.2: what to mind when coupling', () => {
  it('ACT-07 the code may be pasted with spaces, without hyphens and in small letters', async () => {
    const { username, code } = await school.userWithCode(administrator);
    const pasted = ` ${code.replaceAll('-', ' ').toLowerCase()} `;
    expect((await school.couple({ pseudonym: 'paster' }, username.toUpperCase(), pasted)).status).toBe(200);
  });

  it('ACT-01 a code couples once', async () => {
    const { account, username, code } = await school.userWithCode(administrator);
    const { position } = done(await school.couple({ pseudonym: 'once' }, username, code));
    expect(await school.couple({ pseudonym: 'twice' }, username, code)).toMatchObject(refusedAs('ACT-01'));
    expect(await school.show(account, position)).toMatchObject({ coupled: true });
  });

  it('ACT-03 five wrong combinations void the code: the right one is wrong too, until a new one is mailed', async () => {
    const { account, username, code } = await school.userWithCode(administrator);
    const means = { pseudonym: 'guesser-1' };
    for (let n = 0; n < 5; n += 1)
      expect(await school.couple(means, username, `WRONG-${n}`)).toMatchObject(refusedAs('ACT-03'));
    expect(await school.couple(means, username, code)).toMatchObject(refusedAs('ACT-03'));
    expect(await countOf(account, 'coupling-tried-wrongly')).toBe(5);
    expect(await countOf(account, 'activation-code-voided')).toBe(1);
    const next = await school.mailedCode(administrator.api, account);
    expect((await school.couple(means, username, next)).status).toBe(200);
  });

  it('ACT-03 the right code with another username counts for the account whose code it is', async () => {
    const { account, code } = await school.userWithCode(administrator);
    await school.couple({ pseudonym: 'mistaken' }, 'nobody99', code);
    expect(await countOf(account, 'coupling-tried-wrongly')).toBe(1);
  });

  it('ACT-03 twenty wrong combinations side by side are five counted and no more', async () => {
    const { account, username } = await school.userWithCode(administrator);
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
    const { username, code } = await school.userWithCode(administrator);
    expect(await school.couple({ pseudonym: 'wanderer' }, username, code)).toMatchObject(refusedAs('ACT-03'));
    expect((await school.couple({ pseudonym: 'somebody-else' }, username, code)).status).toBe(200);
  });
});
