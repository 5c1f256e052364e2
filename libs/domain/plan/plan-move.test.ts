import { describe, expect, it } from '@jest/globals';
import { type Decision } from '../rules.js';
import { type PlanEvent } from './events.js';
import { dropMove, planMove } from './plan-move.js';
import { dateOfMove, evolvePlan, type Mover, planId, type PlanState } from './plan.js';

const sector: Mover = { sector: 'po' };
const organisation: Mover = { organisation: 'board-99901' };
const today = '2026-11-24';
const planned = (date: string): PlanState => ({ date });

const plan = (date: string, state: PlanState = undefined, mover: Mover = sector, open = true) =>
  planMove({ mover, date, today, open }, state);
const broken = ({ events, refused = [] }: Decision<PlanEvent>) => [
  ...events,
  ...refused.map(({ rule, field }) => `${rule} ${field}`),
];
const after = (...decisions: readonly Decision<PlanEvent>[]): PlanState =>
  decisions.flatMap(({ events }) => events).reduce<PlanState>(evolvePlan, undefined);

describe('planning a move to eHerkenning', () => {
  it('ORG-06 a sector, or an organisation, moves on a date', () => {
    expect(plan('2027-01-01')).toEqual({
      events: [{ type: 'plan.move-planned', rule: 'ORG-06', data: { sector: 'po', date: '2027-01-01' } }],
    });
    expect(plan('2027-01-01', undefined, organisation)).toEqual({
      events: [
        {
          type: 'plan.move-planned',
          rule: 'ORG-06',
          data: { organisation: 'board-99901', date: '2027-01-01' },
        },
      ],
    });
  });

  it('ORG-06 sectors and organisations each have a plan of their own', () => {
    expect([planId(sector), planId(organisation)]).toEqual(['sector-po', 'organisation-board-99901']);
  });

  it('ORG-06 a later date takes the place of the one before; an earlier one too', () => {
    expect(after(plan('2027-01-01'), plan('2027-06-01', planned('2027-01-01')))).toEqual(
      planned('2027-06-01'),
    );
    expect(plan('2026-12-01', planned('2027-01-01')).events).toHaveLength(1);
  });

  it('ORG-06 USR-06 the same date again records nothing', () => {
    expect(plan('2027-01-01', planned('2027-01-01'))).toEqual({ events: [] });
  });

  it('ORG-06 today can be planned, yesterday can’t', () => {
    expect(plan(today).events).toHaveLength(1);
    expect(broken(plan('2026-11-23'))).toEqual(['ORG-06 date']);
  });

  it('ORG-06 an organisation that isn’t there, or has closed or left, is refused, beside all else that is wrong', () => {
    expect(broken(plan('2027-01-01', undefined, organisation, false))).toEqual(['ORG-06 organisation']);
    expect(broken(plan('2026-11-23', undefined, organisation, false))).toEqual([
      'ORG-06 organisation',
      'ORG-06 date',
    ]);
  });
});

describe('dropping a planned move', () => {
  it('ORG-06 nothing is planned any more', () => {
    const dropped = dropMove(organisation, planned('2027-01-01'));
    expect(dropped).toEqual({
      events: [{ type: 'plan.move-dropped', rule: 'ORG-06', data: { organisation: 'board-99901' } }],
    });
    expect(after(plan('2027-01-01'), dropped)).toBeUndefined();
  });

  it('ORG-06 USR-06 what isn’t planned is dropped without a record', () => {
    expect(dropMove(sector, undefined)).toEqual({ events: [] });
  });
});

describe('the date on which an organisation moves', () => {
  it('ORG-06 its own date goes before its sectors’, earlier or later', () => {
    expect(dateOfMove(planned('2027-06-01'), [planned('2027-01-01')])).toBe('2027-06-01');
    expect(dateOfMove(planned('2027-01-01'), [planned('2027-06-01')])).toBe('2027-01-01');
  });

  it('ORG-06 of its sectors the earliest counts', () => {
    expect(dateOfMove(undefined, [planned('2027-06-01'), undefined, planned('2027-01-01')])).toBe(
      '2027-01-01',
    );
  });

  it('ORG-06 without any plan there is none', () => {
    expect(dateOfMove(undefined, [undefined])).toBeUndefined();
    expect(dateOfMove(undefined, [])).toBeUndefined();
  });
});
