import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chooseOwnPassword, chosenPassword } from './chosen-password.js';
import { type SignedIn } from './client.js';
import { type Administrator, board, boardForm, done, otherBoard, role, School } from './school.js';
import { brokenBy } from './token-sign-in.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Drenth' });
}, 240_000);
afterAll(() => school.program.end());

const words = { confirmed: true, holdsRightMeans: true };
const convert = (account: string, by: SignedIn = administrator.api) =>
  by.command(`/accounts/${account}/conversions`, words);
const typesOf = ({ events }: ReturnType<typeof done>) =>
  events.map(({ type }) => type.replace(/^account\.|\.v1$/g, ''));

describe('§5.2: an administrator moves a user to eHerkenning', () => {
  it('CNV-01 CNV-03 EHK-03 from the button to the returned generator', async () => {
    const user = await school.tokenUser(administrator);
    const { door } = await chooseOwnPassword(school, user);
    // Steps 2 and 3: the means is there, the user knows of it; the button and "Bevestig".
    const begun = done(await convert(user.account));
    expect(typesOf(begun)).toEqual(['conversion-begun', 'activation-code-made']);
    const onItsWay = await administrator.api.get(`/accounts/${user.account}?position=${begun.position}`);
    expect(onItsWay).toMatchObject({
      body: { username: user.username, signInMethod: 'token', converting: true, coupled: false },
    });

    // Step 4: with the means, the username that they have already, and the code out of the mail.
    const means = { pseudonym: 'overstapper' };
    const coupled = done(await school.couple(means, user.username, await school.codeInMail(user.account)));
    expect(typesOf(coupled)).toEqual(['coupled', 'token-called-back']);
    const after = await administrator.api.get(`/accounts/${user.account}?position=${coupled.position}`);
    expect(after).toMatchObject({
      body: { username: user.username, signInMethod: 'eherkenning', converting: false, coupled: true },
    });
    expect(await school.signInWithMeans(means)).toMatchObject({
      status: 201,
      body: { account: user.account, method: 'eherkenning' },
    });
    expect((await door.with(chosenPassword)).status).toBe(422);

    // Step 5: the generator goes back by way of the administrator, who sees whose is still outstanding.
    const outstanding = (position: string) =>
      administrator.api.get(`/reports/token-generators?account=${user.account}&position=${position}`);
    expect(await outstanding(coupled.position)).toMatchObject({
      body: { generators: [{ serialNumber: user.serialNumber, reason: 'no-longer-used' }] },
    });
    const tokens = `/accounts/${user.account}/tokens`;
    const back = done(await school.serviceDesk.command(`${tokens}/${user.serialNumber}/returns`, {}));
    expect(await outstanding(back.position)).toMatchObject({ body: { generators: [] } });
  });

  it('CNV-02 it can’t be asked twice, not while it goes on and not when it is done', async () => {
    const user = await school.tokenUser(administrator);
    done(await convert(user.account));
    expect(await convert(user.account)).toMatchObject({ status: 422, body: { rule: 'CNV-02' } });
    const code = await school.codeInMail(user.account);
    done(await school.couple({ pseudonym: 'een-keer' }, user.username, code));
    expect(await convert(user.account)).toMatchObject({ status: 422, body: { rule: 'CNV-02' } });
    const newUser = await school.user(administrator);
    expect(await convert(newUser.account)).toMatchObject({ status: 422, body: { rule: 'CNV-02' } });
  });

  it('CNV-02 EHK-07 nor undone: not by a password, a generator, or by decoupling', async () => {
    const user = await school.tokenUser(administrator);
    const { door } = await chooseOwnPassword(school, user);
    done(await convert(user.account));
    const code = await school.codeInMail(user.account);
    done(await school.couple({ pseudonym: 'geen-weg-terug' }, user.username, code));
    const decoupling = { reason: 'new-supplier', holdsRightMeans: true };
    done(await administrator.api.command(`/accounts/${user.account}/decouplings`, decoupling));

    expect((await door.with(chosenPassword)).status).toBe(422);
    const reset = await administrator.api.command(`/accounts/${user.account}/password-resets`, {});
    expect(reset).toMatchObject({ status: 422, body: { rule: 'PWD-09' } });
    const { serialNumber } = await school.generator();
    const issued = await school.issue(user.account, serialNumber, administrator.account);
    expect(issued.status).toBe(422);
    expect(await school.show(user.account)).toMatchObject({ signInMethod: 'eherkenning' });
  });

  it('CNV-02 two administrators who press the button at the same moment begin one conversion', async () => {
    const colleague = await school.appoint();
    const { account } = await school.tokenUser(administrator);
    const answers = await Promise.all([convert(account), convert(account, colleague.api)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect((await school.typesIn(account)).filter((type) => type === 'conversion-begun')).toHaveLength(1);
  });

  it('ACT-03 ACT-02 after five wrong codes the administrator has a new one mailed, and that couples', async () => {
    const user = await school.tokenUser(administrator);
    done(await convert(user.account));
    const means = { pseudonym: 'typt-fout' };
    const first = await school.codeInMail(user.account);
    for (let n = 0; n < 5; n += 1) await school.couple(means, user.username, `WRONG-${n}`);
    expect((await school.couple(means, user.username, first)).status).toBe(422);
    const second = await school.mailedCode(administrator.api, user.account);
    expect((await school.couple(means, user.username, second)).status).toBe(200);
    const { account } = user;
    expect(await administrator.api.command(`/accounts/${account}/activation-codes`, {})).toMatchObject({
      status: 422,
      body: { rule: 'ACT-05' },
    });
  });
});

describe('§5.2: who moves whom', () => {
  it('CNV-01 ACT-04 a user’s account not by the user, the service desk, or an administrator elsewhere', async () => {
    const user = await school.tokenUser(administrator);
    const there = await school.appoint({ organisation: otherBoard }, [
      role('medewerker-bekostiging', '99BB'),
    ]);
    expect(brokenBy(await convert(user.account, school.serviceDesk))).toEqual(['CNV-01']);
    expect((await convert(user.account, there.api)).status).toBe(404);
    expect((await convert(user.account, user.api)).status).not.toBe(200);
    expect(await school.typesIn(user.account)).not.toContain('conversion-begun');
  });

  it('CNV-01 ADM-05 a mandate brings another organisation’s users into reach, but not their conversion', async () => {
    await school.giveMandate(board, otherBoard, 'medewerker-bekostiging');
    const theirs = await school.appoint({ organisation: otherBoard }, [
      role('medewerker-bekostiging', '99BB'),
    ]);
    const here = { ...role('medewerker-bekostiging', '99KG'), organisation: board };
    const registration = { form: boardForm, authorisations: [here] };
    const path = `/accounts/${theirs.account}/administrator-authorisations`;
    done(await school.serviceDesk.command(path, registration));
    const user = await school.tokenUser(administrator);
    expect((await theirs.api.get(`/accounts/${user.account}`)).status).toBe(200);
    expect(brokenBy(await convert(user.account, theirs.api))).toEqual(['CNV-01']);
    expect((await convert(user.account)).status).toBe(200);
  });
});
