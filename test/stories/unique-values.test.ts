import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { type Receipt } from '#libs/commands/receipt';
import { type NewHolder } from '#libs/domain/account/new-holder';
import { reservationStreams } from '#libs/domain/streams';
import { accountIn, accountOf, createUser, givenAdministrator, outcomeOf } from './given/people.js';
import { Portal } from './given/portal.js';

const token = (username: string, emailAddress: string): Partial<NewHolder> => ({
  signInMethod: 'token',
  username,
  emailAddress,
});

let portal: Portal;
let administrator: Caller;
beforeEach(async () => {
  portal = await Portal.open();
  administrator = await givenAdministrator(portal);
});
afterEach(() => portal.closeForGood());

const create = (key: string, given: Partial<NewHolder>): Promise<Receipt> =>
  createUser(portal, administrator, key, given);

/** Accounts that hold something without standing on it. */
async function leftReserved(): Promise<string[]> {
  const holders = new Map<string, string | undefined>();
  for await (const { event, envelope } of portal.journal.readAll({ streamPrefix: 'reservation-' })) {
    const state = reservationStreams.evolve({}, event as never);
    holders.set(envelope.stream, state.holder);
  }
  const left: string[] = [];
  for (const [stream, holder] of holders) {
    if (holder === undefined) continue;
    const types = await portal.typesOf(`account-${holder}`);
    if (!types.includes('account.user-created') && !types.includes('account.administrator-created'))
      left.push(stream);
  }
  return left;
}

const users = async (): Promise<number> =>
  (await portal.history()).filter(({ event }) => event.type === 'account.user-created').length;

describe('two accounts for one value', () => {
  it.each([1, 2, 3, 4])(
    'USR-04 with the same e-mail address, the second before append %i of the first: one account, nothing left reserved',
    async (nth) => {
      let appends = 0;
      const second: Promise<Receipt>[] = [];
      portal.store.interrupt({
        before: async () => {
          appends += 1;
          if (appends !== nth) return;
          second.push(create('second', { emailAddress: 'Zelfde@voorbeeldschool.nl' }));
          await Promise.all(second);
        },
      });
      const first = await create('first', { emailAddress: 'zelfde@voorbeeldschool.nl' });
      if (second.length === 0) second.push(create('second', { emailAddress: 'zelfde@voorbeeldschool.nl' }));
      const outcomes = [first, ...(await Promise.all(second))].map((receipt) => outcomeOf(receipt)).sort();

      expect(outcomes).toEqual(['USR-04', 'applied']);
      expect(await users()).toBe(1);
      expect(await leftReserved()).toEqual([]);
    },
  );

  it('USR-03 USR-04 with the same username and e-mail address, twenty at once: one account, not none', async () => {
    const receipts = await Promise.all(
      Array.from({ length: 20 }, (_, nth) =>
        create(`user ${nth}`, token('Drenth99ED', 'zelfde@voorbeeldschool.nl')),
      ),
    );
    expect(receipts.filter(({ outcome }) => outcome === 'applied')).toHaveLength(1);
    expect(await users()).toBe(1);
    expect(await leftReserved()).toEqual([]);
  });

  it('USR-03 with the same username in another case: one account, and the other’s e-mail address is free again', async () => {
    const receipts = await Promise.all([
      create('first', token('Drenth99ED', 'een@voorbeeldschool.nl')),
      create('second', token('DRENTH99ed', 'twee@voorbeeldschool.nl')),
    ]);
    expect(receipts.map((receipt) => outcomeOf(receipt)).sort()).toEqual(['USR-03', 'applied']);
    expect(await leftReserved()).toEqual([]);
    const free = outcomeOf(receipts[0]) === 'applied' ? 'twee' : 'een';
    expect(outcomeOf(await create('third', { emailAddress: `${free}@voorbeeldschool.nl` }))).toBe('applied');
  });

  it('USR-04 that it is taken is told at a limited rate; then the answer is the same for free values', async () => {
    await create('first', { emailAddress: 'bekend@voorbeeldschool.nl' });
    for (let nth = 0; nth < 60; nth += 1)
      expect(await create(`try ${nth}`, { emailAddress: 'bekend@voorbeeldschool.nl' })).toMatchObject({
        answer: 'rule',
      });
    const taken = await create('taken', { emailAddress: 'bekend@voorbeeldschool.nl' });
    const free = await create('free', { emailAddress: 'onbekend@voorbeeldschool.nl' });
    expect(taken).toMatchObject({ answer: 'too-many' });
    expect({ ...free, commandId: '' }).toEqual({ ...taken, commandId: '' });

    portal.outside.later(60);
    // The same command, with the same key: that answer was not for good.
    expect(outcomeOf(await create('free', { emailAddress: 'onbekend@voorbeeldschool.nl' }))).toBe('applied');
  });

  it('USR-04 asked for side by side, that it is taken is told no more often than one after the other', async () => {
    await create('first', { emailAddress: 'bekend@voorbeeldschool.nl' });
    const receipts = await Promise.all(
      Array.from({ length: 80 }, (_, nth) =>
        create(`try ${nth}`, { emailAddress: 'bekend@voorbeeldschool.nl' }),
      ),
    );
    const answers = receipts.map((receipt) => (receipt.outcome === 'refused' ? receipt.answer : 'applied'));
    expect(answers.filter((answer) => answer === 'rule')).toHaveLength(60);
    expect(answers.filter((answer) => answer === 'too-many')).toHaveLength(20);
  });
});

describe('what a command left reserved when it went missing', () => {
  const values = token('Drenth99ED', 'verdwenen@voorbeeldschool.nl');
  const diesAfter = async (appends: number): Promise<void> => {
    portal.store.dieAt(appends, 'after');
    await expect(create('lost', values)).rejects.toThrow('stopped');
    portal = await portal.restart();
    await portal.runProcesses();
  };

  it.each([1, 2])('USR-04 is free again after ten minutes, died after append %i', async (appends) => {
    await diesAfter(appends);
    portal.outside.later(10);
    await portal.sweep();
    expect(outcomeOf(await create('too early', values))).toContain('USR-0');

    portal.outside.later(1);
    await portal.sweep();
    expect(await leftReserved()).toEqual([]);
    expect(outcomeOf(await create('other', values))).toBe('applied');
  });

  it('architecture 5: the late command can’t come back', async () => {
    await diesAfter(2);
    portal.outside.later(11);
    await portal.sweep();
    const late = await create('lost', values);
    expect(outcomeOf(late)).toBe('USR-06');
    expect(await users()).toBe(0);
    expect(await leftReserved()).toEqual([]);
    expect(await create('lost', values)).toEqual(late);
  });

  it.each([1, 2, 3, 4])('is swept also when the sweeping itself died after its append %i', async (nth) => {
    await diesAfter(2);
    portal.outside.later(11);
    portal.store.dieAt(nth, 'after');
    await expect(portal.sweep()).rejects.toThrow('stopped');
    portal = await portal.restart();
    await portal.runProcesses();
    await portal.sweep();
    expect(await leftReserved()).toEqual([]);
    expect(outcomeOf(await create('other', values))).toBe('applied');
    await portal.sweep();
    expect((await portal.verify()).findings).toEqual([]);
  });

  it('is not swept when the account stands on it, however far behind the process is that follows', async () => {
    const account = accountIn(await create('user', values));
    const before = await portal.history();
    const reservations = before.filter(({ event }) => event.type === 'reservation.made').slice(-2);
    // As the process has it that has seen the reservations, and not yet the account.
    for (const { envelope } of reservations)
      portal.background.pending.add(
        { stream: envelope.stream, account, madeBy: envelope.id },
        portal.outside.now().toISOString(),
      );
    portal.outside.later(11);
    await portal.sweep();
    expect((await accountOf(portal, account)).reservations.size).toBe(2);
    expect(outcomeOf(await create('other', values))).toBe('USR-03 USR-04');
  });

  it('one that can’t be swept keeps none of the others waiting', async () => {
    await diesAfter(2);
    portal.outside.later(11);
    let failed = false;
    portal.store.interrupt({
      before: ({ stream }) => {
        if (failed || !stream.startsWith('reservation-')) return;
        failed = true;
        throw new Error('unreadable');
      },
    });
    await expect(portal.sweep()).rejects.toThrow('unreadable');
    expect(await leftReserved()).toHaveLength(1);
    portal.store.calm();
    await portal.sweep();
    expect(await leftReserved()).toEqual([]);
  });
});
