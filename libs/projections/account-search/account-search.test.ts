import { beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import {
  activationCodeExpired,
  activationCodeMade,
  activationCodeMailed,
  activationCodeMailFailed,
  activationCodeVoided,
} from '#libs/domain/account/activation-code-events';
import {
  administratorAppointed,
  administratorCreated,
  administratorSteppedDown,
} from '#libs/domain/account/administrator-events';
import {
  conversionBegun,
  meansCoupled,
  meansCoupledAgain,
  meansDecoupled,
} from '#libs/domain/account/coupling-events';
import {
  accountBlocked,
  accountEnded,
  accountUnblocked,
  roleGranted,
  roleWithdrawn,
  userCreated,
} from '#libs/domain/account/events';
import { couplingLapsed } from '#libs/domain/account/coupling-events';
import { markedOfficeStaff, unmarkedOfficeStaff } from '#libs/domain/account/office-staff-events';
import { type AnyEvent, type DataOf, event } from '#libs/domain/catalogue';
import {
  organisationClosed,
  organisationRegistered,
  organisationReopened,
  organisationSectorJoined,
  partClosed,
  partHandedOver,
  partMoved,
  partOpened,
  partRenamed,
  partTakenOver,
} from '#libs/domain/organisation/events';
import { type Kenmerk } from '#libs/domain/role/role';
import { BadCursor, encodeCursor } from '../engine/cursor.js';
import { readModelOf } from '../read-model-of.test-data.js';
import { findAccount } from './account-rows.js';
import { accountSearch } from './account-search.js';
import { findOrganisation } from './find-organisation.js';
import { type AccountQuery, searchAccounts } from './search-accounts.js';

const history = readModelOf(accountSearch);

const board = 'board-32073';
const otherBoard = 'board-20091';

const aHolder: DataOf<(typeof userCreated)['fields']> = {
  organisation: board,
  signInMethod: 'token',
  username: 'Drenth99ED',
  surname: 'Jansen',
  initials: 'P.',
  telephone: '0612345678',
  emailAddress: 'p.jansen@wegwijzer.example',
  reservations: [],
};
const aUser = (given: Partial<typeof aHolder> = {}) => event(userCreated, { ...aHolder, ...given });
const coupling: DataOf<(typeof meansCoupled)['fields']> = {
  means: 'm',
  pseudonym: 'p',
  legalSubject: 'KvK:1',
  level: 'loa3',
  codeId: 'c',
  privacyStatement: '1',
  termsOfUse: '1',
  reservation: 'r',
};
const granted = (...kenmerken: Kenmerk[]) => event(roleGranted, { role: 'registreren', kenmerken });
const brin = (value: string): Kenmerk => ({ type: 'BRIN', value });
const account = (id: string, ...events: AnyEvent[]) => history.record(`account-${id}`, events);
const organisation = (id: string, ...events: AnyEvent[]) => history.record(`organisation-${id}`, events);
const registered = (code: string, name: string) =>
  event(organisationRegistered, { type: 'board', code, name, sectors: ['po'] });
const opened = (part: string, name: string) =>
  event(partOpened, { part, partType: 'institution', name, sectors: ['po'] });

/** Lets the read model come to the end of what was recorded. */
const search = async (query: Partial<AccountQuery> = {}) =>
  searchAccounts(await history.upToDate(), { words: '', organisations: 'all', ...query });
const found = async (words: string) => (await search({ words })).accounts.map(({ id }) => id);
const shown = async (id: string) => findAccount(await history.upToDate(), id);

describe('finding accounts', () => {
  it.each([
    ['surname', 'jans'],
    ['surname in capitals', 'JANSEN'],
    ['e-mail address', 'p.jansen@wegwijzer.example'],
    ['local part of the e-mail address', 'p.jansen'],
    ['domain of the e-mail address', 'wegwijzer.ex'],
    ['username', 'drenth99'],
    ['function', 'coordinator'],
    ['id of the organisation', 'board-32073'],
    ['code of the organisation', '32073'],
    ['name of the organisation', 'conexus'],
    ['id of a part', '03wu'],
    ['name of a part', 'wegwijzer'],
    ['several words at once, in any order', 'conexus jan drenth'],
    ['words with punctuation around them', 'Jansen, (P.)'],
  ])('USR-01 finds an account by %s', async (_what, words) => {
    await organisation(
      board,
      registered('32073', 'Stichting Conexus'),
      opened('03WU', 'Kindcentrum De Wegwijzer'),
    );
    await account('a', aUser({ function: 'ICT-coördinator' }), granted(brin('03WU')));
    await account(
      'b',
      aUser({ organisation: otherBoard, surname: 'Ali', username: 'x1', emailAddress: 'b@b.example' }),
    );
    expect(await found(words)).toEqual(['a']);
  });

  it('USR-01 every word has to begin a word of the account', async () => {
    await account('a', aUser());
    expect(await found('jansen pietersen')).toEqual([]);
    expect(await found('ansen')).toEqual([]);
  });

  it('USR-01 finds by the name of the board that has the part', async () => {
    await organisation(
      otherBoard,
      registered('20091', 'Stichting Noorderbasis'),
      opened('32JK', 'De Verwondering'),
    );
    await account('a', aUser(), granted(brin('32JK')));
    expect(await found('noorderbasis')).toEqual(['a']);
  });

  it('USR-01 finds by what became known of organisation and part after the account', async () => {
    await account('a', aUser(), granted(brin('03WU')));
    expect(await found('conexus')).toEqual([]);
    await organisation(board, registered('32073', 'Stichting Conexus'), opened('03WU', 'De Wegwijzer'));
    expect(await found('conexus wegwijzer')).toEqual(['a']);
  });

  it('USR-01 finds by a new name of a part, and by the old one no longer', async () => {
    await organisation(board, registered('32073', 'Conexus'), opened('03WU', 'De Klister'));
    await account('a', aUser(), granted(brin('03WU')));
    expect(await found('klister')).toEqual(['a']);
    const renamed = {
      part: '03WU',
      partType: 'institution',
      name: 'De Borgh',
      previousName: 'De Klister',
    } as const;
    await organisation(board, event(partRenamed, renamed));
    expect(await found('klister')).toEqual([]);
    expect(await found('borgh')).toEqual(['a']);
  });

  it('USR-01 finds by the new board of a part that was handed over', async () => {
    await organisation(board, registered('32073', 'Conexus'), opened('03WU', 'De Klister'));
    await organisation(otherBoard, registered('20091', 'Noorderbasis'));
    await account('a', aUser({ organisation: 'board-1' }), granted(brin('03WU')));
    expect(await found('conexus')).toEqual(['a']);
    const part = { part: '03WU', partType: 'institution', name: 'De Klister' } as const;
    await organisation(board, event(partHandedOver, { ...part, to: otherBoard }));
    await organisation(otherBoard, event(partTakenOver, { ...part, from: board, sectors: ['po'] }));
    expect(await found('conexus')).toEqual([]);
    expect(await found('noorderbasis')).toEqual(['a']);
  });

  it('USR-01 finds by a part only while a kenmerk points at it', async () => {
    await organisation(board, registered('32073', 'Conexus'), opened('03WU', 'De Klister'));
    await account('a', aUser(), granted(brin('03WU')));
    await account('a', event(roleWithdrawn, { role: 'registreren', kenmerken: [brin('03WU')] }));
    expect(await found('klister')).toEqual([]);
    expect(await found('03wu')).toEqual([]);
  });

  it('ADM-02 shows only accounts of organisations in reach', async () => {
    await account('a', aUser());
    await account('b', aUser({ organisation: otherBoard }));
    const ids = async (query: Partial<AccountQuery>) => (await search(query)).accounts.map(({ id }) => id);
    expect(await ids({ organisations: new Set([board]) })).toEqual(['a']);
    expect(await ids({ organisations: new Set([board]), words: 'jansen' })).toEqual(['a']);
    expect(await ids({ organisations: new Set([board, otherBoard]) })).toEqual(['a', 'b']);
    expect(await ids({ organisations: new Set() })).toEqual([]);
  });

  it('USR-01 can be narrowed to one organisation, within reach only', async () => {
    await account('a', aUser());
    await account('b', aUser({ organisation: otherBoard }));
    const ids = async (query: Partial<AccountQuery>) => (await search(query)).accounts.map(({ id }) => id);
    expect(await ids({ organisation: otherBoard })).toEqual(['b']);
    expect(await ids({ organisation: otherBoard, words: 'jansen' })).toEqual(['b']);
    expect(await ids({ organisation: otherBoard, organisations: new Set([board]) })).toEqual([]);
    expect(await ids({ organisation: board, organisations: new Set([board, otherBoard]) })).toEqual(['a']);
  });
});

describe('pages', () => {
  const names = [
    'Berg',
    'Bergen',
    'de Vries',
    'Çelik',
    'Celik',
    'Öztürk',
    'Ørsted',
    'Zandstra',
    'Jansen',
    'Jansen',
  ];
  const everybody = async () => {
    for (const [index, surname] of names.entries()) await account(`id-${index}`, aUser({ surname }));
  };
  const allPages = async (query: Partial<AccountQuery>) => {
    const pages: string[][] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await search({ ...query, ...(cursor === undefined ? {} : { cursor }) });
      pages.push(page.accounts.map(({ surname }) => String(surname)));
      cursor = page.next;
    }
    return pages;
  };

  it('give every account once, by surname, whatever its case and diacritics', async () => {
    await everybody();
    expect(await allPages({ limit: 3 })).toEqual([
      ['Berg', 'Bergen', 'Çelik'],
      ['Celik', 'de Vries', 'Jansen'],
      ['Jansen', 'Ørsted', 'Öztürk'],
      ['Zandstra'],
    ]);
  });

  it('have no next page when the last is exactly full', async () => {
    await everybody();
    expect((await allPages({ limit: 5 })).map(({ length }) => length)).toEqual([5, 5]);
  });

  it('go on in a search by words', async () => {
    await everybody();
    expect(await allPages({ limit: 1, words: 'celik' })).toEqual([['Çelik'], ['Celik']]);
  });

  it('hold 25 accounts unless asked otherwise, 100 at most', async () => {
    for (let index = 0; index < 26; index += 1) await account(`id-${index}`, aUser());
    expect((await search()).accounts).toHaveLength(25);
    for (const limit of [0, 101, 1.5]) await expect(search({ limit })).rejects.toThrow(RangeError);
  });

  it.each(['', 'x', 'eyJhIjoxfQ', encodeCursor('nobody'), `${encodeCursor('id-1')}=`, 'WzFd', '%00'])(
    'a cursor that no page gave is refused: %j',
    async (cursor) => {
      await everybody();
      await expect(search({ cursor })).rejects.toThrow(BadCursor);
    },
  );

  it('ADM-02 a cursor out of reach is refused like one that does not exist', async () => {
    await everybody();
    const cursor = encodeCursor('id-1');
    await expect(search({ cursor, organisations: new Set([otherBoard]) })).rejects.toThrow(BadCursor);
    expect((await search({ cursor })).accounts).not.toHaveLength(0);
  });

  it('a cursor holds nothing personal', async () => {
    await everybody();
    const { next = '' } = await search({ limit: 1 });
    expect(Buffer.from(next, 'base64url').toString()).toBe('["id-0"]');
  });
});

describe('among so many accounts that they are not sorted for each search', () => {
  const many = 10_050;

  beforeEach(() => {
    const database = new Database(history.file());
    const numbers = `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${many})`;
    database.exec(`
      INSERT INTO account (number, id, organisation, kind, state, sign_in_method, coupled, converting, office_staff, code_state, revision, position, sort_key)
      ${numbers} SELECT n, 'id-' || n, 'board-' || (n % 2), 'user', 'living', 'token', 0, 0, 0, 'none', 0, n, printf('name %05d', n) FROM n;
      INSERT INTO account_word (number, word, source) ${numbers} SELECT n, 'everybody', 'holder' FROM n;
      INSERT INTO account_word (number, word, source) ${numbers} SELECT n, 'seldom', 'parts' FROM n WHERE n % 1000 = 0;
    `);
    database.close();
  });
  const ids = async (query: Partial<AccountQuery>) => {
    const page = await search({ limit: 3, organisations: new Set(['board-0', 'board-1']), ...query });
    return page.accounts.map(({ id }) => id);
  };

  it('USR-01 finds the same, in the same order', async () => {
    expect(await ids({})).toEqual(['id-1', 'id-2', 'id-3']);
    expect(await ids({ words: 'every' })).toEqual(['id-1', 'id-2', 'id-3']);
    expect(await ids({ words: 'every seld' })).toEqual(['id-1000', 'id-2000', 'id-3000']);
    expect(await ids({ words: 'every nobody' })).toEqual([]);
    expect(await ids({ words: 'every', cursor: encodeCursor('id-5000') })).toEqual([
      'id-5001',
      'id-5002',
      'id-5003',
    ]);
  });

  it('ADM-02 shows only accounts of organisations in reach', async () => {
    expect(await ids({ words: 'every', organisation: 'board-0' })).toEqual(['id-2', 'id-4', 'id-6']);
    expect(await ids({ words: 'every', organisations: new Set(['board-1', 'board-2']) })).toEqual([
      'id-1',
      'id-3',
      'id-5',
    ]);
    expect(await ids({ words: 'every', organisations: new Set(['board-2']) })).toEqual([]);
  });
});

describe('what is shown of an account', () => {
  it('USR-01 shows part, organisation, contact data, sign-in method, username and roles', async () => {
    await organisation(board, registered('32073', 'Conexus'));
    const visitingAddress = { street: 'Harm Tiesingstraat', houseNumber: '74', city: '2e Exloermond' };
    await organisation(
      board,
      event(partOpened, {
        part: '03WU',
        partType: 'institution',
        name: 'De Wegwijzer',
        visitingAddress,
        sectors: ['po'],
      }),
    );
    const municipality: Kenmerk = { type: 'gemeentecode', value: '0106' };
    await account('a', aUser({ prefix: 'van', function: 'IB' }), granted(municipality, brin('03WU')));
    const { position } = await account('a', granted(brin('03WU')));
    expect(await shown('a')).toEqual({
      id: 'a',
      organisation: { id: board, code: '32073', name: 'Conexus' },
      kind: 'user',
      state: 'living',
      signInMethod: 'token',
      username: 'Drenth99ED',
      surname: 'Jansen',
      initials: 'P.',
      prefix: 'van',
      telephone: '0612345678',
      emailAddress: 'p.jansen@wegwijzer.example',
      function: 'IB',
      coupled: false,
      converting: false,
      officeStaff: false,
      blocked: null,
      activationCode: { state: 'none', expiresAt: null },
      roles: [{ role: 'registreren', kenmerken: [brin('03WU'), municipality] }],
      parts: [
        {
          id: '03WU',
          type: 'institution',
          name: 'De Wegwijzer',
          visitingAddress,
          postalAddress: null,
          organisation: board,
          board: 'Conexus',
          standing: 'open',
        },
      ],
      revision: 2,
      position: String(position),
    });
    expect((await search()).accounts).toEqual([await shown('a')]);
  });

  it('knows no account that was never created', async () => {
    await account('a', granted(brin('03WU')));
    expect(await shown('a')).toBeUndefined();
  });

  it('ADM-01 shows who is an administrator', async () => {
    await account('a', event(administratorCreated, aHolder));
    await account('b', aUser());
    await account(
      'b',
      event(administratorAppointed, {
        formReference: 'F-1',
        dateReceived: '2026-01-02',
        signatoryId: '01890000-0000-7000-8000-000000000009',
        signatory: 'B. Bestuur',
      }),
    );
    expect((await shown('a'))?.kind).toBe('administrator');
    expect((await shown('b'))?.kind).toBe('administrator');
  });

  it('USR-01 shows whether a means is coupled', async () => {
    await account('a', aUser());
    await account('a', event(meansCoupled, coupling));
    expect((await shown('a'))?.coupled).toBe(true);
    await account('a', event(meansDecoupled, { means: 'm', reason: 'new-supplier' }));
    expect((await shown('a'))?.coupled).toBe(false);
    await account('a', event(meansCoupledAgain, { means: 'm', level: 'loa3' }));
    expect((await shown('a'))?.coupled).toBe(true);
  });

  it('USR-01 CNV-04 shows the way from token to eHerkenning', async () => {
    await account('a', aUser());
    expect(await shown('a')).toMatchObject({ signInMethod: 'token', converting: false, coupled: false });
    await account('a', event(conversionBegun, { holdsRightMeans: true }));
    expect(await shown('a')).toMatchObject({ signInMethod: 'token', converting: true, coupled: false });
    await account('a', event(meansCoupled, coupling));
    expect(await shown('a')).toMatchObject({ signInMethod: 'eherkenning', converting: false, coupled: true });
  });

  it('USR-01 EHK-05 shows that a coupling has lapsed', async () => {
    await account('a', aUser(), event(meansCoupled, coupling));
    const since = '2026-11-23T09:00:00.000Z';
    await account('a', event(couplingLapsed, { means: 'm', since, reservation: 'r' }));
    expect(await shown('a')).toMatchObject({ signInMethod: 'eherkenning', coupled: false });
  });

  it('CNV-01 shows whether the account is of an administration office’s staff', async () => {
    await account('a', aUser());
    expect(await shown('a')).toMatchObject({ officeStaff: false });
    await account('a', event(markedOfficeStaff, {}));
    expect(await shown('a')).toMatchObject({ officeStaff: true });
    await account('a', event(unmarkedOfficeStaff, {}));
    expect(await shown('a')).toMatchObject({ officeStaff: false });
  });

  it('ADM-06 shows an administrator who stepped down as a user', async () => {
    const form = {
      formReference: 'F-2',
      dateReceived: '2026-11-20',
      signatoryId: 's-2',
      signatory: 'M. de Boer',
    };
    await account('a', event(administratorCreated, aHolder));
    await account('a', event(administratorSteppedDown, { ...form, afterwards: 'stays-on-as-user' }));
    expect(await shown('a')).toMatchObject({ kind: 'user', state: 'living' });
  });

  it('ACT-04 shows how it is with the activation code, and never the code', async () => {
    const code = (codeId: string) =>
      event(activationCodeMade, {
        codeId,
        digest: 'd1g3st',
        expiresAt: '2026-01-02T00:00:00.000Z',
        code: '7K2M-SECRET',
      });
    const state = async () => (await shown('a'))?.activationCode;
    await account('a', aUser(), code('1'));
    expect(await state()).toEqual({ state: 'waiting', expiresAt: '2026-01-02T00:00:00.000Z' });
    await account('a', event(activationCodeMailed, { codeId: '1', messageId: 'm' }));
    expect(await state()).toMatchObject({ state: 'mailed' });
    await account('a', event(activationCodeVoided, { codeId: '1', reason: 'replaced' }), code('2'));
    expect(await state()).toMatchObject({ state: 'waiting' });
    await account('a', event(activationCodeMailFailed, { codeId: '1', failure: 'not-accepted' }));
    expect(await state()).toMatchObject({ state: 'waiting' });
    await account('a', event(activationCodeMailFailed, { codeId: '2', failure: 'not-accepted' }));
    expect(await state()).toMatchObject({ state: 'failed' });
    await account('a', event(activationCodeVoided, { codeId: '2', reason: 'coupled' }));
    expect(await state()).toMatchObject({ state: 'void' });
    const expired = (codeId: string) =>
      event(activationCodeExpired, { codeId, since: '2026-01-02T00:00:00.000Z' });
    await account('a', code('3'), expired('2'));
    expect(await state()).toMatchObject({ state: 'waiting' });
    await account('a', expired('3'));
    expect(await state()).toEqual({ state: 'expired', expiresAt: '2026-01-02T00:00:00.000Z' });
    expect(JSON.stringify(everyRow())).not.toMatch(/7K2M|d1g3st/);
  });

  it('USR-07 what it is blocked for, until the block is lifted or the account ends', async () => {
    const blocked = async () => (await shown('a'))?.blocked;
    await account('a', aUser(), event(accountBlocked, { reason: 'generator-reported' }));
    expect(await blocked()).toBe('generator-reported');
    await account('a', event(accountBlocked, { reason: 'on-request' }));
    expect(await blocked()).toBe('on-request');
    await account('a', event(accountUnblocked, {}));
    expect(await blocked()).toBeNull();
    await account('a', event(accountBlocked, { reason: 'on-request' }));
    await account('a', event(accountEnded, { reservations: [] }));
    expect(await blocked()).toBeNull();
  });

  it('END-01 that it ended, and then no search finds it, also not by what becomes known later', async () => {
    await account('a', aUser(), granted(brin('03WU')), event(accountEnded, { reservations: [] }));
    await account('b', aUser());
    expect(await shown('a')).toMatchObject({ state: 'ended', coupled: false, surname: 'Jansen' });
    expect(await shown('b')).toMatchObject({ state: 'living' });
    await organisation(board, registered('32073', 'Conexus'), opened('03WU', 'De Wegwijzer'));
    expect(await found('')).toEqual(['b']);
    expect(await found('jansen')).toEqual(['b']);
    expect(await found('conexus')).toEqual(['b']);
    expect(await found('03wu')).toEqual([]);
  });

  it('AVG-06 of somebody who was erased nothing personal is shown, and only the id finds them', async () => {
    await organisation(board, registered('32073', 'Conexus'), opened('03WU', 'De Wegwijzer'));
    await account('a', aUser());
    await history.installation().keys.destroy({ subject: 'a', purpose: 'profile' });
    await account('a', granted(brin('03WU')));
    await organisation(
      board,
      event(partRenamed, { part: '03WU', partType: 'institution', name: 'Nieuw', previousName: 'x' }),
    );
    expect(await shown('a')).toMatchObject({
      surname: null,
      username: null,
      emailAddress: null,
      telephone: null,
    });
    for (const words of ['', 'jansen', 'conexus', '03wu', 'nieuw']) expect(await found(words)).toEqual([]);
    expect(JSON.stringify(everyRow())).not.toMatch(/jansen|drenth|0612345678/i);
  });

  const everyRow = () => {
    const database = new Database(history.file(), { readonly: true });
    try {
      return ['account', 'account_word', 'account_role'].map((table) =>
        database.prepare(`SELECT * FROM ${table}`).all(),
      );
    } finally {
      database.close();
    }
  };
});

describe('what is shown of an organisation', () => {
  it('ORG-01 shows its name, sectors, state and parts', async () => {
    const part = { part: '03WU', partType: 'institution', name: 'De Wegwijzer' } as const;
    const postalAddress = { street: 'Postbus', houseNumber: '44', postalCode: '9430 AA', city: 'Westerbork' };
    await organisation(
      board,
      registered('32073', 'Conexus'),
      event(organisationSectorJoined, { sector: 'vo' }),
      opened('03WU', 'De Wegwijzer'),
      opened('04LY', 'De Borgh'),
      event(partMoved, { ...part, postalAddress }),
      event(partClosed, { ...part, part: '04LY' }),
      event(organisationClosed, {}),
    );
    expect(await findOrganisation(await history.upToDate(), board)).toEqual({
      id: board,
      type: 'board',
      code: '32073',
      name: 'Conexus',
      visitingAddress: null,
      postalAddress: null,
      sectors: ['po', 'vo'],
      rmcRegion: null,
      state: 'closed',
      parts: [
        expect.objectContaining({ id: '03WU', standing: 'open', postalAddress, board: 'Conexus' }),
        expect.objectContaining({ id: '04LY', standing: 'closed' }),
      ],
    });
    await organisation(board, event(organisationReopened, {}));
    expect(await findOrganisation(await history.upToDate(), board)).toMatchObject({ state: 'open' });
  });

  it('knows no organisation that was never registered', async () => {
    expect(await findOrganisation(await history.upToDate(), 'board-1')).toBeUndefined();
  });
});
