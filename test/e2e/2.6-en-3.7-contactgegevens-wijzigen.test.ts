import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asked } from './requests.js';
import { type Administrator, done, otherBoard, role, School } from './school.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint();
}, 240_000);
afterAll(() => school.program.end());

const path = (account: string): string => `/accounts/${account}/contact-data-changes`;

describe('§2.6, §3.7: contact data are kept up to date', () => {
  it('USR-08 the user changes their own, and is found by the new and no longer by the old', async () => {
    const { account } = await school.user(administrator, { emailAddress: 'eerst@voorbeeldschool.nl' });
    const user = await school.client.as('person', account);
    const change = {
      telephone: '0687654321',
      emailAddress: 'daarna@voorbeeldschool.nl',
      function: 'Conrector',
    };
    const { events, position } = done(await user.command(path(account), change));
    expect(events.map(({ type }) => type)).toEqual([
      'account.contact-data-changed.v1',
      'account.email-address-changed.v1',
    ]);
    expect(await school.show(account, position)).toMatchObject(change);
    const found = (words: string) => administrator.api.search({ words }, position);
    expect(await found('daarna')).toMatchObject({ body: { accounts: [{ id: account }] } });
    expect(await found('conrector')).toMatchObject({ body: { accounts: [{ id: account }] } });
    expect(await found('eerst@voorbeeldschool.nl')).toMatchObject({ body: { accounts: [] } });
  });

  it('USR-08 the function can be emptied, and what is not given stays', async () => {
    const { account } = await school.user(administrator, { function: 'Docent' });
    const { position } = done(await administrator.api.command(path(account), { function: null }));
    expect(await school.show(account, position)).toMatchObject({ function: null, telephone: '0612345678' });
  });

  it('USR-08 name, username and sign-in method can’t be given', async () => {
    const { account } = await school.user(administrator);
    const user = await school.client.as('person', account);
    for (const field of ['surname', 'initials', 'prefix', 'username', 'signInMethod'])
      expect(await user.command(path(account), { [field]: 'eherkenning' })).toMatchObject({
        status: 400,
        body: { errors: [{ field }] },
      });
    expect((await user.command(path(account), { telephone: null })).status).toBe(400);
  });

  it('USR-08 a changed e-mail address voids the activation code; the next one goes to the new address', async () => {
    const { account, position } = await school.user(administrator);
    const { username } = await school.show(account, position);
    const code = await school.mailedCode(administrator.api, account);
    done(await administrator.api.command(path(account), { emailAddress: 'verhuisd@voorbeeldschool.nl' }));
    expect(await school.couple({ pseudonym: 'moved' }, username, code)).toMatchObject({
      status: 422,
      body: { rule: 'USR-08' },
    });
    const next = await school.mailedCode(administrator.api, account);
    expect((await school.couple({ pseudonym: 'moved' }, username, next)).status).toBe(200);
  });

  it('USR-04 the address is personal, for business, and nobody else’s', async () => {
    await school.user(administrator, { emailAddress: 'bezet@voorbeeldschool.nl' });
    const { account } = await school.user(administrator);
    for (const emailAddress of ['BEZET@voorbeeldschool.nl', 'info@voorbeeldschool.nl', 'ik@gmail.com'])
      expect(await administrator.api.command(path(account), { emailAddress })).toMatchObject({
        status: 422,
        body: { rule: 'USR-04', violations: [{ field: 'emailAddress' }] },
      });
  });

  it('USR-06 what is so already records nothing', async () => {
    const { account } = await school.user(administrator);
    const answer = await administrator.api.command(path(account), { telephone: '0612345678' });
    expect(answer).toMatchObject({ status: 200, body: { outcome: 'changed-nothing' } });
  });

  it('ADM-02 ADM-10 a colleague’s are not the user’s to change, nor a fellow administrator’s the administrator’s', async () => {
    const [one, other] = [await school.user(administrator), await school.user(administrator)];
    const telephone = { telephone: '0687654321' };
    const user = await school.client.as('person', one.account);
    expect((await user.command(path(other.account), telephone)).status).toBe(404);
    const stranger = await school.appoint({ organisation: otherBoard }, [
      role('medewerker-bekostiging', '99BA'),
    ]);
    expect((await stranger.api.command(path(one.account), telephone)).status).toBe(404);
    const colleague = await school.appoint();
    expect(await administrator.api.command(path(colleague.account), telephone)).toMatchObject({
      status: 422,
      body: { rule: 'ADM-10' },
    });
    for (const by of [colleague.api, school.serviceDesk])
      expect(
        (
          await by.command(path(colleague.account), {
            telephone: `06876543${by === colleague.api ? '22' : '23'}`,
            ...asked(school, by),
          })
        ).status,
      ).toBe(200);
  });
});
