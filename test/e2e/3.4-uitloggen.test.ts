import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { done, School } from './school.js';

let school: School;
beforeAll(async () => {
  school = await School.open();
}, 240_000);
afterAll(() => school.program.end());

it('§3.4 LOG-05 who signed in with eHerkenning in a browser signs out: the cookie is taken away and the session is over', async () => {
  const means = { pseudonym: 'uitlogger' };
  await school.coupledUser(await school.appoint({ surname: 'Drenth' }), means);
  const signedIn = await school.client.send('/v1/sign-ins-with-means', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ meansStatement: await school.client.statement(means) }),
  });
  expect(signedIn.status).toBe(201);
  const [Cookie = ''] = (signedIn.headers.get('Set-Cookie') ?? '').split(';');
  const show = () => school.client.send('/v1/session', { headers: { Cookie } });
  expect((await show()).status).toBe(200);

  const signedOut = await school.client.send('/v1/session/endings', {
    method: 'POST',
    headers: { Cookie, 'Content-Type': 'application/json', 'Idempotency-Key': school.client.nextKey() },
    body: '{}',
  });
  expect(done(signedOut).outcome).toBe('applied');
  expect(signedOut.headers.get('Set-Cookie')).toMatch(/^__Host-session=; .*Expires=Thu, 01 Jan 1970/);
  expect((await show()).status).toBe(401);
});
