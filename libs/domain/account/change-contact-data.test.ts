import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import {
  aCode,
  administrator,
  anAdministrator,
  aUser,
  given,
  now,
  policy,
  serviceDesk,
  strangeAdministrator,
  tomorrow,
} from './account.test-data.js';
import { type Authority } from './authority.js';
import { changeContactData, type ChangeContactData } from './change-contact-data.js';
import { accountEnded } from './events.js';
import { recordOldAddressMail } from './record-old-address-mail.js';
import { releasedReservations } from './released-reservations.js';
import {
  byMail,
  byTelephone,
  onForm,
  requestReceivedByTelephone,
  requestTo,
  unsaid,
} from './requests.test-data.js';

const old = 'reservation-email-address-1-a';
const reservation = 'reservation-email-address-1-new';
const emailAddress = 'nieuw@voorbeeldschool.example';

const changing = (
  change: ChangeContactData['change'],
  more: Partial<ChangeContactData> = {},
): ChangeContactData => ({
  account: 'user-1',
  change,
  taken: false,
  reservation,
  authority: administrator(),
  onRequest: requestTo(more.authority ?? administrator()),
  policy,
  now,
  ...more,
});
const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });
const user = given(aUser({ function: 'Docent' }));
const holder: Authority = {
  kind: 'administrator',
  account: 'user-1',
  state: user.account,
  mandates: new Map(),
};

describe('changing contact data', () => {
  it('USR-08 only what is given changes, one event a fact', () => {
    const telephone = user.when(changeContactData, changing({ telephone: '0687654321' }));
    expect(telephone.events).toEqual([
      { type: 'account.contact-data-changed', rule: 'USR-08', data: { telephone: '0687654321' } },
    ]);
    expect(telephone.account).toMatchObject({
      holder: { telephone: '0687654321', function: 'Docent', surname: 'Groningen' },
    });
    const all = user.when(
      changeContactData,
      changing({ telephone: '0687654321', function: 'Conrector', emailAddress }),
    );
    expect(all.recorded).toEqual(['account.contact-data-changed', 'account.email-address-changed']);
    expect(all.account).toMatchObject({ holder: { function: 'Conrector', emailAddress } });
  });

  it('USR-08 the function can be emptied', () => {
    const { events, account } = user.when(changeContactData, changing({ function: null }));
    expect(events[0]?.data).toStrictEqual({ functionEmptied: true });
    expect(account.state === 'living' && 'function' in account.holder).toBe(false);
  });

  it('USR-08 USR-04 a new e-mail address takes its own reservation, and gives up the old one', () => {
    const { events, account } = user.when(changeContactData, changing({ emailAddress }));
    expect(events).toEqual([
      {
        type: 'account.email-address-changed',
        rule: 'USR-08',
        data: { emailAddress, reservation, released: [old] },
      },
    ]);
    expect(events.flatMap((one) => releasedReservations(one as never))).toEqual([old]);
    expect(account.state === 'living' && [...account.reservations]).toEqual([
      'reservation-username-1-b',
      reservation,
    ]);
  });

  it('USR-08 a changed e-mail address voids an outstanding activation code, another change does not', () => {
    const account = given(aUser(), aCode('mailed'));
    expect(account.when(changeContactData, changing({ emailAddress })).events[1]).toEqual({
      type: 'account.activation-code-voided',
      rule: 'USR-08',
      data: { codeId: 'mailed', reason: 'email-address-changed' },
    });
    expect(account.when(changeContactData, changing({ emailAddress }, { now: tomorrow })).recorded).toEqual([
      'account.email-address-changed',
    ]);
    expect(account.when(changeContactData, changing({ telephone: '0687654321' })).recorded).toEqual([
      'account.contact-data-changed',
    ]);
  });

  it('USR-06 what is so already is no change, an e-mail address in another case neither', () => {
    const same = { telephone: '0612345678', function: 'Docent' };
    const address = 'SR.Groningen@Voorbeeldschool.example';
    expect(user.when(changeContactData, changing({ ...same, emailAddress: address }))).toMatchObject(
      refusedAs(),
    );
    expect(user.when(changeContactData, changing({}))).toMatchObject(refusedAs());
    expect(given(aUser()).when(changeContactData, changing({ function: null }))).toMatchObject(refusedAs());
  });

  it('USR-04 USR-06 an address that is taken, shared or a consumer’s changes nothing at all', () => {
    const change = { telephone: '0687654321', emailAddress };
    expect(user.when(changeContactData, changing(change, { taken: true }))).toMatchObject(
      refusedAs('USR-04 emailAddress'),
    );
    for (const wrong of ['info@voorbeeldschool.example', 'sr.groningen@gmail.com'])
      expect(user.when(changeContactData, changing({ ...change, emailAddress: wrong }))).toMatchObject(
        refusedAs('USR-04 emailAddress'),
      );
  });

  it('USR-08 by the holder, an administrator in reach, or the service desk', () => {
    for (const authority of [holder, administrator(), serviceDesk])
      expect(
        user.when(changeContactData, changing({ telephone: '0687654321' }, { authority })).recorded,
      ).toContain('account.contact-data-changed');
  });

  it('ADM-12 the service desk on a request, which is recorded before what it changed', () => {
    const byDesk = (change: object, onRequest = byTelephone()) =>
      user.when(changeContactData, changing(change, { authority: serviceDesk, onRequest }));
    const change = { telephone: '0687654321' };
    const { events, recorded } = byDesk({ ...change, emailAddress });
    expect(events[0]).toEqual(requestReceivedByTelephone);
    expect(recorded).toEqual([
      'account.request-received',
      'account.contact-data-changed',
      'account.email-address-changed',
    ]);
    expect(byDesk(change, onForm()).recorded[0]).toBe('account.form-received');
    // USR-06: what is so already is recorded with no request either.
    expect(byDesk({ telephone: '0612345678' })).toMatchObject(refusedAs());
    expect(byDesk(change, unsaid())).toMatchObject(refusedAs('ADM-12 request'));
    expect(byDesk({ emailAddress: 'info@voorbeeldschool.example' }, byMail())).toMatchObject(
      refusedAs('USR-04 emailAddress', 'USR-08 request.way'),
    );
  });

  it('ADM-12 who acts for themselves or for their users acts on nobody’s request', () => {
    for (const authority of [holder, administrator()])
      expect(
        user.when(
          changeContactData,
          changing({ telephone: '0687654321' }, { authority, onRequest: byTelephone() }),
        ),
      ).toMatchObject(refusedAs('ADM-12 request'));
  });

  it('ADM-02 by nobody else', () => {
    const change = changing({ telephone: '0687654321' });
    const otherUser: Authority = { ...holder, account: 'user-2' };
    for (const authority of [strangeAdministrator(), otherUser])
      expect(user.when(changeContactData, { ...change, authority })).toMatchObject(refusedAs('ADM-02'));
    expect(given().when(changeContactData, change)).toMatchObject(refusedAs('ADM-02'));
  });

  it('ADM-10 of a fellow administrator by themselves and the service desk only', () => {
    const fellow = given(...anAdministrator());
    const change = (authority: Authority, account: string) =>
      fellow.when(changeContactData, changing({ telephone: '0687654321' }, { authority, account })).broken;
    expect(change(administrator(), 'administrator-9')).toEqual(['ADM-10']);
    expect(change(administrator(), 'administrator-1')).toEqual([]);
    expect(change(serviceDesk, 'administrator-9')).toEqual([]);
  });

  it('END-02 of an ended account nothing changes, and its holder is nobody here any more', () => {
    const ended = given(aUser(), event(accountEnded, { reservations: [] }));
    const change = changing({ telephone: '0687654321' });
    expect(ended.when(changeContactData, change)).toMatchObject(refusedAs('END-02'));
    expect(
      ended.when(changeContactData, { ...change, authority: { ...holder, state: ended.account } }),
    ).toMatchObject(refusedAs('ADM-02'));
    const told = { changeId: 'e-1', outcome: { left: true, messageId: 'm' } } as const;
    expect(ended.when(recordOldAddressMail, told)).toMatchObject(refusedAs());
  });
});

describe('telling the old address', () => {
  it('USR-08 that the mail left, or could not leave, is recorded', () => {
    const left = { changeId: 'e-1', outcome: { left: true, messageId: 'm' } } as const;
    expect(user.when(recordOldAddressMail, left).events).toEqual([
      { type: 'account.old-address-told', rule: 'USR-08', data: { changeId: 'e-1', messageId: 'm' } },
    ]);
    const failed = { changeId: 'e-1', outcome: { left: false, failure: 'not-accepted' } } as const;
    expect(user.when(recordOldAddressMail, failed).events).toEqual([
      {
        type: 'account.old-address-not-told',
        rule: 'USR-08',
        data: { changeId: 'e-1', failure: 'not-accepted' },
      },
    ]);
  });
});
