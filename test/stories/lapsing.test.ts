import { rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { SignInWithMeans } from '#libs/commands/sign-in-with-means';
import { type SignInOutcome } from '#libs/commands/sign-in-desk';
import { couplingLapsed } from '#libs/domain/account/coupling-events';
import {
  accountOf,
  couple,
  coupleAgain,
  decouple,
  end,
  givenAdministrator,
  givenUserWithCode,
  mailCode,
  meansOf,
  origin,
  outcomeOf,
} from './given/people.js';
import { Portal } from './given/portal.js';

const day = 24 * 60;
/** From 23 November, 21:55 in Amsterdam, to 23 May at the same hour, an hour earlier in UTC; in minutes. */
const eighteenMonths = (365 + 182) * day - 60;

let portal: Portal;
let administrator: Caller;
let anna: string;
let statements: number;
beforeEach(async () => {
  statements = 0;
  portal = await Portal.open();
  administrator = await givenAdministrator(portal);
  anna = await givenUserWithCode(portal, administrator, 'anna');
  expect(outcomeOf(await couple(portal, anna, 'anna', 'anna couples'))).toBe('applied');
});
afterEach(() => portal.closeForGood());

const signIn = async (who = 'anna'): Promise<string> => {
  const outcome: SignInOutcome = await portal.commandBus.execute(
    new SignInWithMeans(
      meansOf(who),
      { issuer: 'https://broker.example', statementId: `statement ${(statements += 1)}` },
      origin,
    ),
  );
  return outcome.outcome === 'refused' ? outcome.violations.map(({ rule }) => rule).join(' ') : 'signed in';
};
const couplingOf = async () => (await accountOf(portal, anna)).coupling.state;
const lapses = async () => {
  const events = await portal.journal.read(`account-${anna}`);
  return events.filter(({ event }) => event.type === couplingLapsed.type);
};
const everyMinute = async (): Promise<void> => {
  await portal.runProcesses();
  await portal.workOffDeadlines();
  await portal.runProcesses();
};

describe('EHK-05 a coupling that nobody signs in with', () => {
  it('stands until 18 calendar months have passed, then it is undone, as of that moment', async () => {
    portal.outside.later(eighteenMonths - 1);
    await everyMinute();
    expect(await couplingOf()).toBe('coupled');
    portal.outside.later(31);
    await everyMinute();
    expect(await couplingOf()).toBe('none');
    const [lapse, ...more] = await lapses();
    expect(more).toEqual([]);
    expect(lapse?.event.data).toMatchObject({
      means: meansOf('anna').key,
      since: '2028-05-23T19:55:00.000Z',
    });
    expect(lapse?.envelope.actor).toEqual({ kind: 'process', id: 'lapse-couplings' });
    await everyMinute();
    expect(await lapses()).toHaveLength(1);
  });

  it('signing in begins the time anew', async () => {
    portal.outside.later(eighteenMonths - 1);
    expect(await signIn()).toBe('signed in');
    portal.outside.later(1);
    await everyMinute();
    expect(await couplingOf()).toBe('coupled');
    expect(await signIn()).toBe('signed in');
    portal.outside.later(eighteenMonths + 3 * day);
    await everyMinute();
    expect(await couplingOf()).toBe('none');
  });

  it('who signs in while the reminder waits for its mail is not reminded any more', async () => {
    await portal.runProcesses();
    await rm(portal.mailFolder, { recursive: true });
    await writeFile(portal.mailFolder, 'a file where the folder should be');
    portal.outside.later(eighteenMonths - 30 * day);
    await everyMinute();
    const asked = (await portal.history()).findLast(({ event: { type } }) => type === 'mail.asked-for');
    expect(asked?.event.data).toMatchObject({ kind: 'coupling-lapses' });
    expect(await signIn()).toBe('signed in');

    await rm(portal.mailFolder);
    await portal.sendMails();
    const [, ending] = await portal.journal.read(asked?.envelope.stream ?? '');
    expect(ending?.event).toMatchObject({ type: 'mail.given-up', data: { reason: 'no-longer-needed' } });
    expect(await portal.mails()).toEqual([]);
  });

  it('who comes too late is told so, before any clock has recorded it; it is recorded at once', async () => {
    portal.outside.later(eighteenMonths);
    expect(await signIn()).toBe('EHK-05');
    expect(await lapses()).toHaveLength(1);
    expect(await signIn()).toBe('LOG-04');
    await everyMinute();
    expect(await lapses()).toHaveLength(1);
    expect((await portal.verify()).findings).toEqual([]);
  });

  it('ACT-05 USR-09 before any clock has recorded it, the username letter is printed and a new code mailed; that records it', async () => {
    portal.outside.later(eighteenMonths - 1);
    expect(outcomeOf(await mailCode(portal, administrator, anna, 'too early'))).toBe('ACT-05');
    const print = () =>
      portal.desk.issue('print-username-letter', {
        idempotencyKey: portal.outside.newId(),
        caller: administrator,
        origin,
        body: { account: anna },
      });
    expect(outcomeOf(await print())).toBe('USR-09');
    portal.outside.later(1);
    expect(outcomeOf(await decouple(portal, administrator, anna, 'too late'))).toBe('EHK-07');
    expect(await lapses()).toHaveLength(0);
    expect(outcomeOf(await print())).toBe('applied');
    expect(await lapses()).toHaveLength(1);
    expect(outcomeOf(await mailCode(portal, administrator, anna, 'new code'))).toBe('applied');
    await everyMinute();
    expect(await lapses()).toHaveLength(1);
    expect(outcomeOf(await couple(portal, anna, 'anna', 'anna couples anew'))).toBe('applied');
  });

  it('EHK-08 the means never couples again without a code, and is free for who has one', async () => {
    portal.outside.later(eighteenMonths);
    await everyMinute();
    expect(outcomeOf(await coupleAgain(portal, 'anna', 'again'))).toBe('EHK-08');
    const bert = await givenUserWithCode(portal, administrator, 'bert');
    expect(outcomeOf(await couple(portal, bert, 'anna', 'bert couples'))).toBe('applied');
  });

  it('the person couples again from the start, with a new code', async () => {
    portal.outside.later(eighteenMonths);
    await everyMinute();
    expect(outcomeOf(await mailCode(portal, administrator, anna, 'new code'))).toBe('applied');
    await portal.runProcesses();
    expect(outcomeOf(await couple(portal, anna, 'anna', 'anna couples anew'))).toBe('applied');
    expect(await signIn()).toBe('signed in');
  });

  it('EHK-08 a decoupling in between doesn’t stop the time', async () => {
    portal.outside.later(day);
    expect(outcomeOf(await decouple(portal, administrator, anna, 'decouple'))).toBe('applied');
    portal.outside.later(eighteenMonths - day);
    expect(outcomeOf(await coupleAgain(portal, 'anna', 'again'))).toBe('EHK-05');
    expect(await signIn()).toBe('EHK-05');
    expect(await couplingOf()).toBe('none');
  });

  it('after a restart nothing is forgotten', async () => {
    await portal.runProcesses();
    portal = await portal.restart();
    portal.outside.later(eighteenMonths);
    await portal.workOffDeadlines();
    expect(await couplingOf()).toBe('none');
  });

  it('END-02 nothing lapses of an account that ended', async () => {
    expect(outcomeOf(await end(portal, administrator, anna, 'end'))).toBe('applied');
    portal.outside.later(eighteenMonths);
    await everyMinute();
    expect(await lapses()).toEqual([]);
  });
});
