import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import { administrator, given, serviceDesk, strangeAdministrator } from './account.test-data.js';
import { accountEnded } from './events.js';
import { handOverToken, type HandOverToken } from './hand-over-token.js';
import { aTokenUser } from './passwords.test-data.js';
import {
  aTokenAdministrator,
  blockedFor,
  byCourier,
  byPost,
  calledBack,
  deactivated,
  handedOver,
  postedToHolder,
  serialNumber,
} from './tokens.test-data.js';

const handing = (change: Partial<HandOverToken> = {}): HandOverToken => ({
  account: 'user-1',
  serialNumber,
  identityProved: false,
  authority: administrator(),
  ...change,
});
const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });

describe('handing a token generator over', () => {
  it('TOK-01 TOK-02 the administrator says so, and from then on it is the holder’s', () => {
    const { events, account } = given(aTokenUser(), byPost()).when(handOverToken, handing());
    expect(events).toEqual([
      { type: 'account.token-handed-over', rule: 'TOK-02', data: { generator: serialNumber, serialNumber } },
    ]);
    const generators = account.state === 'living' ? [...account.generators.values()] : [];
    expect(generators).toMatchObject([{ state: 'handed-over', calledBack: false }]);
  });

  it('TOK-07 a block because of the reported generator ends, one on request stays', () => {
    const before = given(aTokenUser(), blockedFor('generator-reported'), byPost());
    const { events, account } = before.when(handOverToken, handing());
    expect(events[1]).toEqual({ type: 'account.unblocked', rule: 'TOK-07', data: {} });
    expect(account).not.toHaveProperty('blocked');
    const onRequest = given(aTokenUser(), blockedFor('on-request'), byPost());
    expect(onRequest.when(handOverToken, handing()).recorded).toEqual(['account.token-handed-over']);
  });

  it('USR-06 said twice is said once', () => {
    expect(given(aTokenUser(), byPost(), handedOver).when(handOverToken, handing())).toMatchObject({
      recorded: [],
      broken: [],
    });
  });

  it('TOK-02 what went to an administrator is handed over by one, not by the service desk', () => {
    const desk = handing({ authority: serviceDesk, identityProved: true });
    expect(given(aTokenUser(), byPost()).when(handOverToken, desk)).toMatchObject(refusedAs('TOK-02'));
  });

  it('ADM-08 what came by courier is recorded by the service desk, against proof of identity', () => {
    const own = { account: 'administrator-1' };
    const first = given(...aTokenAdministrator(), byCourier());
    const desk = handing({ ...own, authority: serviceDesk, identityProved: true });
    expect(first.when(handOverToken, desk).recorded).toEqual(['account.token-handed-over']);
    expect(first.when(handOverToken, { ...desk, identityProved: false })).toMatchObject(
      refusedAs('ADM-08 identityProved'),
    );
    const posted = given(...aTokenAdministrator(), postedToHolder());
    expect(posted.when(handOverToken, { ...desk, identityProved: false }).broken).toEqual([]);
  });

  it('TOK-02 nobody says it of their own, nor an administrator of what went to the holder', () => {
    const colleague = handing({ account: 'administrator-9', identityProved: true });
    const courier = given(...aTokenAdministrator(), byCourier());
    expect(courier.when(handOverToken, colleague)).toMatchObject(refusedAs('TOK-02'));
    const post = given(...aTokenAdministrator(), byPost());
    expect(post.when(handOverToken, handing({ account: 'administrator-1' }))).toMatchObject(
      refusedAs('TOK-02'),
    );
    expect(post.when(handOverToken, colleague).broken).toEqual([]);
  });

  it('TOK-04 one that was called back or deactivated meanwhile is not handed over', () => {
    for (const out of [calledBack, deactivated])
      expect(given(aTokenUser(), byPost(), out).when(handOverToken, handing())).toMatchObject(
        refusedAs('TOK-04'),
      );
  });

  it('TOK-01 one that the account does not have is not handed over', () => {
    expect(given(aTokenUser()).when(handOverToken, handing())).toMatchObject(refusedAs('TOK-01'));
    const other = handing({ serialNumber: '26-7654321-0' });
    expect(given(aTokenUser(), byPost()).when(handOverToken, other)).toMatchObject(refusedAs('TOK-01'));
  });

  it('ADM-02 END-02 within reach, while the account lives', () => {
    const strange = handing({ authority: strangeAdministrator() });
    expect(given(aTokenUser(), byPost()).when(handOverToken, strange)).toMatchObject(refusedAs('ADM-02'));
    const ended = given(aTokenUser(), byPost(), event(accountEnded, { reservations: [] }));
    expect(ended.when(handOverToken, handing())).toMatchObject(refusedAs('END-02'));
  });
});
