import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SignedIn } from './client.js';
import { type Administrator, board, done, otherBoard, role, School, type Shown } from './school.js';

let school: School;
let administrator: Administrator;
let stranger: Administrator;
let position: string;
const people = {
  zoe: {
    surname: 'Ünlü-Çelik',
    initials: 'Z',
    prefix: 'van der',
    function: 'Schoolleider',
    emailAddress: 'zoe.unlu@voorbeeldschool.nl',
  },
  jan: {
    surname: 'Jansen',
    initials: 'J',
    function: 'Administratief medewerker',
    emailAddress: 'j.jansen@voorbeeldschool.nl',
  },
  janneke: {
    surname: 'Janssens',
    initials: 'JM',
    function: 'Conciërge',
    emailAddress: 'jm.janssens@voorbeeldschool.nl',
  },
  oneill: {
    surname: "O'Neill",
    initials: 'P',
    emailAddress: 'p.oneill@anderdomein.nl',
    signInMethod: 'token',
    username: 'Drenth99ED',
  },
} as const;

beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Beheerder' });
  stranger = await school.appoint({ organisation: otherBoard, surname: 'Elders' }, [
    role('medewerker-bekostiging', '99BA'),
  ]);
  for (const person of Object.values(people)) await school.user(administrator, person);
  const roles = [role('medewerker-bekostiging', '99BA')];
  ({ position } = await school.user(stranger, { organisation: otherBoard, surname: 'Jansma', roles }));
}, 240_000);
afterAll(() => school.program.end());

async function found(query: object, by: SignedIn = administrator.api): Promise<readonly string[]> {
  const { body } = await by.search(query, position);
  return (body as { accounts: { surname: string }[] }).accounts.map(({ surname }) => surname).sort();
}

describe('§4.1: searching for a user', () => {
  it.each([
    ['the beginning of a name, while typing', 'jan', ['Jansen', 'Janssens']],
    ['more of it', 'janss', ['Janssens']],
    ['capitals', 'JANSEN', ['Jansen']],
    ['a name without its diacritics', 'unlu celik', ['Ünlü-Çelik']],
    ['a name with them', 'ÜNLÜ', ['Ünlü-Çelik']],
    ['a name behind an apostrophe', 'neill', ["O'Neill"]],
    ['a function without its diacritics', 'concierge', ['Janssens']],
    ['a part of an e-mail address', 'anderdomein', ["O'Neill"]],
    ['a whole e-mail address', 'zoe.unlu@voorbeeldschool.nl', ['Ünlü-Çelik']],
    ['a username', 'drenth99', ["O'Neill"]],
    ['a word of the organisation part', 'duo test college', ['Jansen', 'Janssens', "O'Neill", 'Ünlü-Çelik']],
    ['words of different fields, in any order', 'medewerker jansen', ['Jansen']],
    ['words that no account has all of', 'jansen conciërge', []],
    [
      'what looks like a pattern of the database',
      '%',
      ['Beheerder', 'Jansen', 'Janssens', "O'Neill", 'Ünlü-Çelik'],
    ],
    ['what looks like SQL', `' OR 1=1 --`, []],
  ])('USR-01 finds by %s', async (_, words, surnames) => {
    expect(await found({ words })).toEqual([...surnames].sort());
  });

  it('ADM-02 shows an administrator only accounts within reach, the service desk all', async () => {
    expect(await found({ words: 'jans' })).toEqual(['Jansen', 'Janssens']);
    expect(await found({ words: 'jans' }, stranger.api)).toEqual(['Jansma']);
    expect(await found({ words: 'jans' }, school.serviceDesk)).toEqual(['Jansen', 'Jansma', 'Janssens']);
    expect(await found({ words: 'jans', organisation: otherBoard })).toEqual([]);
    expect(await found({ words: 'jans', organisation: otherBoard }, school.serviceDesk)).toEqual(['Jansma']);
  });

  it('USR-01 shows organisation, organisation part, name and function of each, and the list narrowed to an organisation', async () => {
    const list = async (query: object) =>
      ((await school.serviceDesk.search({ limit: 100, ...query }, position)).body as { accounts: object[] })
        .accounts;
    const janssens = {
      organisation: { id: board, code: '99901' },
      parts: [{ id: '99KG', type: 'institution', name: 'DUO Test College' }],
      surname: 'Janssens',
      initials: 'JM',
      prefix: null,
      function: 'Conciërge',
    };
    expect(await list({ words: 'janssens' })).toMatchObject([janssens]);
    expect(await list({ organisation: otherBoard })).toMatchObject([
      { organisation: { id: otherBoard } },
      { organisation: { id: otherBoard } },
    ]);
  });

  it('USR-01 an ended account is in no list', async () => {
    const { account } = await school.user(administrator, { surname: 'Vertrokken' });
    const ending = { confirmed: true, noLongerWorksHere: true };
    const ended = done(await administrator.api.command(`/accounts/${account}/endings`, ending));
    const { body } = await administrator.api.search({ words: 'vertrokken' }, ended.position);
    expect(body).toMatchObject({ accounts: [] });
  });

  it('USR-01 shows a user who is no administrator nothing', async () => {
    const { account } = await school.user(administrator, { surname: 'Gewone-Gebruiker' });
    expect(await found({}, await school.client.as('person', account))).toEqual([]);
  });

  it.each([1, 2, 3, 100])('USR-01 pages of %d show each account once', async (limit) => {
    const visited: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await school.serviceDesk.search(
        { limit, ...(cursor === undefined ? {} : { cursor }) },
        position,
      );
      const page = body as { accounts: Shown[]; next?: string };
      expect(page.accounts.length).toBeLessThanOrEqual(limit);
      visited.push(...page.accounts.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== undefined);
    const all = (await school.serviceDesk.search({ limit: 100 }, position)).body as { accounts: Shown[] };
    expect(visited).toEqual(all.accounts.map(({ id }) => id));
    expect(new Set(visited).size).toBe(visited.length);
    expect(visited.length).toBeGreaterThanOrEqual(7);
  });

  it.each(['MDE5NWU2YTA', 'x', 'WyJhIl0'])('a cursor that no page gave (%s) is refused', async (cursor) => {
    expect(await administrator.api.search({ cursor })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'cursor' }] },
    });
  });
});

describe('§4.1: what is out of reach', () => {
  it('ADM-02 looks exactly like what does not exist', async () => {
    const { account, position } = await school.user(administrator);
    const nobody = '0195e6a0-0000-7000-8000-ffffffffffff';
    const ways = [
      (id: string) => stranger.api.get(`/accounts/${id}?position=${position}`),
      (id: string) => stranger.api.command(`/accounts/${id}/activation-codes`, {}),
      (id: string) =>
        stranger.api.command(`/accounts/${id}/decouplings`, {
          reason: 'new-supplier',
          holdsRightMeans: true,
        }),
      (id: string) =>
        stranger.api.command(`/accounts/${id}/role-changes`, {
          grant: [role('medewerker-bekostiging', '99BA')],
        }),
    ];
    for (const way of ways) {
      const [outOfReach, missing] = [await way(account), await way(nobody)];
      expect(outOfReach.status).toBe(404);
      expect(alike(outOfReach)).toEqual(alike(missing));
    }
    expect(await stranger.api.search({ words: 'proefpersoon' }, position)).toMatchObject({
      body: { accounts: expect.not.arrayContaining([expect.objectContaining({ id: account })]) as unknown },
    });
  });

  it('ADM-02 an administrator makes no users elsewhere, and a user makes none at all', async () => {
    const elsewhere = school.userFields({
      organisation: otherBoard,
      roles: [role('medewerker-bekostiging', '99BA')],
    });
    const user = await school.user(administrator);
    const byUser = await school.client.as('person', user.account);
    for (const answer of [
      await administrator.api.command('/users', elsewhere),
      await administrator.api.command('/users', { ...elsewhere, organisation: 'board-00000' }),
      await byUser.command('/users', school.userFields()),
    ])
      expect(answer).toMatchObject({ status: 404, body: { rule: 'ADM-02' } });
  });
});

/** All that the answer says, but for the ids of request and command. */
const alike = ({ status, body }: { status: number; body: unknown }): unknown => ({
  status,
  body: { ...(body as object), instance: '', commandId: '' },
});
