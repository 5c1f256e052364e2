import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import { aCode, anAdministrator, aProposal, aUser, given, now, tomorrow } from './account.test-data.js';
import { endWithOrganisation } from './end-with-organisation.js';
import { type AccountEvent, accountEnded } from './events.js';
import { tokenCalledBack, tokenDeactivated, tokenIssued } from './token-events.js';

const issued = (generator: string): AccountEvent =>
  event(tokenIssued, {
    generator,
    seedId: `seed of ${generator}`,
    serialNumber: `serial of ${generator}`,
    delivery: 'courier',
  });
const calledBack = (generator: string) => ({
  type: 'account.token-called-back',
  rule: 'TOK-04',
  data: { generator, serialNumber: `serial of ${generator}`, reason: 'account-ended' },
});

describe('an account whose organisation has left', () => {
  it('ORG-05 END-01 ends: its code is void, its generators are called back, its e-mail address becomes free', () => {
    const { events, account } = given(aUser(), aCode('c-1'), issued('g-1'), issued('g-2')).when(
      endWithOrganisation,
      { now },
    );
    expect(events).toEqual([
      { type: 'account.activation-code-voided', rule: 'END-01', data: { codeId: 'c-1', reason: 'ended' } },
      calledBack('g-1'),
      calledBack('g-2'),
      {
        type: 'account.ended',
        rule: 'END-01',
        data: { reservations: ['reservation-email-address-1-a'], because: 'organisation-left' },
      },
    ]);
    expect(account.state).toBe('ended');
  });

  it('ORG-05 TOK-04 a generator that was called back before is not called back again, nor a code that expired voided', () => {
    const deactivated = { generator: 'g-1', serialNumber: 'serial of g-1' };
    const { recorded } = given(
      aUser(),
      aCode('c-1'),
      issued('g-1'),
      event(tokenDeactivated, deactivated),
      event(tokenCalledBack, { ...deactivated, reason: 'deactivated' }),
    ).when(endWithOrganisation, { now: tomorrow });
    expect(recorded).toEqual(['account.ended']);
  });

  it('ORG-05 ends when it is an administrator’s too: here nobody ends themselves or a fellow', () => {
    expect(given(...anAdministrator()).when(endWithOrganisation, { now }).recorded).toEqual([
      'account.ended',
    ]);
  });

  it('ORG-05 ADM-11 who was proposed as administrator is turned down, and what they stood on becomes free', () => {
    const { events, account } = given(aProposal()).when(endWithOrganisation, { now });
    expect(events).toEqual([
      {
        type: 'account.administrator-proposal-rejected',
        rule: 'ORG-05',
        data: { reservations: ['reservation-email-address-1-c', 'reservation-username-1-d'] },
      },
    ]);
    expect(account.state).toBe('rejected');
  });

  it('ORG-05 END-02 one that has ended, or never was, is left as it is', () => {
    for (const account of [given(aUser(), event(accountEnded, { reservations: [] })), given()])
      expect(account.when(endWithOrganisation, { now })).toMatchObject({ recorded: [], broken: [] });
  });
});
