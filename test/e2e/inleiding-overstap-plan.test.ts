import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from './client.js';
import { type Administrator, board, done, otherBoard, School } from './school.js';
import { printed } from './taken-letter.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint();
}, 240_000);
afterAll(() => school.program.end());

const plan = (body: object) => school.operator.command('/move-plans', body);
const drop = (body: object) => school.operator.command('/move-plans/droppings', body);

interface Move {
  readonly id: string;
  readonly date: string;
  readonly announcedAt: string | null;
  readonly toConvert: number;
  readonly converting: number;
  readonly coupled: number;
  readonly notYetCoupled: number;
}

/** The plan as the service desk sees it, once it knows what was recorded up to this position. */
async function shown(position: string): Promise<readonly Move[]> {
  const answer = await school.serviceDesk.get(`/move-plans?sector=po&limit=100&position=${position}`);
  return (done(answer) as unknown as { moves: readonly Move[] }).moves;
}
const ofBoard = async (position: string) => (await shown(position)).find(({ id }) => id === board);
const planned = async (body: object) => done(await plan(body)).position;

/** The letters about the move that wait for the printer, taken out of the queue: who gets it, and what it says. */
async function takenLetters(number: number): Promise<ReadonlyMap<string, string>> {
  const taken = new Map<string, string>();
  await until(async () => {
    const { letters } = done(await school.serviceDesk.get('/letters?state=made&limit=100')) as unknown as {
      letters: readonly { id: string; kind: string; organisation: string }[];
    };
    for (const { id, organisation } of letters.filter(({ kind }) => kind === 'move-announced')) {
      taken.set(organisation, printed(await school.serviceDesk.command(`/letters/${id}/prints`, {})));
    }
    return taken.size >= number;
  }, `${number} letters`);
  return taken;
}

describe('Inleiding: the move to eHerkenning', () => {
  it('ORG-06 a sector gets a date; each of its organisations finds it in a letter, and the plan shows that it was told', async () => {
    const position = await planned({ sector: 'po', date: '2040-01-01' });
    const moves = await shown(position);
    expect(moves.map(({ id }) => id)).toEqual(expect.arrayContaining([board, otherBoard]));
    expect(new Set(moves.map(({ date }) => date))).toEqual(new Set(['2040-01-01']));
    const letters = await takenLetters(moves.length);
    expect([...letters.keys()].sort()).toEqual(moves.map(({ id }) => id));
    expect(letters.get(board)).toContain('De datum is 1 januari 2040.');
    const told = (await school.trail()).find(({ type }) => type.startsWith('organisation.move-announced'));
    for (const { announcedAt } of await shown(told?.position ?? position)) expect(announcedAt).not.toBeNull();
  }, 60_000);

  it('ORG-06 an organisation with a date of its own moves then, and is told so', async () => {
    const position = await planned({ organisation: otherBoard, date: '2041-06-01' });
    expect((await shown(position)).find(({ id }) => id === otherBoard)?.date).toBe('2041-06-01');
    expect((await ofBoard(position))?.date).toBe('2040-01-01');
    expect([...(await takenLetters(1))].map(([to, text]) => [to, text.includes('1 juni 2041')])).toEqual([
      [otherBoard, true],
    ]);
    const dropped = done(await drop({ organisation: otherBoard })).position;
    expect((await shown(dropped)).find(({ id }) => id === otherBoard)?.date).toBe('2040-01-01');
  }, 60_000);

  it('ORG-06 CNV-01 the plan shows how far it is: a user with a token is converted, and then coupled', async () => {
    // Also there: the administrator, who has eHerkenning and has not coupled yet.
    const { account, username } = await school.tokenUser(administrator);
    const office = await school.tokenUser(administrator);
    const marked = await administrator.api.command(`/accounts/${office.account}/office-staff-marks`, {
      officeStaff: true,
    });
    const counts = { toConvert: 1, converting: 0, coupled: 0, notYetCoupled: 1 };
    expect(await ofBoard(done(marked).position)).toMatchObject(counts);
    const begun = await administrator.api.command(`/accounts/${account}/conversions`, {
      confirmed: true,
      holdsRightMeans: true,
    });
    expect(await ofBoard(done(begun).position)).toMatchObject({ ...counts, toConvert: 0, converting: 1 });
    const code = await school.mailedCode(administrator.api, account);
    const coupled = await school.couple({ pseudonym: 'who-moves' }, username, code);
    expect(await ofBoard(done(coupled).position)).toMatchObject({ ...counts, toConvert: 0, coupled: 1 });
  }, 60_000);

  it('ORG-06 USR-06 the same date again changes nothing', async () => {
    expect(await plan({ sector: 'po', date: '2040-01-01' })).toMatchObject({
      status: 200,
      body: { outcome: 'changed-nothing' },
    });
    expect(await drop({ sector: 'ggd' })).toMatchObject({ body: { outcome: 'changed-nothing' } });
  });

  it('ORG-06 a date in the past, and an organisation that isn’t on record, are refused', async () => {
    const refused = { status: 422, body: { rule: 'ORG-06' } };
    expect(await plan({ sector: 'po', date: '2020-01-01' })).toMatchObject({
      ...refused,
      body: { violations: [{ rule: 'ORG-06', field: 'date' }] },
    });
    expect(await plan({ organisation: 'board-11111', date: '2040-01-01' })).toMatchObject({
      ...refused,
      body: { violations: [{ rule: 'ORG-06', field: 'organisation' }] },
    });
  });

  it.each([
    [{ date: '2040-01-01' }, 'organisation'],
    [{ sector: 'po', organisation: board, date: '2040-01-01' }, 'organisation'],
    [{ sector: 'zo', date: '2040-01-01' }, 'sector'],
    [{ sector: 'po', date: '2040-02-31' }, 'date'],
    [{ sector: 'po' }, 'date'],
  ])('ORG-06 %j can’t be read, and the field is named', async (body, field) => {
    expect(await plan(body)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });
});
