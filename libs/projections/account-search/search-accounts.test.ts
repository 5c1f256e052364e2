import { beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { roleWithdrawn } from '#libs/domain/account/events';
import { event } from '#libs/domain/catalogue';
import { partHandedOver, partRenamed, partTakenOver } from '#libs/domain/organisation/events';
import { BadCursor, encodeCursor } from '../engine/cursor.js';
import { type AccountQuery } from './search-accounts.js';
import {
  aUser,
  board,
  brin,
  granted,
  opened,
  otherBoard,
  registered,
  searchedHistory,
} from './account-search.test-data.js';

const { history, search, found, account, organisation } = searchedHistory();

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
