import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SignedIn } from './client.js';
import { signedInWith } from './means-sign-in.js';
import { byTelephone } from './requests.js';
import { type Administrator, bekostiging, board, done, School } from './school.js';
import { taken, usernameIn } from './taken-letter.js';

let school: School;
beforeAll(async () => {
  school = await School.open();
}, 240_000);
afterAll(() => school.program.end());

const confirm = (account: string, by = school.colleague) =>
  by.command(`/accounts/${account}/appointment-confirmations`, {});
const reject = (account: string, by = school.colleague) =>
  by.command(`/accounts/${account}/appointment-rejections`, {});

describe('§1.2: from the board’s form to the first day with eHerkenning', () => {
  it('ADM-09 ADM-11 the username by courier against proof of identity, the code by mail after a telephone call, then the means is coupled', async () => {
    const desk = school.serviceDesk;
    const proposed = done(
      await school.propose({ surname: 'Koeriers', emailAddress: 'k@voorbeeldschool.nl' }),
    );
    const account = proposed.account;
    done(await confirm(account));
    const administrator = await school.client.as('person', account);

    // Step 3: DUO sends a letter with the username; who gets it shows the courier who they are.
    const letter = await taken(school, account, 'username');
    const username = usernameIn(letter.text);
    done(await desk.command(`/letters/${letter.id}/sendings`, { trackingNumber: '3SABCD000000012' }));
    const delivery = (identityChecked: boolean) =>
      desk.command(`/letters/${letter.id}/deliveries`, { identityChecked });
    expect(await delivery(false)).toMatchObject({ status: 422, body: { rule: 'ADM-09' } });
    done(await delivery(true));

    // Step 4: they ask by telephone; it goes to the address on record, and no one at the desk sees the code.
    const ask = (by: SignedIn, request = {}) => by.command(`/accounts/${account}/activation-codes`, request);
    expect(await ask(administrator)).toMatchObject({ status: 422, body: { rule: 'ACT-04' } });
    const asked = await ask(desk, byTelephone());
    done(asked);
    const code = await school.codeInMail(account);
    expect(asked.text).not.toContain(code);
    expect(letter.text).not.toContain(code);

    // Step 5: they couple their means, and sign in with it.
    const means = { pseudonym: 'nieuwe-beheerder' };
    done(await school.couple(means, username, code));
    const session = await signedInWith(school, means);
    expect((await session.get('/session')).body).toMatchObject({ account, method: 'eherkenning', roles: [] });
    expect((await session.command('/users', school.userFields())).status).toBe(201);
    expect(await school.typesIn(account)).toEqual([
      'administrator-proposed',
      'administrator-created',
      'administrator-appointed',
      'administrator-authorisation-granted',
      'administrator-authorisation-granted',
      'request-received',
      'activation-code-made',
      'activation-code-mailed',
      'coupled',
    ]);
  });

  it('EHK-01 step 1: with a means below level 3, or without the mandate, nothing is coupled', async () => {
    const { account } = await school.appoint();
    const code = await school.mailedCode(school.serviceDesk, account);
    const { username } = await school.show(account);
    for (const wrong of [{ level: 'loa2plus' }, { serviceMandates: [] }] as const)
      expect(await school.couple({ pseudonym: 'verkeerd-middel', ...wrong }, username, code)).toMatchObject({
        status: 422,
        body: { violations: [{ rule: 'EHK-01', field: 'meansStatement' }] },
      });
    expect((await school.couple({ pseudonym: 'goed-middel' }, username, code)).status).toBe(200);
  });
});

describe('§1.1, §1.2: a board has an administrator recorded', () => {
  it('ADM-01 ADM-11 one of the service desk puts in the form, another reads and confirms it', async () => {
    const { account, revision } = done(await school.propose({ surname: 'Drenth', initials: 'ED' }));
    const waiting = await school.colleague.get(`/accounts/${account}/appointment-proposal`);
    expect(waiting).toMatchObject({
      status: 200,
      body: {
        account,
        organisation: board,
        surname: 'Drenth',
        initials: 'ED',
        prefix: null,
        form: { reference: 'F-2026-000123', dateReceived: '2026-01-20', signatory: 'M. de Boer' },
        proposedBy: { name: 'service-desk' },
        revision,
      },
    });
    const confirmed = done(await confirm(account));
    expect(await school.typesIn(account)).toEqual([
      'administrator-proposed',
      'administrator-created',
      'administrator-appointed',
      'administrator-authorisation-granted',
      'administrator-authorisation-granted',
    ]);
    expect(await school.show(account, confirmed.position)).toMatchObject({ id: account, roles: [] });
    const administrator: Administrator = { account, api: await school.client.as('person', account) };
    expect((await school.user(administrator)).outcome).toBe('applied');
  });

  it('ADM-11 a colleague finds what waits on a list, until somebody has confirmed it', async () => {
    const waiting = async (position: string) =>
      done(
        await school.colleague.get(`/reports/open-proposals?limit=100&position=${position}`),
      ) as unknown as { readonly proposals: readonly { readonly id: string }[] };
    const { account, position } = done(await school.propose({ surname: 'Wachtlijst' }));
    const list = await waiting(position);
    expect(list.proposals.find(({ id }) => id === account)).toMatchObject({
      kind: 'administrator',
      organisation: board,
      proposedBy: { name: 'service-desk' },
    });
    expect(JSON.stringify(list)).not.toContain('Wachtlijst');
    const after = await waiting(done(await confirm(account)).position);
    expect(after.proposals.map(({ id }) => id)).not.toContain(account);
  });

  it('ADM-11 who proposed it can’t confirm it', async () => {
    const { account } = done(await school.propose());
    expect(await confirm(account, school.serviceDesk)).toMatchObject({
      status: 422,
      body: { rule: 'ADM-11' },
    });
    expect((await confirm(account)).status).toBe(200);
  });

  it('ADM-11 until it is confirmed there is no account: not to show, not to mail a code to, and nobody acts with it', async () => {
    const { account, position } = done(await school.propose({ surname: 'Wachtende' }));
    expect((await school.serviceDesk.get(`/accounts/${account}?position=${position}`)).status).toBe(404);
    expect((await school.serviceDesk.command(`/accounts/${account}/activation-codes`, {})).status).toBe(404);
    const { body } = await school.serviceDesk.search({ words: 'wachtende' }, position);
    expect(body).toMatchObject({ accounts: [] });
    const early = await school.client.as('person', account);
    expect((await early.command('/users', school.userFields())).status).toBe(404);
  });

  it('ADM-11 USR-04 turned down: its e-mail address and username are for others again', async () => {
    const wanted = {
      emailAddress: 'wens@voorbeeldschool.nl',
      signInMethod: 'token',
      username: 'Wens99ED',
    };
    const { account } = done(await school.propose(wanted));
    const meanwhile = await school.propose({ ...wanted, emailAddress: 'WENS@voorbeeldschool.nl' });
    expect(meanwhile).toMatchObject({
      status: 422,
      body: { violations: [{ field: 'username' }, { field: 'emailAddress' }] },
    });
    done(await reject(account));
    await school.untilFree(account);
    expect((await school.propose(wanted)).status).toBe(201);
    expect((await confirm(account)).status).toBe(404);
    expect((await reject(account)).status).toBe(404);
    expect((await school.colleague.get(`/accounts/${account}/appointment-proposal`)).status).toBe(404);
  });

  it('ADM-11 USR-10 what was right when it was proposed is judged again when it is confirmed', async () => {
    done(await school.defineRole('for-a-while'));
    const { account } = done(await school.propose({}, [{ ...bekostiging, role: 'for-a-while' }]));
    done(await school.defineRole('for-a-while', { inForceUntil: '2026-02-01' }));
    expect(await confirm(account)).toMatchObject({
      status: 422,
      body: { rule: 'USR-10', violations: [{ field: 'authorisations[0].role' }] },
    });
  });

  it('ADM-11 two who confirm at the same moment make one appointment', async () => {
    const { account } = done(await school.propose());
    const third = await school.client.as('service-desk', 'service-desk-3');
    const statuses = (await Promise.all([confirm(account), confirm(account, third)])).map(
      ({ status }) => status,
    );
    expect(statuses.sort()).toEqual([200, 404]);
  });

  it('ADM-11 who confirms can say what they have read; if it has changed nothing is confirmed', async () => {
    const { account } = done(await school.propose());
    const path = `/accounts/${account}/appointment-confirmations`;
    expect((await school.colleague.command(path, {}, { ifMatch: '"4"' })).status).toBe(412);
    expect((await school.colleague.command(path, {}, { ifMatch: '"0"' })).status).toBe(200);
  });
});
