import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import {
  aCode,
  anAdministrator,
  aUser,
  board,
  brin,
  coupledTo,
  given,
  granted,
  mayGrant,
  otherBoard,
  reservationOf,
} from './account.test-data.js';
import { activationCodeMailed, activationCodeVoided } from './activation-code-events.js';
import {
  administratorAuthorisationGranted,
  administratorAuthorisationWithdrawn,
} from './administrator-events.js';
import { contactDataChanged, oldAddressNotTold, oldAddressTold } from './contact-data-events.js';
import { previousMeansReleased } from './coupling-events.js';
import { type AccountEvent } from './events.js';

const after = (...history: readonly AccountEvent[]) => given(...history).account;
const right = (organisation: string, role: string, ...parts: readonly string[]) => ({
  organisation,
  role,
  kenmerken: parts.map(brin),
});

describe('what an account is after what happened', () => {
  it('ADM-01 who was recorded as an administrator is one, before and after the appointment', () => {
    const [created, appointed] = anAdministrator() as [AccountEvent, AccountEvent];
    expect(after(created)).toMatchObject({ kind: 'administrator' });
    expect(after(created, appointed)).toMatchObject({ kind: 'administrator' });
    expect(after(aUser())).toMatchObject({ kind: 'user' });
  });

  it('ACT-06 the mail of a code has left once that is recorded of that code', () => {
    const mailed = (codeId: string) => event(activationCodeMailed, { codeId, messageId: 'm' });
    expect(after(aUser(), aCode('code'))).toMatchObject({ activationCode: { mail: 'waiting' } });
    expect(after(aUser(), aCode('code'), mailed('code'))).toMatchObject({ activationCode: { mail: 'left' } });
    expect(after(aUser(), aCode('code'), mailed('other'))).toEqual(after(aUser(), aCode('code')));
  });

  it('ACT-02 voiding a code that a newer one came after leaves the newer one', () => {
    const voided = event(activationCodeVoided, { codeId: 'code', reason: 'replaced' });
    expect(after(aUser(), aCode('code'), aCode('newer'), voided)).toEqual(
      after(aUser(), aCode('code'), aCode('newer')),
    );
  });

  it('USR-08 that the old address was told, or could not be, changes nothing', () => {
    const told = event(oldAddressTold, { changeId: 'e', messageId: 'm' });
    const notTold = event(oldAddressNotTold, { changeId: 'e', failure: 'not-accepted' });
    expect(after(aUser(), told)).toEqual(after(aUser()));
    expect(after(aUser(), notTold)).toEqual(after(aUser()));
  });

  it('USR-08 another function leaves the telephone number as it was', () => {
    const changed = after(aUser(), event(contactDataChanged, { function: 'Conrector' }));
    expect(changed).toMatchObject({ holder: { telephone: '0612345678', function: 'Conrector' } });
  });

  it('USR-05 a kenmerk that is granted twice is held once', () => {
    const twice = after(
      aUser(),
      granted('registreren', brin('99KG')),
      granted('registreren', brin('99KG'), brin('99KH')),
    );
    expect(twice).toMatchObject({ roles: new Map([['registreren', [brin('99KG'), brin('99KH')]]]) });
  });

  it('ADM-05 what is withdrawn at one organisation, for one role, stays at another and for another', () => {
    const history = [
      ...anAdministrator().slice(0, 2),
      mayGrant('registreren', brin('99KG'), brin('99KH'), brin('99KJ')),
      mayGrant('examens', brin('99KG')),
      event(administratorAuthorisationGranted, right(otherBoard, 'registreren', '99KG')),
    ];
    const withdrawn = right(board, 'registreren', '99KG', '99KH');
    expect(after(...history, event(administratorAuthorisationWithdrawn, withdrawn))).toMatchObject({
      authorisations: [
        right(board, 'registreren', '99KJ'),
        right(board, 'examens', '99KG'),
        right(otherBoard, 'registreren', '99KG'),
      ],
    });
  });

  it('EHK-08 releasing a means of before leaves the one that is coupled', () => {
    const released = event(previousMeansReleased, { means: 'm', reservation: reservationOf('m') });
    expect(after(aUser(), aCode('code'), coupledTo('n', 'code'), released)).toMatchObject({
      coupling: { state: 'coupled', means: 'n' },
      reservations: new Set([
        'reservation-email-address-1-a',
        'reservation-username-1-b',
        reservationOf('n'),
      ]),
    });
  });
});
