import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { StoreUnavailable } from '#libs/event-store/errors';
import { createUser, givenAdministrator, idFor, origin, outcomeOf, serviceDesk } from './given/people.js';
import { Portal } from './given/portal.js';

let portal: Portal;
let administrator: Caller;
beforeEach(async () => {
  portal = await Portal.open();
  administrator = await givenAdministrator(portal);
});
afterEach(() => portal.closeForGood());

/** A user with an address that USR-04 doesn't allow. */
const refusedUser = (key: string, caller = administrator) =>
  createUser(portal, caller, key, { emailAddress: 'geheimnaam77@gmail.com', surname: 'Geheimenaam' });
const refuse = async (times: number, from = 0): Promise<void> => {
  for (let nth = from; nth < from + times; nth += 1)
    expect(outcomeOf(await refusedUser(`refused ${nth}`))).toBe('USR-04');
};
const eventsOf = async (type: string) => (await portal.history()).filter(({ event }) => event.type === type);

describe('AVG-01 what was refused', () => {
  it('is recorded with the rule, on no account, and with nothing of what was submitted', async () => {
    await refuse(1);
    const [recorded] = await eventsOf('command.refused');
    expect(recorded?.event.rule).toBe('USR-04');
    expect(recorded?.envelope.actor).toEqual({ kind: 'person', id: administrator.id });
    expect(recorded?.envelope.stream).toMatch(/^command-/);
    for await (const { data, stream } of portal.store.readAll()) {
      const stored = `${stream} ${Buffer.from(data).toString()}`.toLowerCase();
      for (const submitted of ['geheimnaam77', 'geheimenaam', '050-1234567'])
        expect(stored.includes(submitted)).toBe(false);
    }
  });

  it('architecture 17 is recorded sixty times a minute for each caller; beyond that it is one counted event', async () => {
    await refuse(75);
    await portal.desk.issue('create-user', {
      idempotencyKey: idFor('desk'),
      caller: serviceDesk,
      origin,
      body: { holder: {} as never, roles: [] },
    });
    expect(await eventsOf('command.refused')).toHaveLength(61);
    await portal.commands.refusals.writeCounts();
    expect(await eventsOf('command.refusals-counted')).toHaveLength(0);

    portal.outside.later(1);
    await refuse(1, 100);
    await portal.commands.refusals.writeCounts();
    await portal.commands.refusals.writeCounts();
    const counted = await eventsOf('command.refusals-counted');
    expect(counted.map(({ event, envelope }) => [event.data, envelope.stream, envelope.actor.id])).toEqual([
      [
        { count: 15, from: '2026-11-23T20:55:00.000Z', until: '2026-11-23T20:56:00.000Z' },
        `refusals-${administrator.id}`,
        administrator.id,
      ],
    ]);
    expect(await eventsOf('command.refused')).toHaveLength(62);
  });

  it('beyond the budget is decided anew when it comes again', async () => {
    await refuse(60);
    await refusedUser('beyond');
    const allowed = createUser(portal, administrator, 'beyond');
    expect(outcomeOf(await allowed)).toBe('applied');
  });

  it('within the budget is another command’s when its key comes with another body', async () => {
    await refusedUser('within');
    await expect(createUser(portal, administrator, 'within')).rejects.toMatchObject({
      name: 'CommandIdReused',
    });
  });

  it.each(['before', 'after'] as const)(
    'is counted once when the store goes away %s the count is written',
    async (moment) => {
      await refuse(63);
      portal.outside.later(1);
      portal.store.interrupt({
        [moment]: () => {
          throw new StoreUnavailable('it is away.');
        },
      });
      await expect(portal.commands.refusals.writeCounts()).rejects.toThrow('away');
      portal.store.calm();
      await portal.commands.refusals.writeCounts();
      expect((await eventsOf('command.refusals-counted')).map(({ event }) => event.data)).toMatchObject([
        { count: 3 },
      ]);
    },
  );

  it('is answered the same when the store went away after recording it', async () => {
    portal.store.dieAt(2, 'after');
    await expect(refusedUser('refused')).rejects.toThrow('stopped');
    portal = await portal.restart();
    const again = await refusedUser('refused');
    expect(again).toMatchObject({ outcome: 'refused', answer: 'rule' });
    expect(await eventsOf('command.refused')).toHaveLength(1);
  });

  it('ADM-02 by the kind of caller alone is recorded too, and answered as forbidden', async () => {
    const refusal = await createUser(portal, serviceDesk, 'desk creates a user');
    expect(refusal).toMatchObject({ outcome: 'refused', answer: 'forbidden' });
    expect(await createUser(portal, serviceDesk, 'desk creates a user')).toEqual(refusal);
    expect(await eventsOf('command.refused')).toHaveLength(1);
  });
});
