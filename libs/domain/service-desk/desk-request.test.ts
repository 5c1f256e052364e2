import { describe, expect, it } from '@jest/globals';
import { aForm, called, mondayMorning, practice, saturday } from '../account/requests.test-data.js';
import { type Asked, type DeskRequest, judgeDeskRequest } from './desk-request.js';

const password: Asked = {
  rule: 'PWD-10',
  ways: ['telephone', 'e-mail', 'form'],
  taken: 'within-opening-hours',
};
const block: Asked = { ...password, rule: 'USR-07', taken: 'at-any-hour' };
const loss: Asked = { ...password, rule: 'TOK-03', taken: 'as-reported' };
const mailed = (change: object = {}) =>
  called({ way: 'e-mail', identityCheckedBy: 'address-on-record', ...change });
const broken = (request: DeskRequest | undefined, asked = password, by = practice) =>
  judgeDeskRequest(asked, request, by).map(({ rule, field }) => `${rule} ${field}`);
const withPolicy = (change: object) => ({ ...practice, policy: { ...practice.policy, ...change } });

describe('a request to the service desk', () => {
  it('ADM-12 by telephone within opening hours, by e-mail, and on a form is in order', () => {
    for (const request of [called(), mailed(), { way: 'form', form: aForm } as const])
      expect(broken(request)).toEqual([]);
  });

  it('ADM-12 says how it came in', () => {
    expect(judgeDeskRequest(password, undefined, practice)).toEqual([
      {
        rule: 'ADM-12',
        field: 'request',
        message: 'The service desk acts on a request; say how it came in.',
      },
    ]);
  });

  it('ADM-09 comes in a way that it may be asked in', () => {
    const code: Asked = { rule: 'ADM-09', ways: ['telephone', 'form'], taken: 'at-any-hour' };
    expect(judgeDeskRequest(code, mailed(), practice)).toEqual([
      {
        rule: 'ADM-09',
        field: 'request.way',
        message: 'This is asked by telephone or form, not in this way.',
      },
    ]);
    expect(broken({ way: 'form', form: aForm }, { ...code, ways: ['telephone'] })).toEqual([
      'ADM-09 request.way',
    ]);
  });

  it('ADM-12 who calls or mails is checked, in a way that policy counts for them', () => {
    const { identityCheckedBy: _none, ...unchecked } = called();
    expect(judgeDeskRequest(password, unchecked, practice)).toEqual([
      {
        rule: 'ADM-12',
        field: 'request.identityCheckedBy',
        message: 'Who asks is checked first, by called-back or personal-data or security-officer.',
      },
    ]);
    const field = ['ADM-12 request.identityCheckedBy'];
    expect(broken(called({ identityCheckedBy: 'address-on-record' }))).toEqual(field);
    expect(broken(mailed({ identityCheckedBy: 'security-officer' }))).toEqual(field);
    expect(broken(mailed({ identityCheckedBy: 'called-back' }))).toEqual([]);
    const onlyOfficers = withPolicy({ 'serviceDesk.checksOfCallers': ['security-officer'] });
    expect(broken(called(), password, onlyOfficers)).toEqual(field);
    expect(broken(called({ identityCheckedBy: 'security-officer' }), password, onlyOfficers)).toEqual([]);
    // Where one check counts, it does so while policy has it.
    const calledBack: Asked = { ...password, checkOfCallers: 'called-back' };
    expect(broken(called(), calledBack)).toEqual([]);
    expect(judgeDeskRequest(calledBack, called(), onlyOfficers)).toMatchObject([
      { message: 'Policy has no check of who asks for this in this way; it is asked on a form.' },
    ]);
    // Nor is a report of loss taken from anybody.
    expect(broken(unchecked, loss)).toEqual(field);
  });

  it('ADM-12 a call outside opening hours is refused, and told when the telephone is answered again', () => {
    expect(judgeDeskRequest(password, called({ receivedAt: saturday }), practice)).toEqual([
      {
        rule: 'ADM-12',
        field: 'request.receivedAt',
        message:
          'By telephone this is taken within opening hours only (Dutch time). It opens again on 2026-11-23 at 09:00.',
      },
    ]);
    const closed = withPolicy({ 'serviceDesk.openingHours': [] });
    expect(judgeDeskRequest(password, called(), closed)).toMatchObject([
      { message: 'By telephone this is taken within opening hours only (Dutch time).' },
    ]);
    const holiday = withPolicy({ 'serviceDesk.closedOn': ['2026-11-23'] });
    expect(broken(called(), password, holiday)).toEqual(['ADM-12 request.receivedAt']);
    expect(broken(mailed({ receivedAt: saturday }))).toEqual([]);
  });

  it('TOK-03 EHK-06 what stops access is taken at any hour', () => {
    for (const asked of [loss, block]) expect(broken(called({ receivedAt: saturday }), asked)).toEqual([]);
  });

  it('ADM-12 not later than now, and not so long ago that it has to be made again', () => {
    const field = ['ADM-12 request.receivedAt'];
    const later = '2026-11-23T09:00:00.001Z';
    expect(broken(called({ receivedAt: later }))).toEqual(field);
    expect(broken(mailed({ receivedAt: later }), block)).toEqual(field);
    const weekAgo = '2026-11-16T09:00:00.000Z';
    const longerAgo = '2026-11-16T08:59:59.999Z';
    expect(broken(called({ receivedAt: weekAgo }))).toEqual([]);
    expect(broken(called({ receivedAt: longerAgo }))).toEqual(field);
    expect(broken(mailed({ receivedAt: longerAgo }))).toEqual(field);
    expect(broken(called({ receivedAt: longerAgo }), block)).toEqual(field);
    // A report says itself when it was made, and may be late.
    for (const receivedAt of [later, longerAgo]) expect(broken(called({ receivedAt }), loss)).toEqual([]);
    const messages = (receivedAt: string) =>
      judgeDeskRequest(password, called({ receivedAt }), practice).map(({ message }) => message);
    expect(messages(later)).toEqual(['The request cannot have come in later than now.']);
    expect(messages(longerAgo)).toEqual([
      'A request is recorded within P7D; this one is older and has to be made again.',
    ]);
  });

  it('ADM-12 a form is received today at the latest', () => {
    const form = (dateReceived: string) => broken({ way: 'form', form: { ...aForm, dateReceived } });
    expect(form('2026-11-23')).toEqual([]);
    expect(form('2026-11-24')).toEqual(['ADM-12 request.form.dateReceived']);
    // Today is that of the Netherlands.
    const late = { ...practice, now: '2026-11-23T23:30:00.000Z' };
    expect(broken({ way: 'form', form: { ...aForm, dateReceived: '2026-11-24' } }, password, late)).toEqual(
      [],
    );
  });

  it('ADM-12 all that is wrong is told together', () => {
    const { identityCheckedBy: _none, ...unchecked } = called({ receivedAt: saturday });
    expect(broken(unchecked, { ...password, rule: 'ADM-09', ways: ['form'] })).toEqual([
      'ADM-09 request.way',
      'ADM-12 request.identityCheckedBy',
      'ADM-12 request.receivedAt',
    ]);
    expect(mondayMorning).toBe(practice.now);
  });
});
