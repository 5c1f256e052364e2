import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { meansDecoupled } from '#libs/domain/account/coupling-events';
import { accountBlocked, accountEnded, accountUnblocked } from '#libs/domain/account/events';
import { passwordChanged } from '#libs/domain/account/password-events';
import { event } from '#libs/domain/catalogue';
import { appointed } from './given/appointed.js';
import { MeansHolder } from './given/means-holder.js';
import { type Answer, ServedPortal } from './given/served-portal.js';
import { TokenHolder } from './given/token-holder.js';

let portal: ServedPortal;
beforeAll(async () => {
  portal = await ServedPortal.open();
});
afterAll(() => portal.close());

const blocked = event(accountBlocked, { reason: 'on-request' });
const goodUntil = '2999-01-01T00:00:00.000Z';

/** An administrator whose password came by letter. */
const givenAdministrator = (username: string): Promise<TokenHolder> =>
  TokenHolder.given(portal, username, {
    passwordIssued: true,
    then: [...appointed],
  });

/** What an application does for the holder of the account, with a token that says so. */
class Application {
  constructor(
    private readonly account: string,
    private readonly token: string,
  ) {}

  static for = async ({ account }: { readonly account: string }): Promise<Application> =>
    new Application(account, await portal.tokenFor(account));

  change = (account = this.account, more: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    portal.post(
      `/accounts/${account}/contact-data-changes`,
      { telephone: '0687654321' },
      { ...this.headers, ...more },
    );

  show = async (): Promise<Answer> =>
    portal.get(`/accounts/${this.account}?position=${await portal.position()}`, this.headers);

  search = (): Promise<Answer> => portal.post('/accounts/_search', {}, this.headers);

  private get headers() {
    return { Authorization: `Bearer ${this.token}` };
  }
}

const refusedBy = (rule: string) => ({ status: 422, body: { rule, violations: [{ rule }] } });

describe('an application that acts for a person', () => {
  it('PWD-06 PWD-10 does nothing for who has not yet changed a password that somebody else issued', async () => {
    const administrator = await givenAdministrator('beheer-per-brief');
    const application = await Application.for(administrator);
    for (const answer of [await application.show(), await application.search(), await application.change()])
      expect(answer).toMatchObject(refusedBy('PWD-06'));
    expect(await portal.typesOf(administrator.stream)).not.toContain('account.contact-data-changed');
  });

  it('AVG-01 what it tried is recorded, with the rule', async () => {
    const application = await Application.for(await givenAdministrator('wordt-opgeschreven'));
    const { body } = await application.change();
    const [refusal] = await portal.eventsOf(`command-${String(body['commandId'])}`);
    expect(refusal?.event).toMatchObject({
      type: 'command.refused',
      data: { violations: [{ rule: 'PWD-06' }], answer: 'rule' },
    });
  });

  it('ADM-02 is not told meanwhile which accounts there are, and how far they are', async () => {
    const application = await Application.for(await givenAdministrator('raadt-naar-revisies'));
    const other = await MeansHolder.given(portal, 'een-ander');
    for (const account of [other.account, '0195e6a0-0000-7000-8000-0000000000ff'])
      expect(await application.change(account, { 'If-Match': '"9"' })).toMatchObject(refusedBy('PWD-06'));
  });

  it('PWD-06 PWD-10 acts from the change of the password on', async () => {
    const administrator = await givenAdministrator('wijzigt-eerst');
    await portal.happened(administrator.stream, event(passwordChanged, { digest: 'd', goodUntil }));
    const application = await Application.for(administrator);
    for (const answer of [await application.show(), await application.search(), await application.change()])
      expect(answer.status).toBe(200);
  });

  it('TOK-07 does nothing for who is blocked, until the service desk lifts that', async () => {
    const holder = await MeansHolder.given(portal, 'mag-niets');
    await portal.happened(holder.stream, blocked);
    const during = await Application.for(holder);
    for (const answer of [await during.show(), await during.change()])
      expect(answer).toMatchObject(refusedBy('TOK-07'));
    await portal.happened(holder.stream, event(accountUnblocked, {}));
    portal.outside.later(1);
    expect((await (await Application.for(holder)).change()).status).toBe(200);
  });

  it('END-01 finds nothing for whose account has ended', async () => {
    const holder = await MeansHolder.given(portal, 'is-weg');
    const before = await Application.for(holder);
    await portal.happened(holder.stream, event(accountEnded, { reservations: [] }));
    for (const application of [before, await Application.for(holder)])
      for (const answer of [await application.show(), await application.change()])
        expect(answer).toMatchObject({ status: 404, body: { rule: 'ADM-02' } });
  });
});

describe('a token from before access was ended', () => {
  const decoupled = (holder: MeansHolder) =>
    event(meansDecoupled, { means: holder.key, reason: 'new-supplier' });

  it('USR-07 LOG-05 is over with the sessions: after a decoupling the person is authenticated anew', async () => {
    const holder = await MeansHolder.given(portal, 'oud-token');
    const before = await Application.for(holder);
    expect((await before.change()).status).toBe(200);
    portal.outside.later(1);
    await portal.happened(holder.stream, decoupled(holder));
    for (const answer of [await before.show(), await before.change()])
      expect(answer).toMatchObject(refusedBy('LOG-05'));
    expect((await (await Application.for(holder)).show()).status).toBe(200);
  });

  it('USR-07 a block that was lifted doesn’t make it good again', async () => {
    const holder = await MeansHolder.given(portal, 'weer-vrij');
    const before = await Application.for(holder);
    portal.outside.later(1);
    await portal.happened(holder.stream, blocked, event(accountUnblocked, {}));
    expect(await before.change()).toMatchObject(refusedBy('LOG-05'));
  });
});
