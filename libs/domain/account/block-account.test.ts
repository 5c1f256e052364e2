import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import { administrator, anAdministrator, aUser, given, serviceDesk } from './account.test-data.js';
import { reachOf } from './authority.js';
import { block, blockAccount, unblockAccount } from './block-account.js';
import {
  accountBlocked,
  accountEnded,
  type AccountEvent,
  accountUnblocked,
  type BlockReason,
} from './events.js';
import { type OnRequest } from './on-request.js';
import { byMail, byTelephone, requestReceivedByTelephone, saturday, unsaid } from './requests.test-data.js';
import { type Account } from './state.js';

const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });
const byDesk = { authority: serviceDesk, onRequest: byTelephone() };
const blocked = (reason: BlockReason) => event(accountBlocked, { reason });
const lifted = event(accountUnblocked, {});
const ended = event(accountEnded, { reservations: [] });

describe('blocking an account', () => {
  it('USR-07 the service desk blocks a user or an administrator, and sessions that run end', () => {
    for (const history of [[aUser()], [...anAdministrator()]]) {
      const { events, account } = given(...history).when(blockAccount, byDesk);
      expect(events).toEqual([
        requestReceivedByTelephone,
        { type: 'account.blocked', rule: 'USR-07', data: { reason: 'on-request' } },
      ]);
      expect(account).toMatchObject({ blocked: 'on-request', accessEpoch: 1 });
    }
  });

  it('USR-06 once; one on request takes the place of one that waits for a token generator, and not the other way round', () => {
    const byReason = (before: BlockReason, after: BlockReason) =>
      block(given(aUser(), blocked(before)).account as Account, after).map(({ data }) => data);
    expect(given(aUser(), blocked('on-request')).when(blockAccount, byDesk)).toMatchObject(refusedAs());
    expect(byReason('on-request', 'on-request')).toEqual([]);
    expect(byReason('generator-reported', 'generator-reported')).toEqual([]);
    expect(byReason('on-request', 'generator-reported')).toEqual([]);
    expect(byReason('generator-reported', 'on-request')).toEqual([{ reason: 'on-request' }]);
  });

  it('TOK-07 until the replacement of a token generator is in use', () => {
    expect(block(given(aUser()).account as Account, 'generator-reported')).toEqual([
      { type: 'account.blocked', rule: 'TOK-07', data: { reason: 'generator-reported' } },
    ]);
  });

  it('ADM-10 not by an administrator, and not of an account that ended or never was', () => {
    const authority = administrator();
    for (const decide of [blockAccount, unblockAccount]) {
      expect(given(aUser()).when(decide, { authority, onRequest: unsaid() })).toMatchObject(
        refusedAs('ADM-02'),
      );
      expect(given().when(decide, byDesk)).toMatchObject(refusedAs('ADM-02'));
      expect(given(aUser(), ended).when(decide, byDesk)).toMatchObject(refusedAs('END-02'));
    }
  });
});

describe('lifting a block', () => {
  it.each(['on-request', 'generator-reported'] as const)('USR-07 the service desk lifts one %s', (reason) => {
    const { events, account } = given(aUser(), blocked(reason)).when(unblockAccount, byDesk);
    expect(events).toEqual([
      requestReceivedByTelephone,
      { type: 'account.unblocked', rule: 'USR-07', data: {} },
    ]);
    expect(account).not.toHaveProperty('blocked');
    expect(account).toMatchObject({ accessEpoch: 1 });
  });

  it('USR-06 where there is no block, nothing is recorded', () => {
    for (const history of [[aUser()], [aUser(), blocked('on-request'), lifted]])
      expect(given(...history).when(unblockAccount, byDesk)).toMatchObject(refusedAs());
  });
});

describe('how it was asked', () => {
  it('ADM-12 a block is put on at any hour, however it was asked, and lifted within opening hours', () => {
    const asked = (onRequest: OnRequest) => ({ ...byDesk, onRequest });
    const user = given(aUser(), blocked('generator-reported'));
    for (const decide of [blockAccount, unblockAccount])
      expect(user.when(decide, asked(unsaid()))).toMatchObject(refusedAs('ADM-12 request'));
    const onSaturday = asked(byTelephone({ receivedAt: saturday }));
    expect(user.when(blockAccount, onSaturday).broken).toEqual([]);
    expect(user.when(unblockAccount, onSaturday).broken).toEqual(['ADM-12 request.receivedAt']);
    expect(user.when(blockAccount, asked(byMail())).broken).toEqual([]);
    expect(user.when(unblockAccount, asked(byMail())).broken).toEqual(['USR-07 request.way']);
  });
});

describe('a blocked administrator', () => {
  it('USR-07 reaches nobody, until the block is lifted', () => {
    const mandates = new Map();
    const reach = (...history: readonly AccountEvent[]) =>
      reachOf({ state: given(...anAdministrator(), ...history).account, mandates });
    expect(reach()).toEqual(new Set(['board-99901']));
    expect(reach(blocked('on-request'))).toEqual(new Set());
    expect(reach(blocked('on-request'), lifted)).toEqual(new Set(['board-99901']));
  });
});
