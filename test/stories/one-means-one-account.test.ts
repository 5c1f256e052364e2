import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { type Receipt } from '#libs/commands/receipt';
import { activationCodeMade } from '#libs/domain/account/activation-code-events';
import { type EventOf } from '#libs/domain/catalogue';
import { reservationStreams } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import {
  accountOf,
  couple,
  coupleAgain,
  decouple,
  givenAdministrator,
  givenUserWithCode,
  meansOf,
  outcomeOf,
  readable,
} from './given/people.js';
import { Portal } from './given/portal.js';

let portal: Portal;
let administrator: Caller;
let anna: string;
let bert: string;
beforeEach(async () => {
  portal = await Portal.open();
  administrator = await givenAdministrator(portal);
  anna = await givenUserWithCode(portal, administrator, 'anna');
  bert = await givenUserWithCode(portal, administrator, 'bert');
});
afterEach(() => portal.closeForGood());

const means = meansOf('anna');
const couplingOf = async (account: string) => (await accountOf(portal, account)).coupling;
const coupledWithMeans = async (): Promise<string[]> => {
  const states = await Promise.all([anna, bert].map(async (id) => [id, await couplingOf(id)] as const));
  return states.flatMap(([id, coupling]) =>
    coupling.state === 'coupled' && coupling.means === means.key ? [id] : [],
  );
};
const holderOfMeans = async (): Promise<string | undefined> => {
  const { state } = await portal.journal.fold(
    reservationStreams,
    portal.commands.reservations.stream('means', means.key).replace('reservation-', ''),
  );
  return state.holder;
};
/** What must be true at all times: one account at most, and it holds what it is coupled with. */
const expectOneOwner = async (): Promise<void> => {
  const coupled = await coupledWithMeans();
  expect(coupled.length).toBeLessThanOrEqual(1);
  if (coupled.length === 1) expect(await holderOfMeans()).toBe(coupled[0]);
  expect((await portal.verify()).findings).toEqual([]);
};
const outcomes = (receipts: readonly Receipt[]): string[] =>
  receipts.map((receipt) => outcomeOf(receipt)).sort();

describe('EHK-04 one means', () => {
  it.each([1, 2, 3, 4])(
    'is coupled to one account when another couples it before append %i of the first',
    async (nth) => {
      let appends = 0;
      const other: Promise<Receipt>[] = [];
      portal.store.interrupt({
        before: () => {
          appends += 1;
          if (appends === nth) other.push(couple(portal, bert, 'anna', 'bert couples'));
        },
      });
      const first = await couple(portal, anna, 'anna', 'anna couples');
      const second = await Promise.all(other);
      expect(outcomes([first, ...second])).toEqual(second.length === 0 ? ['applied'] : ['EHK-04', 'applied']);
      await portal.runProcesses();
      await expectOneOwner();
    },
  );

  it('is coupled to one account when the other reserves it between the look and the reservation', async () => {
    portal.store.onceBefore(
      ({ type }) => type.startsWith('reservation.made'),
      // Another program of the same installation: it doesn't wait for this one's turn.
      () => portal.commands.reservations.reserve('means', means.key, bert, actOf(portal)),
    );
    expect(outcomeOf(await couple(portal, anna, 'anna', 'anna couples'))).toBe('EHK-04');
    expect(await holderOfMeans()).toBe(bert);
  });

  it('stays with its account when a sweep that began before frees what an earlier visit had left reserved', async () => {
    portal.store.dieAt(1, 'after');
    await expect(couple(portal, anna, 'anna', 'visit that dies')).rejects.toThrow('stopped');
    portal = await portal.restart();
    await portal.runProcesses();
    portal.outside.later(11);
    let visit: Receipt | undefined;
    // The sweep has fenced the account and looked, and is about to free the means.
    portal.store.onceBefore(
      ({ type }) => type.startsWith('reservation.released'),
      async () => {
        visit = await couple(portal, anna, 'anna', 'second visit');
      },
    );
    await portal.sweep();
    expect(visit?.outcome).toBe('applied');
    expect(outcomeOf(await couple(portal, bert, 'anna', 'bert couples'))).toBe('EHK-04');
    await expectOneOwner();

    await portal.runProcesses();
    portal.outside.later(11);
    await portal.sweep();
    expect(await holderOfMeans()).toBe(anna);
  });

  it('that a visit left reserved when it died is free for another account after ten minutes, and the account goes on', async () => {
    portal.store.dieAt(1, 'after');
    await expect(couple(portal, anna, 'anna', 'visit that dies')).rejects.toThrow('stopped');
    portal = await portal.restart();
    await portal.runProcesses();
    expect(outcomeOf(await couple(portal, bert, 'anna', 'too early'))).toBe('EHK-04');
    portal.outside.later(11);
    await portal.sweep();
    expect(outcomeOf(await couple(portal, bert, 'anna', 'bert couples'))).toBe('applied');
    // The late command itself, sent again.
    expect(outcomeOf(await couple(portal, anna, 'anna', 'visit that dies'))).toBe('EHK-04');
    await expectOneOwner();
  });

  it('ACT-03 wrong combinations side by side count like one after the other', async () => {
    const wrong = { activationCode: '0000-0000-0000-0000' };
    const receipts = await Promise.all(
      Array.from({ length: 9 }, (_, nth) =>
        couple(portal, anna, nth % 2 === 0 ? 'anna' : 'other', `wrong ${nth}`, wrong),
      ),
    );
    expect(new Set(outcomes(receipts))).toEqual(new Set(['ACT-03']));
    expect((await accountOf(portal, anna)).activationCode).toMatchObject({
      void: 'wrong-combinations',
      wrongTries: 5,
    });
    const tries = (await portal.history()).filter(({ event }) => event.type.startsWith('means.'));
    expect(tries).toHaveLength(9);
  });

  it.each([1, 2, 3, 4])(
    'ACT-03 a wrong combination counts once, for the code and for the means, died after append %i',
    async (nth) => {
      const wrong = () =>
        couple(portal, anna, 'anna', 'wrong', { activationCode: '0000-0000-0000-0000' }).catch(
          () => undefined,
        );
      portal.store.dieAt(nth, 'after');
      await wrong();
      portal = await portal.restart();
      const again = await wrong();
      expect(again?.outcome).toBe('refused');
      expect(await wrong()).toEqual(again);
      const types = (await portal.history()).map(({ event }) => event.type);
      for (const type of [
        'account.coupling-tried-wrongly',
        'means.coupling-tried-wrongly',
        'command.refused',
      ])
        expect([type, types.filter((one) => one === type).length]).toEqual([type, 1]);
    },
  );
});

describe('EHK-08 the previous means', () => {
  /** Anna’s means is decoupled, and a new code was mailed to her; Bert has a code too. */
  beforeEach(async () => {
    await couple(portal, anna, 'anna', 'anna couples');
    await decouple(portal, administrator, anna, 'anna is decoupled');
    await portal.runProcesses();
  });

  it('goes to another account with a valid code, and the first one’s right ends before', async () => {
    expect(outcomeOf(await couple(portal, bert, 'anna', 'bert couples'))).toBe('applied');
    await portal.runProcesses();
    expect(await coupledWithMeans()).toEqual([bert]);
    expect(outcomeOf(await coupleAgain(portal, 'anna', 'anna again'))).toBe('changed-nothing');
    const history = await portal.history();
    const positionOf = (type: string, stream: string) =>
      history.findLast(({ event, envelope }) => event.type === type && envelope.stream === stream)
        ?.position ?? -1n;
    expect(positionOf('account.previous-means-released', `account-${anna}`)).toBeLessThan(
      positionOf('account.coupled', `account-${bert}`),
    );
    await expectOneOwner();
  });

  it.each(['account.previous-means-released', 'reservation.released', 'account.coupled'])(
    'has one owner when the first account couples it again just before %s is written',
    async (type) => {
      let running: Promise<Receipt> | undefined;
      portal.store.onceBefore(
        (append) => append.type.startsWith(type),
        async () => {
          running = coupleAgain(portal, 'anna', 'anna again');
          await settledOrWaiting(running);
        },
      );
      const other = await couple(portal, bert, 'anna', 'bert couples');
      const again = await running;
      if (type === 'account.previous-means-released')
        expect([outcomeOf(other), again?.outcome]).toEqual(['EHK-04', 'applied']);
      else expect(outcomeOf(other)).toBe('applied');
      await portal.runProcesses();
      await expectOneOwner();
    },
  );

  it.each(['account.previous-means-released', 'reservation.released', 'account.coupled'])(
    'has one owner when the first account couples it with its new code just before %s is written',
    async (type) => {
      let again: Promise<Receipt> | undefined;
      // It runs on: where it must wait for the other it does.
      portal.store.onceBefore(
        (append) => append.type.startsWith(type),
        async () => {
          again = couple(portal, anna, 'other than anna', 'anna with her code', { means });
          await settledOrWaiting(again);
        },
      );
      const other = await couple(portal, bert, 'anna', 'bert couples');
      const receipts = [other, ...(again === undefined ? [] : [await again])];
      expect(receipts.filter(({ outcome }) => outcome === 'applied')).toHaveLength(1);
      await portal.runProcesses();
      await expectOneOwner();
    },
  );

  it.each([1, 2, 3])(
    'goes to the other account by the same command again, when it died after append %i',
    async (nth) => {
      portal.store.dieAt(nth, 'after');
      await expect(couple(portal, bert, 'anna', 'bert couples')).rejects.toThrow('stopped');
      portal = await portal.restart();
      const again = await couple(portal, bert, 'anna', 'bert couples');
      expect(outcomeOf(again)).toBe('applied');
      expect(await couple(portal, bert, 'anna', 'bert couples')).toEqual(again);
      await portal.runProcesses();
      await expectOneOwner();
      expect(await coupledWithMeans()).toEqual([bert]);
    },
  );

  it('is free for others once the account has coupled another one', async () => {
    await couple(portal, anna, 'anna’s second means', 'anna couples another');
    await portal.runProcesses();
    expect(await holderOfMeans()).toBeUndefined();
    expect(outcomeOf(await couple(portal, bert, 'anna', 'bert couples'))).toBe('applied');
    await expectOneOwner();
  });

  it('stays reserved until then', async () => {
    await portal.runProcesses();
    expect(await holderOfMeans()).toBe(anna);
    expect(outcomeOf(await coupleAgain(portal, 'anna', 'anna again'))).toBe('applied');
    await expectOneOwner();
  });

  it('is not freed by a process that is behind, when the account has coupled it again since', async () => {
    await portal.close();
    portal = await Portal.open(portal.directory, portal.outside);
    const code = async (key: string) => {
      await decouple(portal, administrator, anna, key);
    };
    await couple(portal, anna, 'second', 'anna couples another');
    await code('decoupled again');
    await portal.runProcesses();
    await couple(portal, anna, 'anna', 'anna couples the first one again');
    await portal.runProcesses();
    await expectOneOwner();
    expect(await holderOfMeans()).toBe(anna);
  });
});

describe('EHK-04 one means, between two programs on one store', () => {
  let other: Portal;
  beforeEach(async () => {
    other = await portal.beside();
  });

  it.each([1, 2, 3, 4])(
    'is coupled to one account when the other program couples it wholly before append %i',
    async (nth) => {
      let appends = 0;
      let second: Receipt | undefined;
      portal.store.interrupt({
        before: async () => {
          appends += 1;
          if (appends === nth) second = await couple(other, bert, 'anna', 'bert couples');
        },
      });
      const first = await couple(portal, anna, 'anna', 'anna couples');
      const all = second === undefined ? [first] : [first, second];
      expect(all.filter(({ outcome }) => outcome === 'applied')).toHaveLength(1);
      await portal.runProcesses();
      await expectOneOwner();
    },
  );

  it('EHK-08 is not handed over to one account while the one that had it is coupling it anew with its code', async () => {
    await couple(portal, anna, 'anna', 'anna couples');
    await decouple(portal, administrator, anna, 'anna is decoupled');
    await portal.runProcesses();
    // The process that frees means is not there: it would be a third.
    portal = await portal.restart();
    other = await portal.beside();
    const annaIsAboutToCouple = door();
    const bertIsDone = door();
    let running: Promise<Receipt> | undefined;
    portal.store.interrupt({
      before: async ({ stream, type }) => {
        if (type.startsWith('reservation.released') && running === undefined) {
          // Anna’s right has ended, and the means is about to be Bert’s.
          running = couple(other, anna, 'anna', 'anna with her code');
          await annaIsAboutToCouple.opened;
        } else if (type.startsWith('account.coupled') && stream === `account-${anna}`) {
          annaIsAboutToCouple.open();
          await bertIsDone.opened;
        }
      },
    });
    const bertCouples = couple(portal, bert, 'anna', 'bert couples').finally(() => bertIsDone.open());
    const receipts = [await bertCouples, await running];
    expect(receipts.filter((receipt) => receipt?.outcome === 'applied')).toHaveLength(1);
    await portal.runProcesses();
    await expectOneOwner();
  });

  it.each(['the same program', 'another program'])(
    'EHK-08 is not freed by a process that has looked before the account couples it again through %s',
    async (through) => {
      await couple(portal, anna, 'anna', 'anna couples');
      await decouple(portal, administrator, anna, 'anna is decoupled');
      await portal.runProcesses();
      portal = await portal.restart();
      await couple(portal, anna, 'second', 'anna couples another');
      await decouple(portal, administrator, anna, 'decoupled again');
      const activationCode = await codeNotYetMailed(anna);
      const door = through === 'another program' ? await portal.beside() : portal;
      let coupled: Promise<Receipt> | undefined;
      portal.store.onceBefore(
        ({ type }) => type.startsWith('reservation.released'),
        async () => {
          coupled = couple(door, anna, 'anna', 'anna couples the first one again', { activationCode });
          await settledOrWaiting(coupled);
        },
      );
      await portal.runProcesses();
      expect((await coupled)?.outcome).toBe('applied');
      await portal.runProcesses();
      await expectOneOwner();
    },
  );

  it('the same command sent to both at once is carried out once and answered equally', async () => {
    const [one, two] = await Promise.all([
      couple(portal, anna, 'anna', 'anna couples'),
      couple(other, anna, 'anna', 'anna couples'),
    ]);
    expect(outcomeOf(one)).toBe('applied');
    expect(two).toEqual(one);
    await expectOneOwner();
  });
});

const codeNotYetMailed = async (account: string): Promise<string> => {
  const events = await portal.journal.read(`account-${account}`);
  const made = events.findLast(({ event }) => event.type === activationCodeMade.type);
  const { code } = (made as RecordedEvent<EventOf<typeof activationCodeMade>>).event.data;
  return readable(code);
};

/** Closed until somebody opens it. */
function door(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

/** When it is done, or, where it waits for its turn, when everything else has had many turns. */
async function settledOrWaiting(running: Promise<unknown>): Promise<void> {
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  await Promise.race([running, turns()]);
}

const actOf = ({ outside }: Portal) => {
  const id = outside.newId();
  return {
    command: { id, name: 'couple-means', fingerprint: '' },
    correlation: id,
    causation: id,
    actor: { kind: 'application', id },
    authority: { basis: 'test', judged: [] },
    origin: { channel: 'http' },
    policy: null,
    time: outside.now().toISOString(),
  } as const;
};
