import { describe, expect, it } from '@jest/globals';
import { administrator, serviceDesk } from './account.test-data.js';
import { type IdentityCheck } from '../service-desk/identity-checks.js';
import { onRequestViolations, received } from './on-request.js';
import {
  byMail,
  byTelephone,
  onForm,
  requestReceivedByTelephone,
  saturday,
  unsaid,
} from './requests.test-data.js';

type What = Parameters<typeof onRequestViolations>[0];
const broken = (what: What, onRequest = byTelephone(), authority = serviceDesk) =>
  onRequestViolations(what, authority, onRequest).map(({ rule, field }) => `${rule} ${field}`);

describe('what is asked of the service desk', () => {
  it.each([
    ['contact-data', 'USR-08', ['telephone', 'form'], false],
    ['username-letter', 'USR-09', ['telephone', 'e-mail', 'form'], false],
    ['new-password', 'PWD-10', ['telephone', 'e-mail', 'form'], false],
    ['activation-code', 'ADM-09', ['telephone', 'form'], false],
    ['conversion', 'CNV-01', ['telephone', 'form'], false],
    ['decoupling', 'EHK-07', ['telephone', 'form'], false],
    ['means-problem', 'EHK-06', ['telephone', 'e-mail', 'form'], true],
    ['token-problem', 'TOK-03', ['telephone', 'e-mail', 'form'], true],
    ['block', 'USR-07', ['telephone', 'e-mail', 'form'], true],
    ['lifted-block', 'USR-07', ['telephone', 'form'], false],
  ] as const)('ADM-12 %s: %s, by %s, at any hour is %s', (what, rule, ways, atAnyHour) => {
    expect(broken(what)).toEqual([]);
    expect(broken(what, onForm())).toEqual([]);
    expect(broken(what, byMail())).toEqual(
      (ways as readonly string[]).includes('e-mail') ? [] : [`${rule} request.way`],
    );
    expect(broken(what, byTelephone({ receivedAt: saturday }))).toEqual(
      atAnyHour ? [] : ['ADM-12 request.receivedAt'],
    );
    expect(broken(what, unsaid())).toEqual(['ADM-12 request']);
  });

  it('ADM-12 who calls about contact data is called back on the number on record; no other check counts', () => {
    const checkedBy = (identityCheckedBy: IdentityCheck) =>
      broken('contact-data', byTelephone({ identityCheckedBy }));
    expect(checkedBy('called-back')).toEqual([]);
    expect(checkedBy('personal-data')).toEqual(['ADM-12 request.identityCheckedBy']);
    expect(checkedBy('security-officer')).toEqual(['ADM-12 request.identityCheckedBy']);
    expect(broken('new-password', byTelephone({ identityCheckedBy: 'personal-data' }))).toEqual([]);
  });

  it('ADM-12 only the service desk acts on requests', () => {
    expect(broken('decoupling', unsaid(), administrator())).toEqual([]);
    expect(onRequestViolations('decoupling', administrator(), byTelephone())).toEqual([
      {
        rule: 'ADM-12',
        field: 'request',
        message: 'Only the service desk acts on requests; leave this out.',
      },
    ]);
  });

  it('ADM-12 how it came in is recorded, and who signed the form', () => {
    expect(received(byTelephone())).toEqual([requestReceivedByTelephone]);
    expect(received(byMail())).toMatchObject([
      { data: { way: 'e-mail', identityCheckedBy: 'address-on-record' } },
    ]);
    expect(received(onForm())).toEqual([
      {
        type: 'account.form-received',
        rule: 'ADM-12',
        data: {
          formReference: 'F-9',
          dateReceived: '2026-11-20',
          signatoryId: 's-9',
          signatory: 'A. Aanvrager',
        },
      },
    ]);
    expect(received(unsaid())).toEqual([]);
  });
});
