import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignedIn } from './client.js';
import { reportedByTelephone } from './requests.js';
import { type Administrator, done, School, type TokenHolder } from './school.js';
import { changePassword, sessionTokenIn, TokenSignIn } from './token-sign-in.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint();
}, 240_000);
afterAll(() => school.program.end());

/** Shown once to the administrator (PWD-09). */
const reset = async (account: string): Promise<string> => {
  const answer = await administrator.api.command(`/accounts/${account}/password-resets`, {});
  return (done(answer) as unknown as { readonly temporaryPassword: string }).temporaryPassword;
};
const report = ({ account, serialNumber }: TokenHolder, block: boolean) =>
  school.serviceDesk.command(`/accounts/${account}/tokens/${serialNumber}/problems`, {
    problem: 'lost',
    discoveredAt: '2026-01-20T08:00:00Z',
    reportedAt: '2026-01-20T09:00:00Z',
    block,
    ...reportedByTelephone(),
  });
/** The desk sends another generator to the administrator. */
const replace = async (user: TokenHolder): Promise<TokenHolder> => {
  const generator = await school.generator();
  done(await school.issue(user.account, generator.serialNumber, administrator.account));
  return { ...user, ...generator };
};
const handOver = ({ account, serialNumber }: TokenHolder) =>
  administrator.api.command(`/accounts/${account}/tokens/${serialNumber}/hand-overs`, {});

describe('§2.4: a token generator that is lost lets nobody in any more', () => {
  it('TOK-03 running sessions end at once, and its codes are no longer taken', async () => {
    const user = await school.tokenUser(administrator);
    const signIn = new TokenSignIn(school, user);
    const temporary = await reset(user.account);
    const changed = await changePassword(await signIn.session(temporary), temporary, 'Zomer-in-2026');
    const session = new SignedIn(school.client, sessionTokenIn(changed));
    expect((await session.get('/session')).status).toBe(200);
    done(await report(user, false));
    expect((await session.get('/session')).status).toBe(401);
    expect((await signIn.with(await reset(user.account))).status).toBe(422);
  });

  it('TOK-01 TOK-03 the replacement does, with a new password, once it is handed over', async () => {
    const user = await school.tokenUser(administrator);
    const before = await reset(user.account);
    done(await report(user, false));
    const replaced = await replace(user);
    const signIn = new TokenSignIn(school, replaced);
    const password = await reset(user.account);
    expect((await signIn.with(password)).status).toBe(422);
    done(await handOver(replaced));
    expect((await signIn.with(before)).status).toBe(422);
    expect((await signIn.with(password)).status).toBe(201);
  });

  it('TOK-07 a blocked account signs in again when the replacement is handed over', async () => {
    const user = await school.tokenUser(administrator);
    done(await report(user, true));
    const replaced = await replace(user);
    const signIn = new TokenSignIn(school, replaced);
    done(await handOver(replaced));
    expect((await signIn.with(await reset(user.account))).status).toBe(201);
  });

  it('TOK-04 TOK-05 with one that was sent back nobody signs in', async () => {
    const user = await school.tokenUser(administrator);
    const password = await reset(user.account);
    done(
      await school.serviceDesk.command(`/accounts/${user.account}/tokens/${user.serialNumber}/returns`, {}),
    );
    expect((await new TokenSignIn(school, user).with(password)).status).toBe(422);
  });
});
