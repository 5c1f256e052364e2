import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import {
  aCode,
  aUser,
  aVisit,
  calendar,
  coupledTo,
  given,
  policy,
  reservationOf,
  tomorrow,
} from './account.test-data.js';
import { activationCodeExpired, activationCodeVoided } from './activation-code-events.js';
import { coupleMeans } from './couple-means.js';
import { accountEnded } from './events.js';
import { expireActivationCode } from './expire-activation-code.js';

const justBefore = '2026-11-24T08:59:59.999Z';
const dayLater = '2026-11-25T09:00:00.000Z';
const expired = event(activationCodeExpired, { codeId: 'code', since: tomorrow });

describe('an activation code that nobody coupled with', () => {
  it('ACT-01 has expired 24 hours after its making, not before', () => {
    const account = given(aUser(), aCode('code'));
    expect(account.when(expireActivationCode, { now: tomorrow }).events).toEqual([
      {
        type: 'account.activation-code-expired',
        rule: 'ACT-01',
        data: { codeId: 'code', since: tomorrow },
      },
    ]);
    expect(account.when(expireActivationCode, { now: justBefore }).recorded).toEqual([]);
  });

  it('ACT-01 recorded later, it holds from the moment at which it expired', () => {
    const { events, account } = given(aUser(), aCode('code')).when(expireActivationCode, { now: dayLater });
    expect(events).toMatchObject([{ data: { since: tomorrow } }]);
    expect(account).toMatchObject({ activationCode: { id: 'code', void: 'expired' } });
  });

  it.each([
    ['of an account that has none', [aUser()]],
    ['of no account', []],
    ['of an account that ended', [aUser(), aCode('code'), event(accountEnded, { reservations: [] })]],
    ['that coupled', [aUser(), aCode('code'), coupledTo('means-one', 'code')]],
    [
      'that was voided',
      [aUser(), aCode('code'), event(activationCodeVoided, { codeId: 'code', reason: 'not-mailed' })],
    ],
    ['that was recorded as expired', [aUser(), aCode('code'), expired]],
  ])('ACT-01 none expires %s', (_which, history) => {
    expect(given(...history).when(expireActivationCode, { now: dayLater })).toMatchObject({
      recorded: [],
      broken: [],
    });
  });

  it('ACT-02 that an older code expired leaves the one that took its place', () => {
    const { account } = given(aUser(), aCode('code'), aCode('newer'), expired);
    expect(account).toMatchObject({ activationCode: { id: 'newer' } });
    expect(account.state === 'living' && account.activationCode).not.toHaveProperty('void');
  });

  it('ACT-01 who comes with it is told so, recorded or not', () => {
    const coupling = {
      visit: aVisit(),
      usernameIsRight: true,
      digest: 'digest of code',
      meansTaken: false,
      reservationOf,
      policy,
      calendar,
      now: tomorrow,
    };
    for (const recorded of [[], [expired]])
      expect(given(aUser(), aCode('code'), ...recorded).when(coupleMeans, coupling)).toMatchObject({
        recorded: [],
        broken: ['ACT-01'],
      });
  });
});
