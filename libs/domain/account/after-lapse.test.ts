import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import { refused } from '../rules.js';
import { aCode, aUser, coupledTo, given, lapsesAt, reservationOf } from './account.test-data.js';
import { afterLapse } from './after-lapse.js';
import { usernameLetterPrinted } from './events.js';
import { type LapseCoupling } from './lapse-coupling.js';
import { type AccountState } from './state.js';

const { account: coupled } = given(aUser(), aCode('code'), coupledTo('means-one', 'code', lapsesAt));
const lapsing = (now = lapsesAt): LapseCoupling => ({ reservationOf, now });
const printed = event(usernameLetterPrinted, {});
const decidedOf = (lapse: LapseCoupling, events: readonly (typeof printed)[]) => {
  const seen: AccountState[] = [];
  const decision = afterLapse(lapse, coupled, (state) => {
    seen.push(state);
    return { events };
  });
  return { recorded: decision.events.map(({ type }) => type), seen };
};

describe('what turns on whether a means is coupled', () => {
  it('EHK-05 is decided of the account as the deadline left it, and records that first', () => {
    const { recorded, seen } = decidedOf(lapsing(), [printed]);
    expect(seen).toMatchObject([{ coupling: { state: 'none' } }]);
    expect(recorded).toEqual(['account.coupling-lapsed', 'account.username-letter-printed']);
  });

  it('EHK-05 before the deadline of the account as it is', () => {
    const { recorded, seen } = decidedOf(lapsing('2028-05-23T08:59:59.999Z'), [printed]);
    expect(seen).toEqual([coupled]);
    expect(recorded).toEqual(['account.username-letter-printed']);
  });

  it('USR-06 a decision that changes nothing, or is refused, records no lapse either: that is for the clock', () => {
    expect(decidedOf(lapsing(), []).recorded).toEqual([]);
    const violation = { rule: 'EHK-07', message: 'No means is coupled to this account.' } as const;
    const counted = { ...refused(violation), events: [printed] };
    expect(afterLapse(lapsing(), coupled, () => counted)).toBe(counted);
  });
});
