import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { type NewHolder } from '#libs/domain/account/new-holder';
import { accountStreams } from '#libs/domain/streams';
import {
  accountIn,
  couple,
  coupleAgain,
  createUser,
  decouple,
  end,
  givenAdministrator,
  givenUserWithCode,
  outcomeOf,
  person,
} from './given/people.js';
import { Portal } from './given/portal.js';

let portal: Portal;
let administrator: Caller;
beforeEach(async () => {
  portal = await Portal.open();
  administrator = await givenAdministrator(portal);
});
afterEach(() => portal.closeForGood());

const anna: Partial<NewHolder> = {
  signInMethod: 'token',
  username: 'Anna1234',
  emailAddress: 'anna@voorbeeldschool.nl',
};
const createAnna = async (): Promise<string> =>
  accountIn(await createUser(portal, administrator, 'anna', anna));
const again = (key: string, given: Partial<NewHolder>) => createUser(portal, administrator, key, given);
const stateOf = async (account: string) => (await portal.journal.fold(accountStreams, account)).state.state;

describe('what an ended account leaves behind', () => {
  it('END-01 USR-03 its e-mail address is free for another account, its username is nobody’s ever again', async () => {
    expect(outcomeOf(await end(portal, administrator, await createAnna(), 'end'))).toBe('applied');
    await portal.runProcesses();
    const { emailAddress } = anna;
    expect(outcomeOf(await again('same username', { ...anna, emailAddress: 'a@voorbeeldschool.nl' }))).toBe(
      'USR-03',
    );
    expect(outcomeOf(await again('same address', { emailAddress: emailAddress ?? '' }))).toBe('applied');
  });

  const expectFree = async (): Promise<void> => {
    await portal.runProcesses();
    expect(outcomeOf(await again('next', { ...anna, username: 'Anna5678' }))).toBe('applied');
    expect((await portal.verify()).findings).toEqual([]);
  };

  it('END-01 also when the program died before it answered, and the same command came again', async () => {
    const account = await createAnna();
    portal.store.dieAt(1, 'after');
    await expect(end(portal, administrator, account, 'end')).rejects.toThrow('stopped');
    portal = await portal.restart();
    expect(outcomeOf(await end(portal, administrator, account, 'end'))).toBe('applied');
    await expectFree();
  });

  it('END-01 also when the program died before freeing it', async () => {
    await end(portal, administrator, await createAnna(), 'end');
    portal = await portal.restart();
    await expectFree();
  });

  it('END-01 once, also when the program died before it knew that it had freed it', async () => {
    await end(portal, administrator, await createAnna(), 'end');
    portal.store.dieAt(1, 'after');
    const stopped = portal.runProcesses();
    await portal.trouble();
    portal = await portal.restart();
    await stopped;
    await expectFree();
    const freed = (await portal.history()).filter(({ event }) => event.type === 'reservation.released');
    expect(freed).toHaveLength(1);
  });

  it('END-01 its means is free: another account couples it, and the ended one can’t again', async () => {
    const [first, second] = [
      await givenUserWithCode(portal, administrator, 'eerste'),
      await givenUserWithCode(portal, administrator, 'tweede'),
    ];
    await couple(portal, first, 'anna', 'couple first');
    await decouple(portal, administrator, first, 'decouple first');
    await end(portal, administrator, first, 'end');
    expect(outcomeOf(await coupleAgain(portal, 'anna', 'again'))).toBe('EHK-08');
    expect(outcomeOf(await couple(portal, second, 'anna', 'couple second'))).toBe('applied');
    await portal.runProcesses();
    expect(outcomeOf(await coupleAgain(portal, 'anna', 'again by second'))).toBe('changed-nothing');
  });

  it('END-02 a sweep of reservations, however late, frees the username no more than before', async () => {
    const account = await createAnna();
    const [username] = (await portal.history())
      .filter(
        ({ event, envelope }) => event.type === 'reservation.made' && envelope.stream.includes('-username-'),
      )
      .slice(-1);
    if (username === undefined) throw new Error('The account has a username.');
    await end(portal, administrator, account, 'end');
    await portal.runProcesses();
    const { stream, id: madeBy } = username.envelope;
    portal.background.pending.add({ stream, account, madeBy }, portal.outside.now().toISOString());
    portal.outside.later(11);
    const before = await portal.typesOf(`account-${account}`);
    await portal.sweep();
    expect(await portal.typesOf(`account-${account}`)).toEqual(before);
    expect(outcomeOf(await again('next', { ...anna, emailAddress: 'a@voorbeeldschool.nl' }))).toBe('USR-03');
  });
});

describe('ending beside other acts', () => {
  it('END-02 a code that was not mailed yet when the account ended never is', async () => {
    const account = accountIn(await createUser(portal, administrator, 'user'));
    await portal.desk.issue('mail-activation-code', {
      idempotencyKey: '0195e6a0-0000-7000-8000-00000000000a',
      caller: administrator,
      origin: { channel: 'http' },
      body: { account },
    });
    await end(portal, administrator, account, 'end');
    await portal.runProcesses();
    expect(await portal.mails()).toEqual([]);
  });

  it('END-01 of two who end it at once one does, and the other is told that it has ended', async () => {
    const account = await createAnna();
    const other = await givenAdministrator(portal, 'collega');
    const receipts = await Promise.all([
      end(portal, administrator, account, 'one'),
      end(portal, other, account, 'two'),
    ]);
    expect(receipts.map((receipt) => outcomeOf(receipt)).sort()).toEqual(['END-02', 'applied']);
    expect(await stateOf(account)).toBe('ended');
  });

  it('END-01 a coupling that was under way when the account ended couples nothing', async () => {
    const account = await givenUserWithCode(portal, administrator, 'anna');
    portal.store.onceBefore(
      ({ type }) => type.startsWith('account.coupled'),
      async () => end(await portal.beside(), administrator, account, 'end'),
    );
    expect(outcomeOf(await couple(portal, account, 'anna', 'couple'))).toBe('ACT-03');
    expect(await portal.typesOf(`account-${account}`)).not.toContain('account.coupled');
  });

  it('END-01 a person whose account ended does nothing any more', async () => {
    const account = await createAnna();
    await end(portal, administrator, account, 'end');
    const victim = accountIn(await createUser(portal, administrator, 'victim'));
    expect(outcomeOf(await end(portal, person(account), victim, 'revenge'))).toBe('ADM-02');
    expect(outcomeOf(await createUser(portal, person(account), 'friend'))).toBe('ADM-02');
  });
});
