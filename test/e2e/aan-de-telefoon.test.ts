import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { byTelephone, lastWorkday, onForm, reportedByTelephone } from './requests.js';
import { type Administrator, done, School, type Told } from './school.js';
import { brokenBy } from './token-sign-in.js';

/** What the service desk does when somebody calls, mails or sends a form (ADM-12). */

let school: School;
/** Who forgets their password. */
let administrator: Administrator;
/** Who manages on meanwhile. */
let colleague: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ signInMethod: 'token', username: 'Telefoon99' });
  colleague = await school.appoint();
}, 240_000);
afterAll(() => school.program.end());

const newPassword = (request: object) =>
  school.serviceDesk.command(`/accounts/${administrator.account}/password-letters`, request);
const lastTold = async (type: string): Promise<Told | undefined> =>
  (await school.history(administrator.account)).findLast((one) => one.type === `account.${type}.v1`);

describe('an administrator calls that they forgot their password', () => {
  it('PWD-10 ADM-12 at 10:00 on a working day, called back on the number on record: a new one goes by letter', async () => {
    const { events } = done(await newPassword(byTelephone()));
    expect(events.map(({ type }) => type)).toEqual([
      'account.request-received.v1',
      'account.password-issued.v1',
    ]);
    const told = await lastTold('request-received');
    expect(told?.nl).toMatch(
      /^service-desk handelde op een verzoek dat telefonisch binnenkwam op .* 10:00:00; identiteit gecontroleerd door terugbellen op het bekende nummer\.$/,
    );
    expect(told).toMatchObject({ command: { name: 'issue-password' } });
    // Both stand in the audit trail under the one command.
    expect((await lastTold('password-issued'))?.command.id).toBe(told?.command.id);
  });

  it('ADM-12 at 22:00 nobody should have answered: refused, with when it opens again', async () => {
    const answer = await newPassword(byTelephone({ receivedAt: lastWorkday(22) }));
    expect(brokenBy(answer)).toEqual(['ADM-12 request.receivedAt']);
    expect(answer.text).toMatch(/It opens again on \d{4}-\d\d-\d\d at 09:00\./);
  });

  it('ADM-12 without knowing who calls nothing is done, and the field is named', async () => {
    expect(brokenBy(await newPassword(byTelephone({ identityCheckedBy: undefined })))).toEqual([
      'ADM-12 request.identityCheckedBy',
    ]);
    // The address on record says who mails, not who calls.
    expect(brokenBy(await newPassword(byTelephone({ identityCheckedBy: 'address-on-record' })))).toEqual([
      'ADM-12 request.identityCheckedBy',
    ]);
  });

  it('ADM-12 without a word of how it came in nothing is done', async () => {
    expect(brokenBy(await newPassword({}))).toEqual(['ADM-12 request']);
  });

  it('PWD-10 §2.4: by e-mail too, at any hour', async () => {
    const mailed = { way: 'e-mail', receivedAt: lastWorkday(22), identityCheckedBy: 'address-on-record' };
    done(await newPassword({ request: mailed }));
    expect((await lastTold('request-received'))?.nl).toContain('per e-mail');
  });

  it('ADM-12 on a form: reference, day and who signed are on record', async () => {
    done(await newPassword(onForm()));
    expect((await lastTold('form-received'))?.nl).toBe(
      'service-desk handelde op formulier F-2026-000901, ontvangen op 2026-01-20, ondertekend door A. Aanvrager.',
    );
  });

  it('ADM-12 a form without a reference, or one of tomorrow, is none', async () => {
    expect(await newPassword(onForm({ reference: undefined }))).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'request.form.reference' }] },
    });
    expect(brokenBy(await newPassword(onForm({ dateReceived: '2999-01-01' })))).toEqual([
      'ADM-12 request.form.dateReceived',
    ]);
  });

  it.each([
    ['a form that was telephoned', { ...onForm().request, way: 'telephone' }, 'request.form'],
    ['a call without a moment', { ...byTelephone().request, receivedAt: undefined }, 'request.receivedAt'],
    [
      'a form with a moment',
      { ...onForm().request, receivedAt: '2026-01-20T09:00:00Z' },
      'request.receivedAt',
    ],
    ['a form that is not there', { way: 'form' }, 'request.form'],
    ['another way', { ...byTelephone().request, way: 'pigeon' }, 'request.way'],
    ['another check', { ...byTelephone().request, identityCheckedBy: 'gut' }, 'request.identityCheckedBy'],
    ['no request at all', null, 'request'],
  ])('ADM-12 %s is no request', async (_what, request, field) => {
    const answer = await newPassword({ request });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ field }] });
  });
});

describe('somebody calls that they lost what they sign in with', () => {
  it('TOK-03 EHK-06 ADM-12 at 22:00 the report of loss is taken all the same', async () => {
    const at = { discoveredAt: lastWorkday(21), reportedAt: lastWorkday(22), problem: 'lost' };
    const user = await school.tokenUser(colleague);
    const generator = `/accounts/${user.account}/tokens/${user.serialNumber}/problems`;
    const report = { ...at, block: false, ...reportedByTelephone({ identityCheckedBy: 'personal-data' }) };
    done(await school.serviceDesk.command(generator, report));
    const told = (await school.history(user.account)).find(({ type }) => type.includes('request-received'));
    expect(told?.nl).toMatch(/telefonisch binnenkwam op .* 22:00:00; .* navraag van gebruikersnaam/);

    const { account } = await school.coupledUser(colleague, { pseudonym: 'verloren-om-tien-uur' });
    const means = `/accounts/${account}/means-problem-reports`;
    expect(brokenBy(await school.serviceDesk.command(means, at))).toEqual(['ADM-12 request']);
    done(await school.serviceDesk.command(means, { ...at, ...reportedByTelephone() }));
    done(
      await school.serviceDesk.command(`/accounts/${account}/blocks`, {
        ...byTelephone({ receivedAt: lastWorkday(22) }),
      }),
    );
    const lift = byTelephone({ receivedAt: lastWorkday(22) });
    expect(brokenBy(await school.serviceDesk.command(`/accounts/${account}/block-liftings`, lift))).toEqual([
      'ADM-12 request.receivedAt',
    ]);
  });
});

describe('an administrator calls that they have another number and address', () => {
  const newNumber = (request: object) =>
    school.serviceDesk.command(`/accounts/${colleague.account}/contact-data-changes`, {
      telephone: '0687654321',
      ...request,
    });

  it('USR-08 ADM-12 called back on the old number: changed, and on record how they were known', async () => {
    const { events } = done(await newNumber(byTelephone()));
    expect(events.map(({ type }) => type)).toEqual([
      'account.request-received.v1',
      'account.contact-data-changed.v1',
    ]);
  });

  it.each([
    ['nobody said how it was asked', {}, 'ADM-12 request'],
    [
      'the caller only knew their data',
      byTelephone({ identityCheckedBy: 'personal-data' }),
      'ADM-12 request.identityCheckedBy',
    ],
    [
      'nobody was called back',
      byTelephone({ identityCheckedBy: undefined }),
      'ADM-12 request.identityCheckedBy',
    ],
    [
      'it was mailed, from the address on record even',
      byTelephone({ way: 'e-mail', identityCheckedBy: 'address-on-record' }),
      'USR-08 request.way',
    ],
  ])('ADM-12 USR-08 not when %s', async (_what, request, broken) => {
    expect(brokenBy(await newNumber(request))).toEqual([broken]);
  });

  it('USR-09 ADM-12 who asks for the username letter is known too', async () => {
    const letter = (request: object) =>
      school.serviceDesk.command(`/accounts/${colleague.account}/username-letters`, request);
    expect(brokenBy(await letter({}))).toEqual(['ADM-12 request']);
    expect((await letter(byTelephone({ identityCheckedBy: 'personal-data' }))).status).toBe(200);
  });
});

describe('who may be asked', () => {
  it('ADM-12 an administrator acts on nobody’s request', async () => {
    const { account } = await school.user(colleague);
    const code = await colleague.api.command(`/accounts/${account}/activation-codes`, onForm());
    expect(brokenBy(code)).toEqual(['ADM-12 request']);
  });
});
