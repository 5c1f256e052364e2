import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { board, done, otherBoard, role, School } from './school.js';

let school: School;
beforeAll(async () => {
  school = await School.open();
}, 240_000);
afterAll(() => school.program.end());

const path = '/reports/organisations-without-administrator';
const page = async (query: string) =>
  done(await school.serviceDesk.get(`${path}?${query}`)) as unknown as {
    organisations: { id: string; accounts: number }[];
    next?: string;
  };

describe('the report of organisations without an administrator', () => {
  it('ORG-04 the service desk and the operator see which organisations nobody manages', async () => {
    const there = { organisation: otherBoard };
    await school.appoint(there, [role('medewerker-bekostiging', '99BB')]);
    const { position } = await school.user(await school.appoint());
    const { organisations } = await page(`limit=100&position=${position}`);
    expect(organisations.length).toBeGreaterThan(0);
    const listed = organisations.map(({ id }) => id);
    expect(listed).not.toContain(board);
    expect(listed).not.toContain(otherBoard);
    expect(await school.operator.get(`${path}?limit=100`)).toMatchObject({
      status: 200,
      body: { organisations },
    });
  });

  it('ORG-04 page after page gives each of them once', async () => {
    const all = await page('limit=100');
    const seen: string[] = [];
    let cursor = '';
    do {
      const one = await page(`limit=1${cursor}`);
      seen.push(...one.organisations.map(({ id }) => id));
      cursor = one.next === undefined ? '' : `&cursor=${one.next}`;
    } while (cursor !== '');
    expect(seen).toEqual(all.organisations.map(({ id }) => id));
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'cursor=x', 'cursor=WyJ0d28gd29yZHMiXQ', 'other=1'])(
    'ORG-04 %s is refused',
    async (query) => {
      expect((await school.serviceDesk.get(`${path}?${query}`)).status).toBe(400);
    },
  );
});
