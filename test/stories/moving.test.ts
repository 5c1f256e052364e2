import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { event } from '#libs/domain/catalogue';
import {
  moveWithdrawn,
  organisationClosed,
  organisationRegistered,
  organisationReopened,
  organisationSectorJoined,
  organisationSectorLeft,
} from '#libs/domain/organisation/events';
import { type Sector } from '#libs/domain/organisation/organisation';
import { type OrganisationEvent } from '#libs/domain/organisation/events';
import { type Mover } from '#libs/domain/plan/plan';
import { organisationStreams } from '#libs/domain/streams';
import { lettersOf, take } from './given/letters.js';
import { idFor, operator, origin, outcomeOf, serviceDesk } from './given/people.js';
import { Portal } from './given/portal.js';

let portal: Portal;
let acts = 0;
beforeEach(async () => {
  portal = await Portal.open();
});
afterEach(() => portal.closeForGood());

const inPo: Mover = { sector: 'po' };

const plan = (mover: Mover, date: string, at = portal) =>
  at.desk.issue('plan-move', {
    idempotencyKey: idFor(`plan ${(acts += 1)}`),
    caller: operator,
    origin,
    body: { ...mover, date },
  });
const drop = (mover: Mover) =>
  portal.desk.issue('drop-move', {
    idempotencyKey: idFor(`drop ${(acts += 1)}`),
    caller: operator,
    origin,
    body: mover,
  });

/** What the register says of a board. */
async function register(code: string, ...events: readonly OrganisationEvent[]): Promise<string> {
  const id = `board-${code}`;
  const { stream, head } = await portal.journal.fold(organisationStreams, id);
  const command = idFor(`register ${(acts += 1)}`);
  await portal.journal.append(
    { stream, head, events },
    {
      command: { id: command, name: 'load-register', fingerprint: '' },
      correlation: command,
      causation: command,
      actor: { kind: 'operator', id: operator.id },
      authority: { basis: 'operator', judged: [] },
      origin,
      policy: null,
      time: portal.outside.now().toISOString(),
    },
  );
  return id;
}
const board = (code: string, ...sectors: readonly [Sector, ...Sector[]]) =>
  register(code, event(organisationRegistered, { type: 'board', code, sectors }, 'ORG-01'));

/** The dates that the organisation was told, when all that was to be done is done. */
async function told(organisation: string, at = portal): Promise<readonly string[]> {
  await at.runProcesses();
  return (await at.journal.fold(organisationStreams, organisation)).events.flatMap(
    ({ event: { type, data } }) => (type === 'organisation.move-announced' ? [data.date] : []),
  );
}

describe('an organisation that moves to eHerkenning', () => {
  it('ORG-06 is told by letter, once', async () => {
    const organisation = await board('20091', 'po');
    expect(outcomeOf(await plan(inPo, '2027-06-01'))).toBe('applied');
    expect(await told(organisation)).toEqual(['2027-06-01']);
    const history = await portal.history();
    const announced = history.find(({ event: { type } }) => type === 'organisation.move-announced');
    expect(announced?.envelope).toMatchObject({
      actor: { kind: 'process', id: 'announce-moves' },
      authority: { basis: 'move-plan', judged: [{ stream: 'plan-sector-po', revision: 0 }] },
    });
    const letters = history.filter(({ envelope }) => envelope.causation === announced?.envelope.id);
    expect(letters.map(({ event: { data } }) => data)).toMatchObject([
      { kind: 'move-announced', channel: 'ordinary-post', organisation, movesOn: '2027-06-01' },
    ]);
    expect(history.filter(({ event: { type } }) => type === 'letter.made')).toHaveLength(1);
    expect((await portal.verify()).findings).toEqual([]);
  });

  it('ORG-06 is told again when its date changes, and only then', async () => {
    const [own, both] = [await board('20091', 'po'), await board('20092', 'po', 'vo')];
    await plan(inPo, '2027-06-01');
    await portal.runProcesses();
    await plan({ organisation: own }, '2027-08-01');
    await plan({ sector: 'vo' }, '2027-05-01');
    await portal.runProcesses();
    expect(outcomeOf(await plan(inPo, '2027-07-01'))).toBe('applied');
    expect(outcomeOf(await plan(inPo, '2027-07-01'))).toBe('changed-nothing');
    expect(await told(own)).toEqual(['2027-06-01', '2027-08-01']);
    expect(await told(both)).toEqual(['2027-06-01', '2027-05-01']);
    expect(outcomeOf(await drop({ organisation: own }))).toBe('applied');
    await drop({ sector: 'vo' });
    expect(await told(own)).toEqual(['2027-06-01', '2027-08-01', '2027-07-01']);
    expect(await told(both)).toEqual(['2027-06-01', '2027-05-01', '2027-07-01']);
    expect(outcomeOf(await drop({ organisation: own }))).toBe('changed-nothing');
    await drop(inPo);
    expect(await told(own)).toHaveLength(3);
  });

  it('ORG-06 finds one letter only, with the date that holds: another that is not printed yet becomes void', async () => {
    const organisation = await board('20091', 'po');
    const queue = async () => {
      await portal.runProcesses();
      return (await lettersOf(portal, 'move-announced')).map(
        ({ state, asked }) => `${asked.movesOn} ${state}`,
      );
    };
    await plan(inPo, '2027-06-01');
    expect(await queue()).toEqual(['2027-06-01 made']);
    await plan(inPo, '2027-08-01');
    expect(await queue()).toEqual(['2027-06-01 void', '2027-08-01 made']);
    await drop(inPo);
    expect(await queue()).toEqual(['2027-06-01 void', '2027-08-01 void']);
    expect(await portal.typesOf(`organisation-${organisation}`)).toEqual([
      'organisation.registered',
      'organisation.move-announced',
      'organisation.move-announced',
      'organisation.move-withdrawn',
    ]);
    // The same date again is told again: the letter of before never left.
    await plan(inPo, '2027-08-01');
    expect(await queue()).toEqual(['2027-06-01 void', '2027-08-01 void', '2027-08-01 made']);
  });

  it('ORG-06 a letter that is not needed any more is not printed, also before its process came by', async () => {
    await board('20091', 'po');
    await plan(inPo, '2027-06-01');
    await portal.runProcesses();
    const [letter] = await lettersOf(portal, 'move-announced');
    await register('20091', event(moveWithdrawn, { date: '2027-06-01' }));
    const refused = await take(portal, letter?.id ?? '');
    expect([outcomeOf(refused.receipt), refused.text]).toEqual(['ORG-06', undefined]);
  });

  it('ORG-06 is told too when it comes later: registered, opened again, or joining the sector', async () => {
    const closed = await board('20091', 'po');
    const joining = await board('20092', 'vo');
    await register('20091', event(organisationClosed, {}));
    await plan(inPo, '2027-06-01');
    expect([await told(closed), await told(joining)]).toEqual([[], []]);
    const late = await board('20093', 'po');
    await register('20091', event(organisationReopened, {}));
    await register('20092', event(organisationSectorJoined, { sector: 'po' }));
    for (const organisation of [closed, joining, late])
      expect(await told(organisation)).toEqual(['2027-06-01']);
  });

  it('ORG-06 ORG-02 one that leaves the sector is told the date of the sector that it is still in, or that nothing holds', async () => {
    const both = await board('20091', 'po', 'vo');
    const other = await board('20092', 'po', 'mbo');
    await plan(inPo, '2027-06-01');
    await plan({ sector: 'vo' }, '2027-09-01');
    expect([await told(both), await told(other)]).toEqual([['2027-06-01'], ['2027-06-01']]);
    await register('20091', event(organisationSectorLeft, { sector: 'po' }));
    await register('20092', event(organisationSectorLeft, { sector: 'po' }));
    expect([await told(both), await told(other)]).toEqual([['2027-06-01', '2027-09-01'], ['2027-06-01']]);
    expect((await portal.typesOf(`organisation-${other}`)).at(-1)).toBe('organisation.move-withdrawn');
    await plan(inPo, '2027-07-01');
    expect([await told(both), await told(other)]).toEqual([['2027-06-01', '2027-09-01'], ['2027-06-01']]);
  });

  it('ORG-06 ORG-05 is not told when it has left, and can’t be planned any more', async () => {
    const organisation = await board('20091', 'po');
    await portal.desk.issue('leave-organisation', {
      idempotencyKey: idFor('leave'),
      caller: serviceDesk,
      origin,
      body: {
        organisation,
        form: { reference: 'F-6.3', dateReceived: '2026-01-20', signatory: 'B. Bestuurder' },
      },
    });
    await portal.runProcesses();
    await plan(inPo, '2027-06-01');
    expect(await told(organisation)).toEqual([]);
    for (const gone of [organisation, 'board-11111'])
      expect(await plan({ organisation: gone }, '2027-06-01')).toMatchObject({
        outcome: 'refused',
        answer: 'rule',
        violations: [{ rule: 'ORG-06', field: 'organisation' }],
      });
  });

  it('ORG-06 can’t move in the past', async () => {
    expect(await plan(inPo, '2020-01-01')).toMatchObject({
      outcome: 'refused',
      violations: [{ rule: 'ORG-06', field: 'date' }],
    });
  });
});

describe('a sector of 80 organisations', () => {
  const many = 80;

  async function tellings(at: Portal): Promise<readonly unknown[]> {
    return (await at.history())
      .filter(({ event: { type } }) => /^(organisation\.move-announced|letter\.asked-for)$/.test(type))
      .map(({ event: { type, data }, envelope: { stream, id } }) => JSON.stringify([stream, id, type, data]))
      .sort();
  }

  it('ORG-06 a crash in the middle, and another one, end the same as none: each is told once', async () => {
    for (let number = 0; number < many; number += 1) await board(String(30_000 + number), 'po');
    await plan(inPo, '2027-06-01');
    const copy = join(mkdtempSync(join(tmpdir(), 'portal-copy-')), 'data');
    await portal.close();
    cpSync(portal.directory, copy, { recursive: true });

    portal = await Portal.open(portal.directory, portal.outside);
    await portal.runProcesses();
    const unbroken = await tellings(portal);

    let crashing = await Portal.open(copy, portal.outside);
    for (const [nth, moment] of [
      [47, 'after'],
      [35, 'before'],
    ] as const) {
      crashing.store.dieAt(nth, moment);
      const stopped = crashing.runProcesses();
      await crashing.trouble();
      crashing = await crashing.restart();
      await stopped;
    }
    await crashing.runProcesses();
    expect(await tellings(crashing)).toEqual(unbroken);
    await crashing.closeForGood();
    rmSync(join(copy, '..'), { recursive: true });
    expect(unbroken).toHaveLength(2 * many);
  }, 240_000);
});
