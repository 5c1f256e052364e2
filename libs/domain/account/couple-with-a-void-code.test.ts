import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import {
  aCode,
  aMeans,
  aUser,
  aVisit,
  given,
  now,
  policy,
  reservationOf,
  calendar,
} from './account.test-data.js';
import { coupleMeans, type CoupleMeans } from './couple-means.js';
import {
  activationCodeVoided,
  couplingTriedWrongly,
  voidReasons,
  type VoidReason,
} from './activation-code-events.js';

const coupling = (change: Partial<CoupleMeans> = {}): CoupleMeans => ({
  visit: aVisit({ means: aMeans() }),
  usernameIsRight: true,
  digest: 'digest of code',
  meansTaken: false,
  reservationOf,
  policy,
  calendar,
  now,
  ...change,
});

/** What the right username with the right code is told, by what voided that code. */
const toldRule: Readonly<Record<VoidReason, string>> = {
  coupled: 'ACT-01',
  replaced: 'ACT-03',
  'wrong-combinations': 'ACT-03',
  ended: 'ACT-03',
  'email-address-changed': 'USR-08',
  'not-mailed': 'ACT-06',
};

describe('coupling with a code that is void', () => {
  it.each(voidReasons)('ACT-01 ACT-02 USR-08 is refused, and the rule says why: %s', (reason) => {
    const voided = event(activationCodeVoided, { codeId: 'code', reason });
    const { broken, recorded } = given(aUser(), aCode('code'), voided).when(coupleMeans, coupling());
    expect([broken, recorded]).toEqual([[toldRule[reason]], []]);
  });

  it('ACT-03 the fifth wrong combination says by which rule the code became void', () => {
    const fourTimes = event(couplingTriedWrongly, { codeId: 'code', tries: 4 });
    const { events } = given(aUser(), aCode('code'), fourTimes).when(
      coupleMeans,
      coupling({ usernameIsRight: false }),
    );
    expect(events.map(({ rule }) => rule)).toEqual(['ACT-03', 'ACT-03']);
  });
});
