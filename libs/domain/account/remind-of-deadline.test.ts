import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import {
  aCode,
  aUser,
  coupledTo,
  decoupledFrom,
  given,
  lapsesAt,
  now,
  tomorrow,
} from './account.test-data.js';
import { activationCodeMailed, activationCodeVoided } from './activation-code-events.js';
import { accountEnded, type AccountEvent } from './events.js';
import { aTokenUser, changedTo, goodUntil, issuedAs } from './passwords.test-data.js';
import { type RemindOfDeadline, remindOfDeadline } from './remind-of-deadline.js';
import { type ReminderSubject, reminderDue } from './reminder-events.js';

const mailed = event(activationCodeMailed, { codeId: 'code', messageId: 'message-1' });
const ended = event(accountEnded, { reservations: [] });
const later = '2028-06-23T09:00:00.000Z';

interface Case {
  readonly rule: string;
  readonly deadline: string;
  readonly history: readonly AccountEvent[];
}
const cases: Readonly<Record<ReminderSubject, Case>> = {
  'password-expires': { rule: 'PWD-07', deadline: goodUntil, history: [aTokenUser(), changedTo('own')] },
  'coupling-lapses': {
    rule: 'EHK-05',
    deadline: lapsesAt,
    history: [aUser(), aCode('code'), coupledTo('means-one', 'code', lapsesAt)],
  },
  'activation-code-unused': {
    rule: 'ACT-01',
    deadline: tomorrow,
    history: [aUser(), aCode('code'), mailed],
  },
};
const each = Object.entries(cases) as [ReminderSubject, Case][];

const recorded = (history: readonly AccountEvent[], reminding: RemindOfDeadline) =>
  given(...history).when(remindOfDeadline, reminding);
const nothing = { recorded: [], broken: [] };

describe('a reminder', () => {
  it.each(each)(
    'PWD-07 EHK-05 ACT-01 that %s is due while the deadline stands',
    (of, { rule, deadline, history }) => {
      expect(recorded(history, { of, deadline, now }).events).toEqual([
        { type: 'account.reminder-due', rule, data: { of, deadline } },
      ]);
    },
  );

  it.each(each)('PWD-07 EHK-05 ACT-01 that %s is due once', (of, { deadline, history }) => {
    const reminded = [...history, event(reminderDue, { of, deadline })];
    expect(recorded(reminded, { of, deadline, now })).toMatchObject(nothing);
  });

  it.each(each)(
    'PWD-07 EHK-05 ACT-01 that %s is due again of another deadline',
    (of, { deadline, history }) => {
      const reminded = [...history, event(reminderDue, { of, deadline: now })];
      expect(recorded(reminded, { of, deadline, now }).recorded).toEqual(['account.reminder-due']);
    },
  );

  it.each(each)(
    'PWD-07 EHK-05 ACT-01 that %s is not due once the deadline has come',
    (of, { deadline, history }) => {
      expect(recorded(history, { of, deadline, now: deadline })).toMatchObject(nothing);
      const justBefore = new Date(Date.parse(deadline) - 1).toISOString();
      expect(recorded(history, { of, deadline, now: justBefore }).recorded).toEqual(['account.reminder-due']);
    },
  );

  it.each(each)('PWD-07 EHK-05 ACT-01 that %s is not due of a deadline that has moved', (of, { history }) => {
    expect(recorded(history, { of, deadline: later, now })).toMatchObject(nothing);
  });

  it.each(each)(
    'END-02 that %s is not due of an account that ended, or of none',
    (of, { deadline, history }) => {
      expect(recorded([...history, ended], { of, deadline, now })).toMatchObject(nothing);
      expect(recorded([], { of, deadline, now })).toMatchObject(nothing);
      expect(recorded([aUser()], { of, deadline, now })).toMatchObject(nothing);
    },
  );

  it('EHK-05 the last sign-in moves the deadline', () => {
    const { history } = cases['coupling-lapses'];
    const of = 'coupling-lapses' as const;
    const signedIn = { of, signInLapsesAt: later, now };
    expect(recorded(history, { ...signedIn, deadline: lapsesAt })).toMatchObject(nothing);
    expect(recorded(history, { ...signedIn, deadline: later }).events).toMatchObject([
      { data: { of, deadline: later } },
    ]);
  });

  it('EHK-07 who is decoupled has a code to use, and no coupling to keep', () => {
    const { history, deadline } = cases['coupling-lapses'];
    const decoupled = [...history, decoupledFrom('means-one')];
    expect(recorded(decoupled, { of: 'coupling-lapses', deadline, now })).toMatchObject(nothing);
  });

  it('PWD-06 a password that somebody else issued is changed at the first sign-in, whenever that is', () => {
    const history = [aTokenUser(), issuedAs('new')];
    expect(recorded(history, { of: 'password-expires', deadline: goodUntil, now })).toMatchObject(nothing);
  });

  it('EHK-03 a password that is of no use any more is not reminded of', () => {
    const history = [
      ...cases['password-expires'].history,
      aCode('code'),
      coupledTo('means-one', 'code', lapsesAt),
    ];
    expect(recorded(history, { of: 'password-expires', deadline: goodUntil, now })).toMatchObject(nothing);
  });

  it('ACT-06 a code that has not left is not there to be used', () => {
    const waiting = [aUser(), aCode('code')];
    const unused = { of: 'activation-code-unused', deadline: tomorrow, now } as const;
    expect(recorded(waiting, unused)).toMatchObject(nothing);
  });

  it('ACT-02 ACT-03 a code that is void is not reminded of', () => {
    const voided = event(activationCodeVoided, { codeId: 'code', reason: 'wrong-combinations' });
    const unused = { of: 'activation-code-unused', deadline: tomorrow, now } as const;
    expect(recorded([...cases['activation-code-unused'].history, voided], unused)).toMatchObject(nothing);
  });
});
