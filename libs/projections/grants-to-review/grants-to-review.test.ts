import { beforeEach, describe, expect, it } from '@jest/globals';
import { beginInAmsterdam } from '#libs/commands/local-date';
import {
  administratorAuthorisationGranted,
  administratorAuthorisationWithdrawn,
  administratorCreated,
  administratorSteppedDown,
} from '#libs/domain/account/administrator-events';
import { accountEnded, roleGranted, roleWithdrawn, userCreated } from '#libs/domain/account/events';
import { type AnyEvent, event } from '#libs/domain/catalogue';
import { mandateEnded, mandateGiven, mandateLapsed } from '#libs/domain/mandate/mandate';
import { partClosed, partHandedOver, partOpened, partTakenOver } from '#libs/domain/organisation/events';
import { type Kenmerk, roleDefined } from '#libs/domain/role/role';
import { BadCursor, encodeCursor } from '../engine/cursor.js';
import { readModelOf } from '../read-model-of.test-data.js';
import { grantsToReview } from './grants-to-review.js';
import { type GrantsToReviewAsked, listGrantsToReview } from './list-grants-to-review.js';

const history = readModelOf(grantsToReview);

const day = '2026-03-01';
const listed = async (asked: Partial<GrantsToReviewAsked> = {}) => {
  return listGrantsToReview(await history.upToDate(), {
    organisations: 'all',
    today: day,
    beginOf: beginInAmsterdam,
    ...asked,
  });
};
/** `account kind kenmerk: reasons` */
const lines = async (asked: Partial<GrantsToReviewAsked> = {}) =>
  (await listed(asked)).grants.map(
    ({ account, kind, kenmerk, reasons }) =>
      `${account} ${kind} ${kenmerk.value}: ${reasons.map(({ reason }) => reason).join(', ')}`,
  );

const holder = {
  signInMethod: 'token',
  username: 'Drenth99ED',
  surname: 'Jansen',
  initials: 'P.',
  telephone: '0612345678',
  emailAddress: 'p.jansen@school.example',
  reservations: [],
} as const;
const form = {
  formReference: 'F-1',
  dateReceived: '2026-01-20',
  signatoryId: '01890000-0000-7000-8000-000000000009',
  signatory: 'M. de Boer',
};
const brin = (value: string): Kenmerk => ({ type: 'BRIN', value });
const location = (value: string): Kenmerk => ({ type: 'vestiging', value });
const role = (...kenmerken: Kenmerk[]) => ({ role: 'registreren', kenmerken });
const right = (organisation: string, ...kenmerken: Kenmerk[]) => ({ organisation, ...role(...kenmerken) });

const happens = (account: string, happened: AnyEvent, at?: string) =>
  history.record(`account-${account}`, [happened], at === undefined ? {} : { time: at });
const user = (account: string, organisation = 'board-1') =>
  happens(account, event(userCreated, { ...holder, organisation }));
const administrator = (account: string, organisation = 'board-1') =>
  happens(account, event(administratorCreated, { ...holder, organisation }));
const mayHandOut = (account: string, ...kenmerken: Kenmerk[]) =>
  happens(account, event(administratorAuthorisationGranted, right('board-1', ...kenmerken)));
const grants = (granter: string, account: string, ...kenmerken: Kenmerk[]) =>
  history.record(`account-${account}`, [event(roleGranted, role(...kenmerken))], {
    authority: {
      basis: 'administrator-authorisation',
      judged: [
        { stream: 'policy-versions', revision: 0 },
        { stream: `account-${granter}`, revision: 1 },
        { stream: 'role-registreren', revision: 0 },
        { stream: 'account-another', revision: 0 },
      ],
    },
  });

const part = { part: '99AA', partType: 'institution', name: 'Het Kompas' } as const;
const whole = { ...part, sectors: ['po'] } as const;
const atBoard = (happened: AnyEvent, at: string, board = 'board-1') =>
  history.record(`organisation-${board}`, [happened], { time: at });
const february = '2026-02-10T10:00:00.000Z';
const later = '2026-02-11T10:00:00.000Z';

describe('grants that name a part that closed or moved', () => {
  beforeEach(async () => {
    await administrator('adm');
    await mayHandOut('adm', brin('99AA'), brin('99AB'));
    await user('anna');
    await grants('adm', 'anna', brin('99AA'), brin('99AB'));
    await atBoard(event(partOpened, whole), '2026-01-01T10:00:00.000Z');
  });

  it('ORG-03 none is listed while the part is open', async () => {
    expect(await lines()).toEqual([]);
  });

  it('ORG-03 when it closes, every grant and authorisation that names it is listed, until it opens again', async () => {
    await atBoard(event(partClosed, part), february);
    expect((await listed()).grants).toMatchObject([
      { account: 'adm', kind: 'administrator-authorisation', granter: null },
      {
        account: 'anna',
        kind: 'role-grant',
        organisation: 'board-1',
        role: 'registreren',
        kenmerk: brin('99AA'),
        granter: 'adm',
        grantedAt: '2026-01-01T00:04:00.000Z',
        reasons: [{ reason: 'part-closed', since: february }],
      },
    ]);
    await atBoard(event(partOpened, whole), later);
    expect(await lines()).toEqual([]);
  });

  it('ORG-03 when it goes to another board, until it comes back', async () => {
    await atBoard(event(partHandedOver, { ...part, to: 'board-2' }), february);
    await atBoard(event(partTakenOver, { ...whole, from: 'board-1' }), february, 'board-2');
    const both = [
      'adm administrator-authorisation 99AA: part-handed-over',
      'anna role-grant 99AA: part-handed-over',
    ];
    expect(await lines()).toEqual(both);
    await atBoard(event(partClosed, part), later, 'board-2');
    expect(await lines()).toEqual(both);
    await atBoard(event(partTakenOver, { ...whole, from: 'board-2' }), later);
    expect(await lines()).toEqual([]);
  });

  it('ORG-03 a location is listed as an institution is; a municipality with the code of a part is not', async () => {
    await atBoard(event(partOpened, { ...whole, part: '0014', partType: 'location' }), february);
    await mayHandOut('adm', location('99AA00'), { type: 'gemeentecode', value: '0014' });
    await grants('adm', 'anna', { type: 'gemeentecode', value: '0014' });
    await atBoard(event(partClosed, { ...part, part: '0014' }), february);
    await atBoard(event(partClosed, { ...part, part: '99AA00', partType: 'location' }), february);
    await atBoard(event(partOpened, { ...whole, part: '99AA00', partType: 'location' }), february);
    expect(await lines()).toEqual([]);
    await atBoard(event(partClosed, { ...part, part: '99AA00', partType: 'location' }), later);
    expect(await lines()).toEqual(['adm administrator-authorisation 99AA00: part-closed']);
  });

  it('ORG-03 ORG-01 a location of childcare is listed as one of a school is', async () => {
    const childcare = { type: 'LRK-nummer', value: '900000001' } as const;
    const closed = { ...part, part: '900000001', partType: 'location' } as const;
    await mayHandOut('adm', childcare);
    await atBoard(event(partOpened, { ...whole, ...closed }), february);
    await atBoard(event(partClosed, closed), later);
    expect(await lines()).toEqual(['adm administrator-authorisation 900000001: part-closed']);
  });

  it('ORG-03 it leaves the list when it is withdrawn', async () => {
    await atBoard(event(partClosed, part), february);
    await happens('anna', event(roleWithdrawn, role(brin('99AA'))));
    expect(await lines()).toEqual(['adm administrator-authorisation 99AA: part-closed']);
    await happens('adm', event(administratorAuthorisationWithdrawn, right('board-1', brin('99AA'))));
    expect(await lines()).toEqual([]);
  });

  it('ORG-03 END-02 it leaves the list when the account ends, and nothing comes back on it', async () => {
    await atBoard(event(partClosed, part), february);
    for (const account of ['adm', 'anna']) await happens(account, event(accountEnded, { reservations: [] }));
    await grants('adm', 'anna', brin('99AA'));
    await mayHandOut('adm', brin('99AA'));
    expect(await lines()).toEqual([]);
  });

  it('ORG-03 ADM-02 only of accounts in reach', async () => {
    await user('bert', 'board-2');
    await grants('adm', 'bert', brin('99AA'));
    await atBoard(event(partClosed, part), february);
    await atBoard(event(partOpened, whole), february, 'board-2');
    await atBoard(event(partClosed, part), february, 'board-2');
    const accounts = async (...ids: string[]) =>
      (await listed({ organisations: new Set(ids) })).grants.map(({ account }) => account);
    expect(await accounts('board-1')).toEqual(['adm', 'anna']);
    expect(await accounts('board-2')).toEqual(['bert']);
    expect(await accounts()).toEqual([]);
  });

  it('ORG-03 page after page gives each once', async () => {
    await grants('adm', 'anna', location('99AA00'));
    for (const id of ['99AA', '99AB', '99AA00']) {
      await atBoard(event(partOpened, { ...whole, part: id }), february);
      await atBoard(event(partClosed, { ...part, part: id }), february);
    }
    const all = (await listed()).grants;
    expect(all).toHaveLength(5);
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await listed({ limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.grants);
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen).toEqual(all);
    expect((await listed({ limit: 5 })).next).toBeUndefined();
    for (const bad of ['', 'x', encodeCursor('a b c d e'), encodeCursor('a b c d e f g')])
      await expect(listed({ cursor: bad })).rejects.toThrow(BadCursor);
  });
});

describe('more grants than are looked at in one go', () => {
  it('ORG-03 each to review is found once, wherever it stands, in pages of any length', async () => {
    const code = (number: number): string => `Z${String(number).padStart(4, '0')}`;
    await user('anna');
    await user('zoe');
    const many = Array.from({ length: 2_001 }, (_, number) => brin(code(number)));
    await happens('anna', event(roleGranted, role(...many)));
    await happens('zoe', event(roleGranted, role(brin('99AA'))));
    const closed = [code(0), code(999), code(1_000), code(2_000), '99AA'];
    for (const id of closed) await atBoard(event(partClosed, { ...part, part: id }), february);
    const expected = closed.map((id) => `${id === '99AA' ? 'zoe' : 'anna'} role-grant ${id}: part-closed`);
    expect(await lines()).toEqual(expected);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listed({ limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.grants.map(({ kenmerk }) => kenmerk.value));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen).toEqual(closed);
    expect(await lines({ organisations: new Set(['board-1']) })).toEqual(expected);
  }, 60_000);
});

describe('grants of an administrator whose authority ended', () => {
  beforeEach(async () => {
    await administrator('adm');
    await mayHandOut('adm', brin('99AA'), brin('99AB'));
    await user('anna');
    await grants('adm', 'anna', brin('99AA'));
  });
  const withoutAuthority = { reason: 'granter-without-authority', since: february };
  const reasons = async () => (await listed()).grants.flatMap((one) => one.reasons);

  it.each([
    ['stepped down', event(administratorSteppedDown, { ...form, afterwards: 'stays-on-as-user' })],
    ['has no account any more', event(accountEnded, { reservations: [] })],
    [
      'may not hand this out any more',
      event(administratorAuthorisationWithdrawn, right('board-1', brin('99AA'))),
    ],
  ])('ADM-07 stay, and are listed, when the granter %s', async (_, ending) => {
    expect(await lines()).toEqual([]);
    await happens('adm', ending, february);
    expect(await reasons()).toEqual([withoutAuthority]);
    await happens('adm', event(accountEnded, { reservations: [] }), later);
    expect(await reasons()).toEqual([withoutAuthority]);
  });

  it('ADM-07 are not listed when the granter may hand out less, but this still', async () => {
    await happens('adm', event(administratorAuthorisationWithdrawn, right('board-1', brin('99AB'))));
    expect(await lines()).toEqual([]);
  });

  it('ADM-07 leave the list when the granter is authorised again', async () => {
    const off = event(administratorSteppedDown, { ...form, afterwards: 'stays-on-as-user' });
    await happens('adm', off, february);
    await mayHandOut('adm', brin('99AA'));
    expect(await lines()).toEqual([]);
    await happens('adm', off, later);
    expect(await reasons()).toEqual([{ ...withoutAuthority, since: later }]);
  });

  it('ADM-07 an authorisation, which the service desk records, has no granter to lose', async () => {
    await administrator('second');
    await mayHandOut('second', brin('99AA'));
    await grants('second', 'second', brin('99AA'));
    await happens('second', event(administratorAuthorisationWithdrawn, right('board-1', brin('99AA'))));
    await mayHandOut('second', brin('99AB'));
    expect(await lines()).toEqual(['second role-grant 99AA: granter-without-authority']);
  });

  const between = { givingOrganisation: 'board-1', receivingOrganisation: 'board-2' };
  const mandate = (happened: AnyEvent, at?: string) =>
    history.record('mandate-1', [happened], at === undefined ? {} : { time: at });
  const given = (...roles: string[]) => event(mandateGiven, { ...between, roles, ...form });

  it.each([
    ['ended', event(mandateEnded, { ...between, ...form })],
    ['lapsed', event(mandateLapsed, { ...between, left: 'board-2' })],
  ])(
    'ADM-07 ADM-05 are listed when the mandate that they were given by %s, until there is one',
    async (_, ending) => {
      await administrator('far', 'board-2');
      await mayHandOut('far', brin('99AB'));
      await mandate(given('examens', 'registreren'));
      await grants('far', 'anna', brin('99AB'));
      expect(await lines()).toEqual([]);
      await mandate(ending, february);
      expect(await reasons()).toEqual([withoutAuthority]);
      await mandate(ending, later);
      expect(await reasons()).toEqual([withoutAuthority]);
      await mandate(given('examens'));
      expect(await reasons()).toEqual([withoutAuthority]);
      await mandate(given('registreren'));
      expect(await lines()).toEqual([]);
    },
  );

  it('ADM-07 of what ended first it is said when', async () => {
    await administrator('far', 'board-2');
    await mayHandOut('far', brin('99AB'));
    await mandate(given('registreren'));
    await grants('far', 'anna', brin('99AB'));
    await happens('far', event(accountEnded, { reservations: [] }), february);
    await mandate(event(mandateEnded, { ...between, ...form }), later);
    expect(await reasons()).toEqual([withoutAuthority]);
  });

  it('ADM-07 a grant that is made again by another is that one’s', async () => {
    await administrator('new');
    await mayHandOut('new', brin('99AA'));
    await happens('adm', event(accountEnded, { reservations: [] }), february);
    await grants('new', 'anna', brin('99AA'));
    expect(await reasons()).toEqual([withoutAuthority]);
    await happens('anna', event(roleWithdrawn, role(brin('99AA'))));
    await grants('new', 'anna', brin('99AA'));
    expect(await lines()).toEqual([]);
  });
});

describe('grants of before a separation of duties', () => {
  const define = (
    code: string,
    at: string,
    more: { incompatibleWith?: string[]; keptFromGranters?: boolean },
  ) =>
    history.record(
      `role-${code}`,
      [
        event(roleDefined, {
          code,
          name: code,
          explanation: 'Voor het onderwijs.',
          kenmerkType: 'BRIN',
          sectors: ['po'],
          incompatibleWith: [],
          keptFromGranters: false,
          inForceFrom: '2026-01-01',
          ...more,
        }),
      ],
      { time: at },
    );
  const holds = (account: string, code: string, at: string) =>
    happens(account, event(roleGranted, { role: code, kenmerken: [brin('99AA')] }), at);
  const together = (since: string) => [{ reason: 'not-to-be-held-together', since }];
  const january = '2026-01-10T10:00:00.000Z';

  beforeEach(async () => {
    await user('anna');
    await user('bert');
    await holds('anna', 'registreren', january);
    await holds('bert', 'registreren', january);
    await holds('anna', 'examens', january);
    await define('registreren', january, {});
    await define('examens', january, {});
  });

  it('USR-12 both are listed from when either entry says that they may not be held together, until it doesn’t', async () => {
    expect(await lines()).toEqual([]);
    await define('examens', february, { incompatibleWith: ['registreren', 'other'] });
    expect(await lines()).toEqual([
      'anna role-grant 99AA: not-to-be-held-together',
      'anna role-grant 99AA: not-to-be-held-together',
    ]);
    await define('examens', later, { incompatibleWith: ['registreren'] });
    expect((await listed()).grants.map(({ reasons }) => reasons)).toEqual([
      together(february),
      together(february),
    ]);
    await define('examens', later, { incompatibleWith: ['other'] });
    expect(await lines()).toEqual([]);
  });

  it('USR-12 they leave the list when one of the two is withdrawn', async () => {
    await define('registreren', february, { incompatibleWith: ['examens'] });
    await happens('anna', event(roleWithdrawn, { role: 'examens', kenmerken: [brin('99AA')] }));
    expect(await lines()).toEqual([]);
    await holds('anna', 'examens', later);
    expect((await listed()).grants.map(({ reasons }) => reasons)).toEqual([together(later), together(later)]);
  });

  it('USR-12 a role that who may hand it out may not hold is listed with the right to hand it out', async () => {
    await administrator('adm');
    await mayHandOut('adm', brin('99AB'));
    await holds('adm', 'registreren', january);
    expect(await lines()).toEqual([]);
    await define('registreren', february, { keptFromGranters: true });
    await define('registreren', later, { keptFromGranters: true });
    expect((await listed()).grants).toMatchObject(
      ['administrator-authorisation', 'role-grant'].map((kind) => ({
        account: 'adm',
        kind,
        reasons: [{ reason: 'not-to-be-held-by-who-hands-it-out', since: february }],
      })),
    );
    await happens('adm', event(administratorAuthorisationWithdrawn, right('board-1', brin('99AB'))));
    expect(await lines()).toEqual([]);
    await mayHandOut('adm', brin('99AB'));
    expect(await lines()).toHaveLength(2);
    await define('registreren', later, { keptFromGranters: false });
    expect(await lines()).toEqual([]);
  });
});

describe('grants of a role out of force', () => {
  const define = (dates: { inForceFrom: string; inForceUntil?: string }, at: string) =>
    history.record(
      'role-registreren',
      [
        event(roleDefined, {
          code: 'registreren',
          name: 'Registreren',
          explanation: 'Voor het onderwijs.',
          kenmerkType: 'BRIN',
          sectors: ['po'],
          incompatibleWith: [],
          keptFromGranters: false,
          ...dates,
        }),
      ],
      { time: at },
    );
  beforeEach(async () => {
    await administrator('adm');
    await mayHandOut('adm', brin('99AA'));
    await user('anna');
    await grants('adm', 'anna', brin('99AA'));
  });

  it('USR-10 are listed from the first day that it is no longer in force', async () => {
    await define({ inForceFrom: '2026-01-01', inForceUntil: '2026-03-29' }, february);
    expect(await lines({ today: '2026-03-28' })).toEqual([]);
    expect(await lines({ today: '2026-03-29' })).toEqual([
      'adm administrator-authorisation 99AA: role-out-of-force',
      'anna role-grant 99AA: role-out-of-force',
    ]);
    const [first] = (await listed({ today: '2026-04-10' })).grants;
    expect(first?.reasons).toEqual([{ reason: 'role-out-of-force', since: '2026-03-28T23:00:00.000Z' }]);
    await define({ inForceFrom: '2026-01-01' }, later);
    expect(await lines({ today: '2026-04-10' })).toEqual([]);
  });

  it('USR-10 are listed while the role was put off to a later day', async () => {
    await define({ inForceFrom: '2026-03-02' }, february);
    const [first] = (await listed()).grants;
    expect(first?.reasons).toEqual([{ reason: 'role-out-of-force', since: february }]);
    expect(await lines({ today: '2026-03-02' })).toEqual([]);
  });

  it('ORG-03 ADM-07 USR-10 every reason is told', async () => {
    await define({ inForceFrom: '2026-01-01', inForceUntil: '2026-02-01' }, february);
    await atBoard(event(partOpened, whole), february);
    await atBoard(event(partClosed, part), later);
    await happens('adm', event(accountEnded, { reservations: [] }));
    expect(await lines()).toEqual([
      'anna role-grant 99AA: part-closed, granter-without-authority, role-out-of-force',
    ]);
  });
});
