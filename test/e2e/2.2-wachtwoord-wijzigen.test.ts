import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SignedIn } from './client.js';
import { type Administrator, done, School } from './school.js';
import { brokenBy, changePassword, sessionTokenIn, TokenSignIn } from './token-sign-in.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint();
}, 240_000);
afterAll(() => school.program.end());

const chosen = 'Zomer-in-2026';
let signIn: TokenSignIn;
let session: SignedIn;
/** Somebody who has chosen their password, and is signed in. */
beforeEach(async () => {
  const user = await school.tokenUser(administrator);
  signIn = new TokenSignIn(school, user);
  const { temporaryPassword } = done(
    await administrator.api.command(`/accounts/${user.account}/password-resets`, {}),
  ) as unknown as { readonly temporaryPassword: string };
  const first = await signIn.session(temporaryPassword);
  session = new SignedIn(
    school.client,
    sessionTokenIn(await changePassword(first, temporaryPassword, chosen)),
  );
}, 60_000);

describe('§2.2: changing one’s password', () => {
  it('PWD-08 at any time, giving the current one; then only the new one signs in', async () => {
    const answer = await changePassword(session, chosen, 'Herfst-in-2026');
    expect(answer).toMatchObject({
      status: 200,
      body: { events: [{ type: 'account.password-changed.v1' }], session: { method: 'token' } },
    });
    expect(answer.headers.get('Set-Cookie')).toMatch(/^__Host-session=/);
    expect((await signIn.with(chosen)).status).toBe(422);
    expect((await signIn.with('Herfst-in-2026')).status).toBe(201);
  });

  it('PWD-08 in a browser, with the session’s cookie', async () => {
    const body = JSON.stringify({ currentPassword: chosen, newPassword: 'Herfst-in-2026' });
    const headers = {
      'Content-Type': 'application/json',
      'Idempotency-Key': school.client.nextKey(),
      Cookie: `__Host-session=${session.token}`,
      'Sec-Fetch-Site': 'same-origin',
    };
    const answer = await school.client.send('/v1/session/password-changes', {
      method: 'POST',
      headers,
      body,
    });
    expect(answer.status).toBe(200);
    const [cookie = ''] = (answer.headers.get('Set-Cookie') ?? '').split(';');
    const shown = await school.client.send('/v1/session', { headers: { Cookie: cookie } });
    expect(shown.status).toBe(200);
  });

  it.each([
    ['PWD-01', 'Zomer-1', ['PWD-01 newPassword']],
    ['PWD-02', '2026-11-abc', ['PWD-02 newPassword']],
    ['PWD-03', 'Zomervakantie', ['PWD-03 newPassword']],
    ['PWD-04', 'Zommmer-2026', ['PWD-04 newPassword']],
    ['PWD-05', chosen, ['PWD-05 newPassword']],
    ['PWD-11', '111', ['PWD-01 newPassword', 'PWD-02 newPassword', 'PWD-04 newPassword']],
  ])(
    '%s what breaks the rules is refused, with each rule that it breaks',
    async (_rule, proposed, broken) => {
      const answer = await changePassword(session, chosen, proposed);
      expect(answer.status).toBe(422);
      expect(brokenBy(answer)).toEqual(broken);
      expect(answer.text).not.toContain(proposed);
    },
  );

  it('PWD-01 more than 128 characters, or what can’t be typed, is no password', async () => {
    const proposals = [`${'Zomer-2026'.repeat(12)}123456789`, 'Zomer\u0000-in-2026', '', null, 12345678];
    for (const newPassword of proposals) {
      const answer = await session.command('/session/password-changes', {
        currentPassword: chosen,
        newPassword,
      });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'newPassword' }] } });
    }
    expect((await changePassword(session, chosen, `${'Zomer-2026'.repeat(12)}12345678`)).status).toBe(200);
  });

  it('PWD-08 takes a session: a token of an application on one’s behalf is not enough', async () => {
    const onBehalf = await school.client.as('person', signIn.holder.account);
    expect(brokenBy(await changePassword(onBehalf, chosen, 'Herfst-in-2026'))).toEqual(['LOG-05']);
  });
});
