import { describe, expect, it } from '@jest/globals';
import { isRefused } from '../rules.js';
import { askForMail } from './ask-for-mail.js';
import { type MailEvent, mailKinds } from './events.js';
import { giveMailUp } from './give-mail-up.js';
import { isOpen, isUnknownTwice, mailStates, ruleOfMail } from './mail.js';
import {
  account,
  after,
  askedAt,
  askedFor,
  bounced,
  deferred,
  givenUp,
  policy,
  refusedForGood,
  sent,
  tried,
} from './mail.test-data.js';
import { recordMailOutcome, type RecordedOutcome } from './record-mail-outcome.js';
import { tryMail } from './try-mail.js';

const cause = '0195e6a0-0000-7000-8000-00000000000c';
const now = '2026-11-23T20:10:00.000Z';

/** The mail in each of its states. */
const stories: Readonly<Record<(typeof mailStates)[number], readonly MailEvent[]>> = {
  waiting: [askedFor()],
  leaving: [askedFor(), tried(1)],
  sent: [askedFor(), tried(1), sent],
  refused: [askedFor(), tried(1), refusedForGood],
  bounced: [askedFor(), tried(1), sent, bounced],
  'given-up': [askedFor(), givenUp],
};
const settled = ['sent', 'refused', 'bounced', 'given-up'] as const;

describe('what a mail is after each event of its life', () => {
  it.each(mailStates)('ACT-06 it is %s', (state) => {
    expect(after(...stories[state])?.state).toBe(state);
  });

  it('ACT-06 it may still leave while it waits or is leaving, and in no other state', () => {
    expect(mailStates.filter((state) => isOpen(after(...stories[state])))).toEqual(['waiting', 'leaving']);
    expect(isOpen(undefined)).toBe(false);
  });

  it('ACT-06 what was asked for first stands, and nothing happens to what nobody asked for', () => {
    expect(after(askedFor(), tried(1), askedFor({ kind: 'means-coupled' }))).toMatchObject({
      state: 'leaving',
      asked: { kind: 'activation-code' },
    });
    expect(after(tried(1), sent)).toBeUndefined();
  });

  it('ACT-06 the attempts and how often it was put off are counted', () => {
    expect(after(askedFor())).toMatchObject({ attempts: 0, deferrals: 0, mayHaveArrived: 0 });
    expect(after(askedFor(), tried(1), deferred, tried(2))).toMatchObject({
      attempts: 2,
      deferrals: 1,
      triedAgainAt: '2026-11-23T20:02:00.000Z',
    });
  });
});

describe('a mail of which nobody knows whether it arrived', () => {
  it('ACT-06 goes twice at most: after two attempts without an answer it is unknown twice', () => {
    const once = after(askedFor(), tried(1));
    const twice = after(askedFor(), tried(1), tried(2));
    expect([once, twice].map((mail) => mail && isUnknownTwice(mail))).toEqual([false, true]);
    expect(tryMail({ by: 'smtp' }, once).events).toHaveLength(1);
    expect(tryMail({ by: 'smtp' }, twice).events).toEqual([]);
  });

  it('ACT-06 an attempt that surely did not arrive is none of them, wherever it ended', () => {
    expect(after(askedFor(), tried(1), deferred)?.mayHaveArrived).toBe(0);
    // Put off before the first byte went out: it was never tried.
    expect(after(askedFor(), deferred)?.mayHaveArrived).toBe(0);
    expect(after(askedFor(), tried(1), tried(2), deferred)?.mayHaveArrived).toBe(1);
    const again = after(askedFor(), tried(1), tried(2), deferred, tried(3));
    expect(again && isUnknownTwice(again)).toBe(true);
  });

  it('ACT-06 one that waits after it was put off may go, whatever came before', () => {
    const waits = after(askedFor(), tried(1), tried(2), tried(3), deferred);
    expect(waits).toMatchObject({ state: 'waiting', mayHaveArrived: 2 });
    expect(waits && isUnknownTwice(waits)).toBe(false);
  });

  it('ACT-06 the same file again is one file: it may be written as often as it takes', () => {
    const mail = after(askedFor(), tried(1, 'file'), tried(2, 'file'), tried(3, 'file'));
    expect(mail).toMatchObject({ mayHaveArrived: 0, by: 'file' });
    expect(tryMail({ by: 'file' }, mail).events).toEqual([
      { type: 'mail.tried', data: { account, attempt: 4, by: 'file' }, rule: 'ACT-06' },
    ]);
    expect(after(askedFor(), tried(1, 'file'), deferred)?.mayHaveArrived).toBe(0);
  });
});

describe('a mail that is asked for', () => {
  const asking = { account, cause, causedAt: askedAt, policy };

  it('ACT-06 with a code is tried until the code expires', () => {
    const until = '2026-11-30T20:00:00.000Z';
    expect(askForMail({ ...asking, kind: 'activation-code', codeId: 'code-1', until }, undefined)).toEqual({
      events: [
        {
          type: 'mail.asked-for',
          data: { kind: 'activation-code', account, cause, codeId: 'code-1', triedUntil: until },
          rule: 'ACT-06',
        },
      ],
    });
  });

  it.each([
    { until: undefined, triedUntil: '2026-11-26T20:00:00.000Z' },
    { until: '2026-11-26T20:00:00.001Z', triedUntil: '2026-11-26T20:00:00.000Z' },
    { until: '2026-11-26T19:59:59.999Z', triedUntil: '2026-11-26T19:59:59.999Z' },
  ])('ACT-06 without a code, of use until $until, is tried until $triedUntil', ({ until, triedUntil }) => {
    const { events } = askForMail(
      { ...asking, kind: 'password-expires', ...(until === undefined ? {} : { until }) },
      undefined,
    );
    expect(events).toEqual([
      {
        type: 'mail.asked-for',
        data: { kind: 'password-expires', account, cause, triedUntil },
        rule: 'PWD-07',
      },
    ]);
  });

  it('ACT-06 is asked for once', () => {
    expect(askForMail({ ...asking, kind: 'means-coupled' }, after(askedFor())).events).toEqual([]);
  });

  it('AVG-01 each kind has the rule that asks for it', () => {
    expect(mailKinds.map((kind) => `${kind} ${ruleOfMail[kind]}`)).toEqual([
      'activation-code ACT-06',
      'email-address-changed USR-08',
      'means-coupled EHK-02',
      'means-decoupled EHK-07',
      'coupling-lapsed EHK-05',
      'password-issued PWD-10',
      'password-reset PWD-09',
      'password-changed PWD-08',
      'generator-called-back TOK-04',
      'account-blocked USR-07',
      'account-unblocked USR-07',
      'password-expires PWD-07',
      'coupling-lapses EHK-05',
      'activation-code-unused ACT-01',
    ]);
  });
});

describe('what is recorded of a mail', () => {
  const outcomes: readonly RecordedOutcome[] = [
    { outcome: 'sent', messageId: '<a@b.example>' },
    { outcome: 'deferred' },
    { outcome: 'refused' },
  ];
  const recorded = (outcome: RecordedOutcome, ...events: readonly MailEvent[]) =>
    recordMailOutcome({ outcome, policy, now }, after(...events)).events;

  it('ACT-06 each attempt before it is made, with its number and how it goes', () => {
    expect(tryMail({ by: 'smtp' }, after(askedFor({ kind: 'password-reset' }), deferred)).events).toEqual([
      { type: 'mail.tried', data: { account, attempt: 1, by: 'smtp' }, rule: 'PWD-09' },
    ]);
    expect(tryMail({ by: 'smtp' }, after(askedFor(), tried(1))).events).toMatchObject([
      { data: { attempt: 2 } },
    ]);
  });

  it('ACT-06 that it was sent, under which message id, and the server’s reply where there is one', () => {
    const messageId = '<code-1@portaal.example>';
    expect(recorded({ outcome: 'sent', messageId, reply: 250 }, askedFor(), tried(1))).toEqual([
      { type: 'mail.sent', data: { account, messageId, reply: 250 }, rule: 'ACT-06' },
    ]);
    expect(recorded({ outcome: 'sent', messageId }, askedFor(), tried(1))).toEqual([
      { type: 'mail.sent', data: { account, messageId }, rule: 'ACT-06' },
    ]);
  });

  it('ACT-06 that it was refused for good, with the codes of the server and no word of it', () => {
    expect(recorded({ outcome: 'refused', reply: 550, status: '5.1.1' }, askedFor())).toEqual([
      { type: 'mail.refused', data: { account, reply: 550, status: '5.1.1' }, rule: 'ACT-06' },
    ]);
    expect(recorded({ outcome: 'refused', reply: 554 }, askedFor())).toEqual([
      { type: 'mail.refused', data: { account, reply: 554 }, rule: 'ACT-06' },
    ]);
  });

  it.each([
    { times: 0, triedAgainAt: '2026-11-23T20:12:00.000Z' },
    { times: 1, triedAgainAt: '2026-11-23T20:14:00.000Z' },
    { times: 4, triedAgainAt: '2026-11-23T20:42:00.000Z' },
    { times: 5, triedAgainAt: '2026-11-23T21:10:00.000Z' },
    { times: 500, triedAgainAt: '2026-11-23T21:10:00.000Z' },
  ])('ACT-06 put off after $times times, it is tried again at $triedAgainAt', ({ times, triedAgainAt }) => {
    const before = Array.from({ length: times }, () => deferred);
    expect(recorded({ outcome: 'deferred', reply: 451, status: '4.7.1' }, askedFor(), ...before)).toEqual([
      { type: 'mail.deferred', data: { account, reply: 451, status: '4.7.1', triedAgainAt }, rule: 'ACT-06' },
    ]);
  });

  it('ACT-06 that it is given up, and why', () => {
    for (const story of [stories.waiting, stories.leaving])
      expect(giveMailUp({ reason: 'no-longer-needed' }, after(...story)).events).toEqual([
        { type: 'mail.given-up', data: { account, reason: 'no-longer-needed' }, rule: 'ACT-06' },
      ]);
  });

  it.each([...settled, undefined])('ACT-06 of one that is %s nothing more is recorded', (state) => {
    const mail = state === undefined ? undefined : after(...stories[state]);
    expect(tryMail({ by: 'smtp' }, mail).events).toEqual([]);
    expect(giveMailUp({ reason: 'expired' }, mail).events).toEqual([]);
    for (const outcome of outcomes) {
      const decision = recordMailOutcome({ outcome, policy, now }, mail);
      expect([decision.events, isRefused(decision)]).toEqual([[], false]);
    }
  });
});
