import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { type Receipt } from '#libs/commands/receipt';
import { previousMeansReleased } from '#libs/domain/account/coupling-events';
import { event } from '#libs/domain/catalogue';
import { accountStreams } from '#libs/domain/streams';
import {
  accountIn,
  accountOf,
  application,
  createUser,
  examens,
  givenAdministrator,
  holder,
  idFor,
  mailCode,
  operator,
  origin,
  outcomeOf,
  registreren,
  serviceDesk,
} from './given/people.js';
import { Portal } from './given/portal.js';

let portal: Portal;
let administrator: Caller;
beforeEach(async () => {
  portal = await Portal.open();
  administrator = await givenAdministrator(portal);
});
afterEach(() => portal.closeForGood());

const createdOnce = async (receipt: Receipt): Promise<void> => {
  const stream = `account-${accountIn(receipt)}`;
  expect(await portal.typesOf(stream)).toEqual(['account.user-created', 'account.role-granted']);
  expect((await portal.verify()).findings).toEqual([]);
};

describe('the same command again', () => {
  it('forty times at once is carried out once and answered equally', async () => {
    const receipts = await Promise.all(
      Array.from({ length: 40 }, () => createUser(portal, administrator, 'user')),
    );
    for (const receipt of receipts) expect(receipt).toEqual(receipts[0]);
    await createdOnce(receipts[0] as Receipt);
  });

  it.each([
    [1, 'before', 'nothing was reserved'],
    [1, 'after', 'the e-mail address was reserved'],
    [2, 'after', 'e-mail address and username were reserved'],
    [3, 'after', 'the administrator was named'],
    [4, 'after', 'the account was made, but not answered'],
  ] as const)('after a crash when at append %i, %s it, %s: carried out once', async (nth, moment, _when) => {
    portal.store.dieAt(nth, moment);
    await expect(createUser(portal, administrator, 'user')).rejects.toThrow('the program was stopped');
    portal = await portal.restart();

    const again = await createUser(portal, administrator, 'user');
    expect(outcomeOf(again)).toBe('applied');
    expect(await createUser(portal, administrator, 'user')).toEqual(again);
    await createdOnce(again);
  });

  it('ACT-02 has one code made, whichever append the program died at', async () => {
    const account = accountIn(await createUser(portal, administrator, 'user'));
    for (const nth of [1, 2]) {
      portal.store.dieAt(nth, 'after');
      await expect(mailCode(portal, administrator, account, 'code')).rejects.toThrow('stopped');
      portal = await portal.restart();
    }
    const again = await mailCode(portal, administrator, account, 'code');
    expect(await mailCode(portal, administrator, account, 'code')).toEqual(again);
    const types = await portal.typesOf(`account-${account}`);
    expect(types.filter((type) => type === 'account.activation-code-made')).toHaveLength(1);
    expect(types).not.toContain('account.activation-code-voided');
  });

  it('USR-06 that changed nothing changes nothing, also when there would be something to change by now', async () => {
    const account = accountIn(await createUser(portal, administrator, 'user'));
    const change = (key: string, grant = [registreren], withdraw: (typeof registreren)[] = []) =>
      portal.desk.issue('change-roles', {
        idempotencyKey: idFor(key),
        caller: administrator,
        origin,
        body: { account, grant, withdraw },
      });
    const nothing = await change('grants what is there');
    expect(nothing.outcome).toBe('changed-nothing');
    await change('swaps', [examens], [registreren]);
    expect(await change('grants what is there')).toEqual(nothing);
    expect([...(await accountOf(portal, account)).roles.keys()]).toEqual(['examens']);
  });

  it('refused is refused again in the same words, also when it would be allowed by now', async () => {
    const code = {
      code: 'verzuim',
      name: 'Verzuim',
      explanation: 'Verzuim',
      kenmerkType: 'BRIN',
      sectors: ['po'],
      incompatibleWith: [],
      keptFromGranters: false,
      inForceFrom: '2026-01-01',
    } as const;
    const appoint = () =>
      portal.desk.issue('propose-administrator', {
        idempotencyKey: idFor('appoint for verzuim'),
        caller: serviceDesk,
        origin,
        body: {
          holder: holder('tweede'),
          form: { reference: 'F-2', dateReceived: '2026-11-20', signatory: 'B. Bestuurder' },
          authorisations: [{ ...registreren, role: 'verzuim', organisation: 'board-20091' }],
        },
      });
    const refusal = await appoint();
    expect(outcomeOf(refusal)).toBe('USR-10');
    await portal.desk.issue('define-role', {
      idempotencyKey: idFor('verzuim'),
      caller: operator,
      origin,
      body: code,
    });
    expect(await appoint()).toEqual(refusal);
  });
});

describe('an Idempotency-Key that was used before', () => {
  it('for another body is not taken', async () => {
    await createUser(portal, administrator, 'user');
    await expect(createUser(portal, administrator, 'user', { surname: 'Drenthe' })).rejects.toMatchObject({
      name: 'CommandIdReused',
    });
  });

  it('by somebody else is another command', async () => {
    const other = await givenAdministrator(portal, 'tweede');
    const key = 'user';
    const [first, second] = await Promise.all([
      createUser(portal, administrator, key, { emailAddress: 'een@voorbeeldschool.nl' }),
      createUser(portal, other, key, { emailAddress: 'twee@voorbeeldschool.nl' }),
    ]);
    expect([first, second].map((receipt) => outcomeOf(receipt))).toEqual(['applied', 'applied']);
    expect(first.commandId).not.toBe(second.commandId);
  });

  it('by the same subject as another kind of caller is another command: the answer is not the person’s', async () => {
    const account = accountIn(await createUser(portal, administrator, 'user'));
    await mailCode(portal, administrator, account, 'code');
    const desk: Caller = { ...administrator, kind: 'service-desk', id: idFor('somebody at the desk') };
    expect(outcomeOf(await mailCode(portal, desk, account, 'code'))).toBe('ACT-04');
  });
});

describe('others who write to the same account', () => {
  it('in between make the decision be taken anew, until it fits', async () => {
    const account = accountIn(await createUser(portal, administrator, 'user'));
    let others = 0;
    portal.store.interrupt({
      before: async ({ stream, type }) => {
        if (stream !== `account-${account}` || !type.startsWith('account.activation') || others >= 10) return;
        others += 1;
        await somethingElse(account, others);
      },
    });
    expect(outcomeOf(await mailCode(portal, administrator, account, 'code'))).toBe('applied');
    expect(others).toBe(10);
    expect((await accountOf(portal, account)).activationCode?.mail).toBe('waiting');
  });

  it('at every one of fifty tries are no refusal: the same command again is right', async () => {
    const account = accountIn(await createUser(portal, administrator, 'user'));
    let others = 0;
    portal.store.interrupt({
      before: async ({ stream, type }) => {
        if (stream !== `account-${account}` || !type.startsWith('account.activation')) return;
        others += 1;
        await somethingElse(account, others);
      },
    });
    await expect(mailCode(portal, administrator, account, 'code')).rejects.toMatchObject({
      name: 'TooMuchContention',
    });
    expect(others).toBe(50);
    portal.store.calm();
    expect(outcomeOf(await mailCode(portal, administrator, account, 'code'))).toBe('applied');
  });

  it('are told of by the revision that the caller has seen', async () => {
    const account = accountIn(await createUser(portal, administrator, 'user'));
    const change = (seenRevision: number, key: string) =>
      portal.desk.issue('change-roles', {
        idempotencyKey: idFor(key),
        caller: administrator,
        origin,
        seenRevision,
        body: { account, grant: [examens], withdraw: [] },
      });
    await expect(change(0, 'stale')).rejects.toMatchObject({ name: 'RevisionChanged', actual: 1 });
    const done = await change(1, 'fresh');
    expect(outcomeOf(done)).toBe('applied');
    // The same again, although the account has gone on by what it did itself.
    expect(await change(1, 'fresh')).toEqual(done);
  });

  const somethingElse = async (account: string, nth: number): Promise<void> => {
    const { stream, head } = await portal.journal.fold(accountStreams, account);
    const id = idFor(`something else ${nth}`);
    await portal.journal.append(
      { stream, head, events: [event(previousMeansReleased, { means: 'x', reservation: 'reservation-x' })] },
      {
        command: { id, name: 'something-else', fingerprint: '' },
        correlation: id,
        causation: id,
        actor: { kind: 'application', id: application.id },
        authority: { basis: 'test', judged: [] },
        origin,
        policy: null,
        time: portal.outside.now().toISOString(),
      },
    );
  };
});
