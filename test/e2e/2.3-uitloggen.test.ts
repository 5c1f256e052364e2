import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { done, School } from './school.js';
import { TokenSignIn } from './token-sign-in.js';

let school: School;
beforeAll(async () => {
  school = await School.open();
}, 240_000);
afterAll(() => school.program.end());

it('§2.3 LOG-05 who signed in with a token signs out, also before the password was changed: the session is over at once', async () => {
  const administrator = await school.appoint({ surname: 'Drenth' });
  const holder = await school.tokenUser(administrator);
  const reset = await administrator.api.command(`/accounts/${holder.account}/password-resets`, {});
  const { temporaryPassword } = done(reset) as unknown as { temporaryPassword: string };
  const session = await new TokenSignIn(school, holder).session(temporaryPassword);
  expect(await session.get('/session')).toMatchObject({ status: 422, body: { rule: 'PWD-06' } });
  expect(done(await session.command('/session/endings', {})).events).toMatchObject([
    { type: 'session.ended.v1' },
  ]);
  for (const after of [await session.get('/session'), await session.command('/session/endings', {})])
    expect(after).toMatchObject({ status: 401 });
});
