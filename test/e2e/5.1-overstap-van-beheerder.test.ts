import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AtHome, chooseOwnPassword, chosenPassword } from './chosen-password.js';
import { type SignedIn } from './client.js';
import { signedInWith } from './means-sign-in.js';
import { asked, byTelephone } from './requests.js';
import { done, School, type TokenHolder } from './school.js';
import { brokenBy } from './token-sign-in.js';

let school: School;
/** A colleague, who has something to sign in with. */
let colleague: TokenHolder;
beforeAll(async () => {
  school = await School.open();
  colleague = await school.tokenAdministrator();
  await chooseOwnPassword(school, colleague);
}, 240_000);
afterAll(() => school.program.end());

const convert = (account: string, by: SignedIn) =>
  by.command(`/accounts/${account}/conversions`, {
    confirmed: true,
    holdsRightMeans: true,
    ...asked(school, by),
  });
const typesOf = ({ events }: ReturnType<typeof done>) =>
  events.map(({ type }) => type.replace(/^account\.|\.v1$/g, ''));

/** An administrator who signs in with their token, and has chosen their password. */
async function anAdministrator(): Promise<AtHome & { readonly who: TokenHolder }> {
  const who = await school.tokenAdministrator(colleague);
  return { who, ...(await chooseOwnPassword(school, who)) };
}

describe('§5.1: an administrator moves to eHerkenning', () => {
  it('CNV-01 CNV-03 EHK-03 signs in with the token once more, converts themselves, couples, and manages on', async () => {
    const { who, door } = await anAdministrator();
    const { account, username, serialNumber } = who;
    const created = await school.user(who);
    // Step 2 and 3: signed in with the token, they select themselves.
    const withToken = await door.session(chosenPassword);
    expect(typesOf(done(await convert(account, withToken)))).toEqual([
      'conversion-begun',
      'activation-code-made',
    ]);
    expect(brokenBy(await convert(account, withToken))).toEqual(['CNV-02']);

    // Step 4: the code out of the mail, with the username that they have.
    const means = { pseudonym: 'beheerder-stapt-over' };
    const coupled = done(await school.couple(means, username, await school.codeInMail(account)));
    expect(typesOf(coupled)).toEqual(['coupled', 'token-called-back']);
    expect((await door.with(chosenPassword)).status).toBe(422);

    const withMeans = await signedInWith(school, means);
    expect((await withMeans.get(`/accounts/${created.account}`)).status).toBe(200);
    expect((await withMeans.command('/users', school.userFields())).status).toBe(201);
    const outstanding = `/reports/token-generators?account=${account}&position=${coupled.position}`;
    expect(await withMeans.get(outstanding)).toMatchObject({
      body: { generators: [{ serialNumber, account, reason: 'no-longer-used' }] },
    });
  });

  it('CNV-04 ACT-03 ACT-04 after five wrong codes they sign in with the token, and have a new one mailed', async () => {
    const { who, door } = await anAdministrator();
    const { account, username } = who;
    const session = await door.session(chosenPassword);
    done(await convert(account, session));
    const first = await school.codeInMail(account);
    const means = { pseudonym: 'beheerder-typt-fout' };
    for (let n = 0; n < 5; n += 1) await school.couple(means, username, `WRONG-${n}`);
    expect((await school.couple(means, username, first)).status).toBe(422);

    const second = await school.mailedCode(session, account);
    expect(second).not.toBe(first);
    expect((await school.couple(means, username, second)).status).toBe(200);
    const byDesk = await school.serviceDesk.command(`/accounts/${account}/activation-codes`, byTelephone());
    expect(brokenBy(byDesk)).toEqual(['ACT-05']);
  });

  it('ACT-04 ACT-05 before the button no code is mailed: the account signs in with a token', async () => {
    const { who, session } = await anAdministrator();
    const code = (by: SignedIn) => by.command(`/accounts/${who.account}/activation-codes`, asked(school, by));
    expect(brokenBy(await code(session))).toEqual(['ACT-04']);
    expect(brokenBy(await code(school.serviceDesk))).toEqual(['ACT-05']);
    expect(await school.typesIn(who.account)).not.toContain('activation-code-made');
  });

  it('ADM-10 ACT-04 no fellow administrator converts them or has their code mailed; the service desk does', async () => {
    const { who } = await anAdministrator();
    const { account } = who;
    const code = (by: SignedIn) => by.command(`/accounts/${account}/activation-codes`, asked(school, by));
    expect(brokenBy(await convert(account, colleague.api))).toEqual(['ADM-10']);
    expect((await convert(account, school.serviceDesk)).status).toBe(200);
    expect(brokenBy(await code(colleague.api))).toEqual(['ACT-04']);
    expect((await code(school.serviceDesk)).status).toBe(200);
  });

  it('EHK-04 TOK-04 with a means that is a colleague’s already nothing is coupled, and the token still works', async () => {
    const means = { pseudonym: 'van-een-ander' };
    await school.coupledUser(colleague, means);
    const { who, door } = await anAdministrator();
    done(await convert(who.account, who.api));
    const code = await school.codeInMail(who.account);
    expect(brokenBy(await school.couple(means, who.username, code))).toEqual(['EHK-04']);
    expect((await door.with(chosenPassword)).status).toBe(201);
    expect(await school.typesIn(who.account)).not.toContain('token-called-back');
    expect((await school.couple({ pseudonym: 'van-mijzelf' }, who.username, code)).status).toBe(200);
  });
});
