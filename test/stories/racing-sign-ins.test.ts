import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignInWithToken, SignInWithTokenHandler } from '#libs/commands/sign-in-with-token';
import { activationCodeMade } from '#libs/domain/account/activation-code-events';
import { conversionBegun } from '#libs/domain/account/coupling-events';
import { event } from '#libs/domain/catalogue';
import { organisationRegistered, partOpened } from '#libs/domain/organisation/events';
import { type Journal } from '#libs/journal/journal';
import { appointed } from './given/appointed.js';
import { MeansHolder } from './given/means-holder.js';
import { onForm } from './given/people.js';
import { type Answer, ServedPortal } from './given/served-portal.js';
import { TokenHolder } from './given/token-holder.js';

// Architecture 4: what somebody signs in to, and what ends it, are written to different streams. Whatever the order in
// which the two are written, no session is left that can be used.

let portal: ServedPortal;
let administrator: MeansHolder;
beforeAll(async () => {
  portal = await ServedPortal.open();
  await portal.happened(
    'organisation-board-99901',
    event(organisationRegistered, { type: 'board', code: '99901', sectors: ['po'] }),
    event(partOpened, {
      part: '99KG',
      partType: 'institution',
      name: 'De Regenboog',
      sectors: ['po'],
      source: 'po 2026-04',
    }),
  );
  administrator = await MeansHolder.given(portal, 'beheerder');
  await portal.happened(administrator.stream, ...appointed);
});
afterAll(() => portal.close());

type Holder = MeansHolder | TokenHolder;

const by = async (...whom: Parameters<ServedPortal['tokenFor']>) => ({
  Authorization: `Bearer ${await portal.tokenFor(...whom)}`,
});
const acted = async (path: string, body: object, headers: Readonly<Record<string, string>>) => {
  const { status, text } = await portal.post(path, body, headers);
  if (status !== 200) throw new Error(text);
};
const asAdministrator = async ({ account }: Holder, what: string, body: object): Promise<void> =>
  acted(`/accounts/${account}/${what}`, body, await by(administrator.account));

const end = (holder: Holder) =>
  asAdministrator(holder, 'endings', { confirmed: true, noLongerWorksHere: true });
const decouple = (holder: Holder) =>
  asAdministrator(holder, 'decouplings', { reason: 'new-supplier', holdsRightMeans: true });
const resetPassword = (holder: Holder) => asAdministrator(holder, 'password-resets', {});
const block = async ({ account }: Holder): Promise<void> =>
  acted(`/accounts/${account}/blocks`, { request: onForm }, await by('desk-1', 'service-desk'));

const tokenIn = ({ body }: Answer): string => String(body['sessionToken']);
const statusOf = async (token: string): Promise<number> =>
  (await portal.get('/session', { Authorization: `Bearer ${token}` })).status;

describe('a sign-in with a means', () => {
  it.each([
    ['END-01', 'an ending', 'einde', end],
    ['USR-07', 'a block', 'blokkade', block],
    ['USR-07', 'a decoupling', 'ontkoppeling', decouple],
  ] as const)('%s %s that races with fifty of them leaves no session that can be used', async (...row) => {
    const [, , name, act] = row;
    for (const round of [1, 2]) {
      const holder = await MeansHolder.given(portal, `${name}-${round}`);
      const statements = await Promise.all(Array.from({ length: 50 }, () => holder.statement()));
      const signIns = statements.map((statement) => holder.signIn(statement));
      await Promise.race(signIns);
      await act(holder);
      const answers = await Promise.all(signIns);
      const before = answers.filter(({ status }) => status === 201).map(tokenIn);
      expect(before.length).toBeGreaterThan(0);
      expect(new Set(await Promise.all(before.map(statusOf)))).toEqual(new Set([401]));
    }
  });
});

describe('a sign-in by token that was found to be right before, and is recorded after', () => {
  it.each([
    ['END-01', 'the account ended', 'eindigt', end],
    ['USR-07', 'the account was blocked', 'blokkeert', block],
    ['PWD-09', 'the password was reset', 'nieuw-wachtwoord', resetPassword],
    ['LOG-03', 'a means was coupled', 'koppelt', coupleMeans],
  ] as const)('%s %s is a session that can’t be used', async (...row) => {
    const [, , name, act] = row;
    const holder = await TokenHolder.given(portal, name);
    expect(await statusOf(await signInAround(holder, () => act(holder)))).toBe(401);
    expect(await portal.typesOf(holder.signIns)).toEqual(['signin.succeeded']);
    const other = await TokenHolder.given(portal, `${name}-niet`);
    expect(await statusOf(await signInAround(other, () => Promise.resolve()))).toBe(200);
  });

  it('EHK-03 LOG-03 so is one that ran when a means was coupled; the means signs in', async () => {
    const holder = await TokenHolder.given(portal, 'stapte-over');
    const token = tokenIn(await holder.signIn());
    expect(await statusOf(token)).toBe(200);
    const means = await coupleMeans(holder);
    expect(await statusOf(token)).toBe(401);
    const { status, body } = await means.signIn();
    expect({ status, body }).toMatchObject({ status: 201, body: { account: holder.account } });
  });
});

/** §3.1, after a conversion: with a code that they have from their mail. */
async function coupleMeans({ account, stream, username }: TokenHolder): Promise<MeansHolder> {
  const { activationCodes, outside } = portal.installation.commands;
  const { id: codeId, code, digest } = activationCodes.make();
  const expiresAt = new Date(outside.now().getTime() + 86_400_000).toISOString();
  await portal.happened(
    stream,
    event(conversionBegun, { holdsRightMeans: true }),
    event(activationCodeMade, { codeId, digest, expiresAt, code }),
  );
  const means = MeansHolder.unknown(portal, `means of ${account}`);
  const visit = {
    meansStatement: await means.statement(),
    hasUsernameAndCode: true,
    acceptedPrivacyStatement: '2026-01',
    acceptedTermsOfUse: '2026-01',
    username,
    activationCode: code,
  };
  await acted('/couplings', visit, await by('portal', 'application'));
  return means;
}

/** @param meanwhile happens when everything was compared, and nothing of it is recorded yet @returns the session's token */
async function signInAround(holder: TokenHolder, meanwhile: () => Promise<unknown>): Promise<string> {
  const { journal } = portal;
  const overtaken = Object.create(journal) as Journal;
  overtaken.append = async (append, act) => {
    if (append.stream === holder.signIns) await meanwhile();
    return journal.append(append, act);
  };
  const { username, password } = holder;
  const typed = { username, password, oneTimeCode: holder.code() };
  const handler = new SignInWithTokenHandler(await portal.beside(overtaken));
  const outcome = await handler.execute(new SignInWithToken(typed, { channel: 'http' }));
  if (outcome.outcome !== 'signed-in') throw new Error('It was right.');
  return outcome.session.token;
}
