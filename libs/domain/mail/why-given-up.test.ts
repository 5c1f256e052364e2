import { describe, expect, it } from '@jest/globals';
import { aCode, aUser, coupledTo, decoupledFrom, given, tomorrow } from '../account/account.test-data.js';
import { activationCodeMailed, activationCodeVoided } from '../account/activation-code-events.js';
import { accountEnded, type AccountEvent } from '../account/events.js';
import { aTokenUser } from '../account/passwords.test-data.js';
import { passwordChanged, passwordIssued } from '../account/password-events.js';
import { reminderDue } from '../account/reminder-events.js';
import { event } from '../catalogue.js';
import { type MailEvent } from './events.js';
import { after, askedFor, tried } from './mail.test-data.js';
import { whyGivenUp } from './why-given-up.js';

const now = '2026-11-23T20:10:00.000Z';
const ended = event(accountEnded, { reservations: [] });

/** @param signInLapsesAt what the last sign-in says of a coupling */
function why(
  account: readonly AccountEvent[],
  mail: readonly MailEvent[],
  at = now,
  signInLapsesAt?: string,
): string | undefined {
  const state = after(...mail);
  if (state === undefined) throw new Error('Give a mail.');
  return whyGivenUp(state, { account: given(...account).account, cause: account.at(-1), signInLapsesAt }, at);
}

describe('whether a mail still leaves', () => {
  it('ACT-06 it does while it is of use', () => {
    expect(why([aUser(), aCode('code-1')], [askedFor()])).toBeUndefined();
    expect(why([aUser()], [askedFor({ kind: 'means-coupled' })])).toBeUndefined();
  });

  it('ACT-06 not from the moment until which it is tried', () => {
    const until = askedFor({ kind: 'means-coupled', triedUntil: now });
    expect(why([aUser()], [until])).toBe('expired');
    expect(why([aUser()], [until], '2026-11-23T20:09:59.999Z')).toBeUndefined();
  });

  it('ACT-06 not a third time where nobody knows twice whether it arrived', () => {
    expect(why([aUser(), aCode('code-1')], [askedFor(), tried(1)])).toBeUndefined();
    expect(why([aUser(), aCode('code-1')], [askedFor(), tried(1), tried(2)])).toBe('unknown-twice');
  });

  it('END-01 not to an account that ended: its address may be somebody else’s', () => {
    expect(why([aUser(), ended], [askedFor({ kind: 'means-coupled' })])).toBe('no-longer-needed');
  });

  it('ACT-02 not with a code that was replaced or voided', () => {
    expect(why([aUser(), aCode('code-1'), aCode('code-2')], [askedFor()])).toBe('no-longer-needed');
    const voided = event(activationCodeVoided, { codeId: 'code-1', reason: 'wrong-combinations' });
    expect(why([aUser(), aCode('code-1'), voided], [askedFor()])).toBe('no-longer-needed');
    expect(why([aUser()], [askedFor()])).toBe('no-longer-needed');
  });

  it('ACT-01 not with a code that has expired, whatever else is so', () => {
    const asked = askedFor({ triedUntil: '2026-12-01T00:00:00.000Z' });
    expect(why([aUser(), aCode('code-1')], [asked], tomorrow)).toBe('no-longer-needed');
  });

  it('PWD-07 reminds of no password that was replaced since', () => {
    const deadline = '2026-12-01T09:00:00.000Z';
    const password = (goodUntil: string) => event(passwordChanged, { digest: 'digest', goodUntil });
    const due = event(reminderDue, { of: 'password-expires', deadline });
    const asked = askedFor({ kind: 'password-expires' });
    expect(why([aTokenUser(), password(deadline), due], [asked])).toBeUndefined();
    expect(why([aTokenUser(), password('2027-03-01T09:00:00.000Z'), due], [asked])).toBe('no-longer-needed');
    expect(why([aTokenUser(), due], [asked])).toBe('no-longer-needed');
  });

  it('PWD-06 reminds of no password that was issued since: it must be changed whenever it is used first', () => {
    const deadline = '2026-12-01T09:00:00.000Z';
    const due = event(reminderDue, { of: 'password-expires', deadline });
    const issued = event(passwordIssued, {
      digest: 'digest',
      way: 'letter',
      goodUntil: deadline,
      delivery: 'd-1',
    });
    expect(why([aTokenUser(), issued, due], [askedFor({ kind: 'password-expires' })])).toBe(
      'no-longer-needed',
    );
  });

  const lapsesAt = '2026-12-23T09:00:00.000Z';
  const lapseIsNear = event(reminderDue, { of: 'coupling-lapses', deadline: lapsesAt });
  const asked = askedFor({ kind: 'coupling-lapses' });
  const coupled = [aUser(), aCode('code-1'), coupledTo('means-1', 'code-1', lapsesAt)];

  it('EHK-05 reminds of no coupling that is undone since', () => {
    expect(why([...coupled, lapseIsNear], [asked])).toBeUndefined();
    expect(why([...coupled, decoupledFrom('means-1'), lapseIsNear], [asked])).toBe('no-longer-needed');
  });

  it('EHK-05 reminds of no coupling whose holder has signed in since', () => {
    expect(why([...coupled, lapseIsNear], [asked], now, lapsesAt)).toBeUndefined();
    expect(why([...coupled, lapseIsNear], [asked], now, '2028-05-23T09:00:00.000Z')).toBe('no-longer-needed');
  });

  it('ACT-01 reminds of no code that was used, voided or replaced since, or whose mail came back', () => {
    const due = event(reminderDue, { of: 'activation-code-unused', deadline: tomorrow });
    const other = event(reminderDue, { of: 'activation-code-unused', deadline: '2026-11-25T09:00:00.000Z' });
    const reminder = askedFor({ kind: 'activation-code-unused' });
    const voided = event(activationCodeVoided, { codeId: 'code-1', reason: 'wrong-combinations' });
    const mailed = event(activationCodeMailed, { codeId: 'code-1', messageId: 'message-1' });
    const gotCode = [aUser(), aCode('code-1'), mailed];
    expect(why([...gotCode, due], [reminder])).toBeUndefined();
    expect(why([...gotCode, other], [reminder])).toBe('no-longer-needed');
    expect(why([...gotCode, voided, due], [reminder])).toBe('no-longer-needed');
    expect(why([aUser(), aCode('code-1'), due], [reminder])).toBe('no-longer-needed');
  });
});
