import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from './client.js';
import { type Administrator, board, boardForm, done, School } from './school.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint();
}, 240_000);
afterAll(() => school.program.end());

const leave = (organisation = board, key = school.client.nextKey()) =>
  school.serviceDesk.command(`/organisations/${organisation}/departures`, { form: boardForm }, { key });

/** When the account's last event is its end. */
const untilEnded = (account: string) =>
  until(async () => (await school.typesIn(account)).at(-1) === 'ended', 'an account that ended');

describe('§6.3: an organisation leaves', () => {
  it('ORG-05 one that isn’t on record is not found, and the request can’t be received tomorrow', async () => {
    expect(await leave('board-11111')).toMatchObject({ status: 404, body: { rule: 'ORG-05' } });
    const late = { form: { ...boardForm, dateReceived: '2999-01-01' } };
    expect(await school.serviceDesk.command(`/organisations/${board}/departures`, late)).toMatchObject({
      status: 422,
      body: { violations: [{ rule: 'ORG-05', field: 'form.dateReceived' }] },
    });
  });

  it('ORG-05 END-01 its users and administrators are ended, and nothing is created there any more', async () => {
    const { account } = await school.user(administrator);
    const key = school.client.nextKey();
    const first = await leave(board, key);
    expect(done(first).events.map(({ type }) => type)).toEqual(['organisation.left.v1']);
    expect(await leave(board, key)).toMatchObject({ status: 200, text: first.text });
    expect(await leave()).toMatchObject({ status: 200, body: { outcome: 'changed-nothing' } });
    await untilEnded(account);
    await untilEnded(administrator.account);
    expect(await administrator.api.command('/users', school.userFields())).toMatchObject({
      status: 404,
      body: { rule: 'ADM-02' },
    });
    expect(
      await school.serviceDesk.get(`/organisations/${board}?position=${done(first).position}`),
    ).toMatchObject({
      body: { id: board, state: 'left' },
    });
  }, 60_000);
});
