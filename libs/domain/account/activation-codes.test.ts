import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import {
  aCode,
  administrator,
  anAdministrator,
  aUser,
  converting,
  coupledTo,
  decoupledFrom,
  given,
  newCode,
  now,
  policy,
  serviceDesk,
  strangeAdministrator,
  tomorrow,
  withToken,
} from './account.test-data.js';
import {
  activationCodeMailed,
  activationCodeMailFailed,
  activationCodeVoided,
} from './activation-code-events.js';
import { mailActivationCode, type MailActivationCode } from './mail-activation-code.js';
import { type OnRequest } from './on-request.js';
import { recordActivationCodeMail } from './record-activation-code-mail.js';
import { isValid } from './state.js';
import { byMail, byTelephone, onForm, requestTo, unsaid } from './requests.test-data.js';

const mailing = (change: Partial<MailActivationCode> = {}): MailActivationCode => ({
  account: 'user-1',
  newCode: newCode('new'),
  authority: administrator(),
  onRequest: requestTo(change.authority ?? administrator()),
  policy,
  now,
  ...change,
});
const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });

describe('mailing an activation code', () => {
  it('ACT-01 a code is good for 24 hours from its making, to the millisecond', () => {
    const { events, account } = given(aUser()).when(mailActivationCode, mailing());
    expect(events).toEqual([
      {
        type: 'account.activation-code-made',
        rule: 'ACT-01',
        data: {
          codeId: 'new',
          digest: 'digest of new',
          code: '0123-4567-89AB-CDEF',
          expiresAt: '2026-11-24T09:00:00.000Z',
        },
      },
    ]);
    const code = account.state === 'living' ? account.activationCode : undefined;
    expect(isValid(code, now)).toBe(true);
    expect(isValid(code, '2026-11-24T08:59:59.999Z')).toBe(true);
    expect(isValid(code, '2026-11-24T09:00:00.000Z')).toBe(false);
  });

  it('ACT-01 how long a code is good stands in the event, by the policy of its making', () => {
    const shorter = { ...policy, 'activationCode.validFor': 'PT30M' };
    const { events } = given(aUser()).when(mailActivationCode, mailing({ policy: shorter }));
    expect(events[0]?.data).toMatchObject({ expiresAt: '2026-11-23T09:30:00.000Z' });
  });

  it('ACT-02 making a new one voids the one before', () => {
    const { events, account } = given(aUser(), aCode('old')).when(mailActivationCode, mailing());
    expect(events.map(({ type, rule }) => [type, rule])).toEqual([
      ['account.activation-code-voided', 'ACT-02'],
      ['account.activation-code-made', 'ACT-01'],
    ]);
    expect(events[0]?.data).toEqual({ codeId: 'old', reason: 'replaced' });
    expect(account).toMatchObject({ activationCode: { id: 'new', mail: 'waiting', wrongTries: 0 } });
  });

  it('ACT-02 one that has expired or is void already is not voided again', () => {
    const made = ['account.activation-code-made'];
    const expired = given(aUser(), aCode('old')).when(mailActivationCode, mailing({ now: tomorrow }));
    expect(expired.recorded).toEqual(made);
    const voided = event(activationCodeVoided, { codeId: 'old', reason: 'wrong-combinations' });
    expect(given(aUser(), aCode('old'), voided).when(mailActivationCode, mailing()).recorded).toEqual(made);
  });

  it('ACT-04 for a user the administrator has it mailed, not the service desk', () => {
    expect(given(aUser()).when(mailActivationCode, mailing()).broken).toEqual([]);
    expect(given(aUser()).when(mailActivationCode, mailing({ authority: serviceDesk }))).toMatchObject(
      refusedAs('ACT-04'),
    );
  });

  it('ACT-04 ADM-10 for an administrator the service desk has it mailed, no fellow administrator and not they themselves', () => {
    const account = given(...anAdministrator());
    expect(account.when(mailActivationCode, mailing({ authority: serviceDesk })).recorded).toEqual([
      'account.request-received',
      'account.activation-code-made',
    ]);
    expect(account.when(mailActivationCode, mailing())).toMatchObject(refusedAs('ACT-04'));
  });

  it('ADM-09 ADM-12 the service desk is asked for it by telephone or on a form; an administrator is not asked', () => {
    const one = given(...anAdministrator());
    const asked = (onRequest: OnRequest) =>
      one.when(mailActivationCode, mailing({ authority: serviceDesk, onRequest }));
    expect(asked(onForm()).broken).toEqual([]);
    expect(asked(byMail())).toMatchObject(refusedAs('ADM-09 request.way'));
    expect(asked(unsaid())).toMatchObject(refusedAs('ADM-12 request'));
    const notAsked = mailing({ onRequest: byTelephone() });
    expect(given(aUser()).when(mailActivationCode, notAsked)).toMatchObject(refusedAs('ADM-12 request'));
  });

  it('ACT-05 not for an account that signs in with a token', () => {
    const account = given(aUser(withToken));
    expect(account.when(mailActivationCode, mailing())).toMatchObject(refusedAs('ACT-05'));
  });

  it('ACT-05 CNV-04 a new one for an account that is being converted, until a means is coupled', () => {
    const account = given(aUser(withToken), converting, aCode('old'));
    expect(account.when(mailActivationCode, mailing()).recorded).toEqual([
      'account.activation-code-voided',
      'account.activation-code-made',
    ]);
    const coupled = given(aUser(withToken), converting, aCode('old'), coupledTo('means-one', 'old'));
    expect(coupled.when(mailActivationCode, mailing())).toMatchObject(refusedAs('ACT-05'));
  });

  it('ACT-04 CNV-04 EHK-07 administrators have their own mailed while they are converted or decoupled', () => {
    const own = mailing({ account: 'administrator-1' });
    const others = mailing({ account: 'administrator-9' });
    const decoupled = [aCode('old'), coupledTo('means-one', 'old'), decoupledFrom('means-one')];
    for (const account of [
      given(...anAdministrator(withToken), converting),
      given(...anAdministrator(), ...decoupled),
    ]) {
      expect(account.when(mailActivationCode, own).recorded).toEqual(['account.activation-code-made']);
      expect(account.when(mailActivationCode, others)).toMatchObject(refusedAs('ACT-04'));
    }
    for (const account of [
      given(...anAdministrator()),
      given(...anAdministrator(withToken)),
      given(...anAdministrator(), ...decoupled.slice(0, 2)),
    ])
      expect(account.when(mailActivationCode, own)).toMatchObject(refusedAs('ACT-04'));
  });

  it('ACT-04 CNV-04 also one whose authorisations are all elsewhere, and no user has their own mailed (ADM-02)', () => {
    const own = mailing({ account: 'administrator-2', authority: strangeAdministrator() });
    const self = given(...anAdministrator(withToken), converting);
    expect(self.when(mailActivationCode, own).recorded).toEqual(['account.activation-code-made']);
    expect(given(aUser(withToken), converting).when(mailActivationCode, own)).toMatchObject(
      refusedAs('ADM-02'),
    );
  });

  it('ACT-05 only while no means is coupled', () => {
    const coupled = [aUser(), aCode('old'), coupledTo('means-one', 'old')];
    expect(given(...coupled).when(mailActivationCode, mailing())).toMatchObject(refusedAs('ACT-05'));
    expect(
      given(...coupled, decoupledFrom('means-one')).when(mailActivationCode, mailing()).recorded,
    ).toEqual(['account.activation-code-made']);
  });

  it('ADM-02 not for an account out of reach', () => {
    const authority = strangeAdministrator();
    expect(given(aUser()).when(mailActivationCode, mailing({ authority }))).toMatchObject(
      refusedAs('ADM-02'),
    );
    expect(given().when(mailActivationCode, mailing({ authority: serviceDesk }))).toMatchObject(
      refusedAs('ADM-02'),
    );
  });
});

describe('recording what became of the mail', () => {
  const left = { codeId: 'code', outcome: { left: true, messageId: 'message-1' }, now } as const;
  const failed = { codeId: 'code', outcome: { left: false, failure: 'not-accepted' }, now } as const;

  it('ACT-06 that it left is recorded, once', () => {
    const { events } = given(aUser(), aCode('code')).when(recordActivationCodeMail, left);
    expect(events).toEqual([
      {
        type: 'account.activation-code-mailed',
        rule: 'ACT-06',
        data: { codeId: 'code', messageId: 'message-1' },
      },
    ]);
    const mailed = event(activationCodeMailed, { codeId: 'code', messageId: 'message-1' });
    expect(given(aUser(), aCode('code'), mailed).when(recordActivationCodeMail, left)).toMatchObject(
      refusedAs(),
    );
    expect(given(aUser(), aCode('code'), mailed).when(recordActivationCodeMail, failed)).toMatchObject(
      refusedAs(),
    );
  });

  it('ACT-06 that it could not be delivered is recorded, and the code that nobody got is void', () => {
    const { events, account } = given(aUser(), aCode('code')).when(recordActivationCodeMail, failed);
    expect(events).toEqual([
      {
        type: 'account.activation-code-mail-failed',
        rule: 'ACT-06',
        data: { codeId: 'code', failure: 'not-accepted' },
      },
      {
        type: 'account.activation-code-voided',
        rule: 'ACT-06',
        data: { codeId: 'code', reason: 'not-mailed' },
      },
    ]);
    expect(account).toMatchObject({ activationCode: { mail: 'failed', void: 'not-mailed' } });
    const told = event(activationCodeMailFailed, { codeId: 'code', failure: 'not-accepted' });
    expect(given(aUser(), aCode('code'), told).when(recordActivationCodeMail, failed)).toMatchObject(
      refusedAs(),
    );
  });

  it('ACT-06 a code that expired before its mail failed is not voided on top of it', () => {
    const late = { ...failed, now: tomorrow };
    expect(given(aUser(), aCode('code')).when(recordActivationCodeMail, late).recorded).toEqual([
      'account.activation-code-mail-failed',
    ]);
  });

  it('ACT-06 a mail that came back after it had left is recorded once, and the code that nobody got is void', () => {
    const bounced = { ...failed, outcome: { left: false, failure: 'bounced' } } as const;
    const mailed = event(activationCodeMailed, { codeId: 'code', messageId: 'message-1' });
    const { recorded, account } = given(aUser(), aCode('code'), mailed).when(
      recordActivationCodeMail,
      bounced,
    );
    expect(recorded).toEqual(['account.activation-code-mail-failed', 'account.activation-code-voided']);
    expect(account).toMatchObject({ activationCode: { mail: 'failed', void: 'not-mailed' } });
    const told = event(activationCodeMailFailed, { codeId: 'code', failure: 'bounced' });
    expect(given(aUser(), aCode('code'), told).when(recordActivationCodeMail, bounced)).toMatchObject(
      refusedAs(),
    );
    expect(
      given(aUser(), aCode('code'), mailed).when(recordActivationCodeMail, { ...bounced, now: tomorrow })
        .recorded,
    ).toEqual(['account.activation-code-mail-failed']);
  });

  it('ACT-06 a code of which nobody knows whether its mail arrived stays valid: its owner may have it', () => {
    const unknown = { ...failed, outcome: { left: false, failure: 'unknown' } } as const;
    const { recorded, account } = given(aUser(), aCode('code')).when(recordActivationCodeMail, unknown);
    expect(recorded).toEqual(['account.activation-code-mail-failed']);
    expect(account).toMatchObject({ activationCode: { mail: 'unknown' } });
    expect(account).not.toMatchObject({ activationCode: { void: 'not-mailed' } });
  });

  it('ACT-06 a mail of which nobody knew whether it arrived, and which came back, voids its code, once', () => {
    const bounced = { ...failed, outcome: { left: false, failure: 'bounced' } } as const;
    const unknown = event(activationCodeMailFailed, { codeId: 'code', failure: 'unknown' });
    const { recorded, account } = given(aUser(), aCode('code'), unknown).when(
      recordActivationCodeMail,
      bounced,
    );
    expect(recorded).toEqual(['account.activation-code-mail-failed', 'account.activation-code-voided']);
    expect(account).toMatchObject({ activationCode: { mail: 'failed', void: 'not-mailed' } });
    const known = event(activationCodeMailFailed, { codeId: 'code', failure: 'bounced' });
    for (const outcome of [bounced, failed, left])
      expect(
        given(aUser(), aCode('code'), unknown, known).when(recordActivationCodeMail, outcome),
      ).toMatchObject(refusedAs());
    for (const outcome of [failed, left])
      expect(given(aUser(), aCode('code'), unknown).when(recordActivationCodeMail, outcome)).toMatchObject(
        refusedAs(),
      );
  });

  it('ACT-06 the mail of a code that was replaced, or of no account, changes nothing', () => {
    const other = given(aUser(), aCode('code'), aCode('newer'));
    expect(other.when(recordActivationCodeMail, failed)).toMatchObject(refusedAs());
    expect(given().when(recordActivationCodeMail, left)).toMatchObject(refusedAs());
  });
});
