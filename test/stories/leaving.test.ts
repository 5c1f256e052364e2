import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { mandateId } from '#libs/commands/mandates';
import { tokenIssued } from '#libs/domain/account/token-events';
import { administratorCreated } from '#libs/domain/account/administrator-events';
import { userCreated } from '#libs/domain/account/events';
import { event } from '#libs/domain/catalogue';
import { organisationRegistered } from '#libs/domain/organisation/events';
import { reservationMade } from '#libs/domain/reservation/reservation';
import { mandateStreams } from '#libs/domain/streams';
import { type Act } from '#libs/journal/journal';
import {
  accountIn,
  confirmAdministrator,
  createUser,
  givenAdministrator,
  holder,
  idFor,
  organisation,
  origin,
  outcomeOf,
  proposeAdministrator,
  serviceDesk,
} from './given/people.js';
import { Portal } from './given/portal.js';

const form = { reference: 'F-6.3', dateReceived: '2026-11-20', signatory: 'B. Bestuurder' };
const otherBoard = 'board-20092';

let portal: Portal;
beforeEach(async () => {
  portal = await Portal.open();
});
afterEach(() => portal.closeForGood());

const leave = (key = 'leave', at = portal, of = organisation) =>
  at.desk.issue('leave-organisation', {
    idempotencyKey: idFor(key),
    caller: serviceDesk,
    origin,
    body: { organisation: of, form },
  });
const giveMandate = (giving: string, receiving: string, at = portal) =>
  at.desk.issue('give-mandate', {
    idempotencyKey: idFor(`${giving} to ${receiving}`),
    caller: serviceDesk,
    origin,
    body: { givingOrganisation: giving, receivingOrganisation: receiving, roles: ['registreren'], form },
  });
const rolesMandated = async (giving: string, receiving: string) => [
  ...((await portal.journal.fold(mandateStreams, mandateId(giving, receiving))).state?.roles ?? []),
];
const lastOf = async (stream: string) => (await portal.journal.read(stream)).at(-1)?.event;
const typesOf = (account: string) => portal.typesOf(`account-${account}`);

/** Somebody else's act, made up. */
const actOf = (what: string): Act => ({
  command: { id: idFor(what), name: 'make-history', fingerprint: '' },
  correlation: idFor(what),
  causation: idFor(what),
  actor: { kind: 'service-desk', id: serviceDesk.id },
  authority: { basis: 'made-up', judged: [] },
  origin,
  policy: null,
  time: portal.outside.now().toISOString(),
});
const issued = (generator: string) =>
  event(tokenIssued, {
    generator,
    seedId: idFor(generator),
    serialNumber: generator,
    delivery: 'courier',
  });
const givenOtherBoard = () =>
  portal.journal.append(
    {
      stream: `organisation-${otherBoard}`,
      head: 'none',
      events: [event(organisationRegistered, { type: 'board', code: '20092', sectors: ['po'] })],
    },
    actOf('other board'),
  );

describe('an organisation that leaves', () => {
  let administrator: Caller;
  beforeEach(async () => {
    administrator = await givenAdministrator(portal);
  });

  it('ORG-05 END-01 all its accounts end in the same process, administrators’ too, and it is recorded what was done', async () => {
    const users = [
      accountIn(await createUser(portal, administrator, 'anna')),
      accountIn(await createUser(portal, administrator, 'bert')),
    ];
    expect(outcomeOf(await leave())).toBe('applied');
    await portal.runProcesses();
    for (const account of [...users, administrator.id])
      expect((await typesOf(account)).at(-1)).toBe('account.ended');
    expect(await lastOf(`organisation-${organisation}`)).toMatchObject({
      type: 'organisation.departure-completed',
      data: { accounts: 3, mandates: 0, generators: 0 },
    });
    expect((await portal.verify()).findings).toEqual([]);
  });

  it('ORG-05 a confirmation goes to the organisation by post, once, when all is done', async () => {
    await leave();
    await portal.runProcesses();
    await portal.runProcesses();
    const history = await portal.history();
    const done = history.find(({ event: { type } }) => type === 'organisation.departure-completed');
    const letters = history.filter(({ envelope }) => envelope.causation === done?.envelope.id);
    expect(letters.map(({ event: { data } }) => data)).toMatchObject([
      { kind: 'organisation-left', channel: 'ordinary-post', organisation },
    ]);
  });

  it('ORG-05 each ending says on whose authority: that of the event with which the organisation left', async () => {
    await leave();
    await portal.runProcesses();
    const left = (await portal.history()).find(({ event: { type } }) => type === 'organisation.left');
    const ended = (await portal.history()).find(({ event: { type } }) => type === 'account.ended');
    expect(ended?.event.data).toMatchObject({ because: 'organisation-left' });
    expect(ended?.envelope).toMatchObject({
      actor: { kind: 'process', id: 'leave-organisations' },
      causation: left?.envelope.id,
      authority: {
        basis: 'organisation-left',
        judged: [{ stream: `organisation-${organisation}`, revision: left?.envelope.revision }],
      },
    });
  });

  it('ORG-05 TOK-04 every token generator that is out is called back, and counted', async () => {
    const account = accountIn(
      await createUser(portal, administrator, 'anna', { signInMethod: 'token', username: 'Anna1234' }),
    );
    const { head } = await portal.journal.fold({ category: 'account', initial: 0, evolve: () => 0 }, account);
    await portal.journal.append(
      { stream: `account-${account}`, head, events: [issued('g-1'), issued('g-2')] },
      actOf('issue'),
    );
    await leave();
    await portal.runProcesses();
    expect((await typesOf(account)).slice(-3)).toEqual([
      'account.token-called-back',
      'account.token-called-back',
      'account.ended',
    ]);
    expect(await lastOf(`organisation-${organisation}`)).toMatchObject({
      data: { accounts: 2, generators: 2 },
    });
  });

  it('ORG-05 END-01 what the accounts stood on becomes free, as when they end one by one', async () => {
    const emailAddress = 'anna@voorbeeldschool.nl';
    await createUser(portal, administrator, 'anna', { emailAddress });
    const isTaken = () =>
      portal.commands.reservations.isTaken('email-address', emailAddress, 'somebody else');
    expect(await isTaken()).toBe(true);
    await leave();
    await portal.runProcesses();
    await portal.runProcesses();
    expect(await isTaken()).toBe(false);
  });

  it('ORG-05 ADM-11 an administrator who waits for a second person is turned down, and what they stood on becomes free', async () => {
    const emailAddress = 'nieuw@voorbeeldschool.nl';
    const account = accountIn(await proposeAdministrator(portal, 'nieuw', { emailAddress }));
    const isTaken = () =>
      portal.commands.reservations.isTaken('email-address', emailAddress, 'somebody else');
    expect(await isTaken()).toBe(true);
    await leave();
    await portal.runProcesses();
    await portal.runProcesses();
    expect(await typesOf(account)).toEqual([
      'account.administrator-proposed',
      'account.administrator-proposal-rejected',
    ]);
    expect(await isTaken()).toBe(false);
    expect(outcomeOf(await confirmAdministrator(portal, account))).toBe('ADM-11');
    expect(await lastOf(`organisation-${organisation}`)).toMatchObject({ data: { accounts: 1 } });
  });

  it('ORG-05 ADM-11 so is one who was being proposed when it left', async () => {
    await portal.runProcesses();
    portal.store.onceBefore(
      ({ type }) => type.startsWith('account.administrator-proposed'),
      async () => {
        await leave('leave', await portal.beside());
        await portal.runProcesses();
      },
    );
    const account = accountIn(await proposeAdministrator(portal, 'laat'));
    await portal.runProcesses();
    expect((await typesOf(account)).at(-1)).toBe('account.administrator-proposal-rejected');
  });

  it('ORG-05 every mandate that it gave or received ends; one between others stays', async () => {
    await givenOtherBoard();
    const third = 'board-20093';
    await portal.journal.append(
      {
        stream: `organisation-${third}`,
        head: 'none',
        events: [event(organisationRegistered, { type: 'board', code: '20093', sectors: ['po'] })],
      },
      actOf('third board'),
    );
    for (const [giving, receiving] of [
      [organisation, otherBoard],
      [otherBoard, organisation],
      [otherBoard, third],
    ] as const)
      expect(outcomeOf(await giveMandate(giving, receiving))).toBe('applied');
    await leave();
    await portal.runProcesses();
    expect(await rolesMandated(organisation, otherBoard)).toEqual([]);
    expect(await rolesMandated(otherBoard, organisation)).toEqual([]);
    expect(await rolesMandated(otherBoard, third)).toEqual(['registreren']);
    expect(await lastOf(`organisation-${organisation}`)).toMatchObject({ data: { mandates: 2 } });
  });

  it('ORG-05 nothing is created, appointed or mandated there any more', async () => {
    await givenOtherBoard();
    const account = accountIn(await createUser(portal, administrator, 'anna'));
    await leave();
    expect(outcomeOf(await createUser(portal, administrator, 'bert'))).toBe('ADM-02');
    const change = portal.desk.issue('change-roles', {
      idempotencyKey: idFor('more'),
      caller: administrator,
      origin,
      body: {
        account,
        grant: [{ role: 'examens', kenmerken: [{ type: 'BRIN', value: '03WU' }] }],
        withdraw: [],
      },
    });
    expect(outcomeOf(await change)).toBe('ORG-01');
    await expect(givenAdministrator(portal, 'tweede')).rejects.toThrow('ORG-01');
    expect(outcomeOf(await giveMandate(otherBoard, organisation))).toBe('ADM-05');
    expect(outcomeOf(await giveMandate(organisation, otherBoard))).toContain('ADM-05');
  });

  it('ORG-05 USR-06 it leaves once; one that isn’t there can’t', async () => {
    await leave();
    expect(outcomeOf(await leave('again'))).toBe('changed-nothing');
    expect(await leave('strange', portal, 'board-11111')).toMatchObject({
      outcome: 'refused',
      answer: 'unknown',
      violations: [{ rule: 'ORG-05' }],
    });
  });

  it('ORG-05 an account that a command was making when the organisation left is ended too (architecture 6)', async () => {
    await portal.runProcesses();
    portal.store.onceBefore(
      ({ type }) => type.startsWith('account.user-created'),
      async () => {
        await leave('leave', await portal.beside());
        await portal.runProcesses();
      },
    );
    const account = accountIn(await createUser(portal, administrator, 'anna'));
    expect(await lastOf(`organisation-${organisation}`)).toMatchObject({
      type: 'organisation.departure-completed',
    });
    await portal.runProcesses();
    expect((await typesOf(account)).at(-1)).toBe('account.ended');
  });

  it('ORG-05 an administrator who was being appointed when it left is ended too', async () => {
    await portal.runProcesses();
    portal.store.onceBefore(
      ({ type }) => type.startsWith('account.administrator-created'),
      async () => leave('leave', await portal.beside()),
    );
    const late = await givenAdministrator(portal, 'laat');
    await portal.runProcesses();
    expect((await typesOf(late.id)).at(-1)).toBe('account.ended');
  });

  it.each(['gives', 'receives'])('ORG-05 a mandate that it %s while it leaves lapses too', async (side) => {
    await givenOtherBoard();
    await portal.runProcesses();
    portal.store.onceBefore(
      ({ type }) => type.startsWith('mandate.given'),
      async () => leave('leave', await portal.beside()),
    );
    const [giving, receiving] = side === 'gives' ? [organisation, otherBoard] : [otherBoard, organisation];
    expect(outcomeOf(await giveMandate(giving, receiving))).toBe('applied');
    await portal.runProcesses();
    expect(await rolesMandated(giving, receiving)).toEqual([]);
  });
});

describe('an organisation of 10,000 accounts', () => {
  const people = 10_000;
  const atOnce = 100;
  /** Of so many, the first, there is more than the account: a generator that is out, and what they stand on. */
  const withMore = 100;

  async function given10000Accounts(): Promise<void> {
    await givenAdministrator(portal);
    const reservationsOf = (number: number) => [
      `reservation-email-address-1-${number}`,
      `reservation-username-1-${number}`,
    ];
    const made = (number: number) => [
      event(number % 100 === 0 ? administratorCreated : userCreated, {
        ...holder(`p${number}`),
        username: `P${number}`,
        reservations: reservationsOf(number),
      }),
      ...(number < withMore ? [issued(`g-${number}`)] : []),
    ];
    for (let first = 0; first < people; first += atOnce)
      await Promise.all(
        Array.from({ length: atOnce }, (_, index) => first + index).map((number) =>
          portal.journal.append(
            { stream: `account-${idFor(`person ${number}`)}`, head: 'none', events: made(number) },
            actOf(`make ${number}`),
          ),
        ),
      );
    for (let number = 0; number < withMore; number += 1)
      for (const stream of reservationsOf(number))
        await portal.journal.append(
          { stream, head: 'none', events: [event(reservationMade, { holder: idFor(`person ${number}`) })] },
          actOf(`reserve ${number}`),
        );
    await givenOtherBoard();
    await giveMandate(organisation, otherBoard);
    await giveMandate(otherBoard, organisation);
  }

  /** What happened to each account, mandate and reservation, and how the leaving was recorded. */
  async function endOf(at: Portal): Promise<ReadonlyMap<string, readonly unknown[]>> {
    const streams = new Map<string, unknown[]>();
    for await (const { event: happened, envelope } of at.journal.readAll())
      if (/^(account|mandate|organisation|reservation)-/.test(envelope.stream))
        streams.set(envelope.stream, [...(streams.get(envelope.stream) ?? []), envelope.id, happened.type]);
    return streams;
  }

  const lastTypes = (ends: ReadonlyMap<string, readonly unknown[]>, prefix: string) =>
    [...ends].filter(([stream]) => stream.startsWith(prefix)).map(([, happened]) => happened.at(-1));

  it('ORG-05 a crash in the middle, and another one, end the same as none', async () => {
    await given10000Accounts();
    await leave();
    const copy = join(mkdtempSync(join(tmpdir(), 'portal-copy-')), 'data');
    await portal.close();
    cpSync(portal.directory, copy, { recursive: true });

    portal = await Portal.open(portal.directory, portal.outside);
    await portal.runProcesses();
    const unbroken = await endOf(portal);

    let crashing = await Portal.open(copy, portal.outside);
    for (const [nth, moment] of [
      [4_321, 'after'],
      [2_000, 'before'],
    ] as const) {
      crashing.store.dieAt(nth, moment);
      const stopped = crashing.runProcesses();
      await crashing.trouble();
      crashing = await crashing.restart();
      await stopped;
    }
    await crashing.runProcesses();
    expect(await endOf(crashing)).toEqual(unbroken);
    expect((await crashing.verify()).findings).toEqual([]);
    await crashing.closeForGood();
    rmSync(join(copy, '..'), { recursive: true });

    expect(await lastOf(`organisation-${organisation}`)).toMatchObject({
      type: 'organisation.departure-completed',
      data: { accounts: people + 1, mandates: 2, generators: withMore },
    });
    expect(lastTypes(unbroken, 'mandate-')).toEqual(Array(2).fill('mandate.lapsed'));
    // The administrator's too; a username is never given out again (USR-03).
    const stoodOn = withMore + 1;
    expect(lastTypes(unbroken, 'reservation-email-address-')).toEqual(
      Array(stoodOn).fill('reservation.released'),
    );
    expect(lastTypes(unbroken, 'reservation-username-')).toEqual(Array(stoodOn).fill('reservation.made'));
  }, 600_000);
});
