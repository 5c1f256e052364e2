import { describe, expect, it } from '@jest/globals';
import { aRole, board, otherBoard } from '../account/account.test-data.js';
import { endMandate } from './end-mandate.js';
import { giveMandate, type GiveMandate } from './give-mandate.js';
import { lapseMandate } from './lapse-mandate.js';
import { evolveMandate, type MandateEvent, type MandateState } from './mandate.js';

const form = {
  reference: 'F-1',
  dateReceived: '2026-11-20',
  signatory: 'M. de Bestuurder',
  signatoryId: 's-1',
};
const today = '2026-11-23';

const giving = (change: Partial<GiveMandate> = {}): GiveMandate => ({
  givingOrganisation: otherBoard,
  receivingOrganisation: board,
  roles: ['registreren'],
  form,
  by: 'desk-1',
  registeredBy: new Map(),
  open: new Set([board, otherBoard]),
  catalogue: new Map([
    ['registreren', aRole()],
    ['examens', aRole({ code: 'examens' })],
    ['vroeger', aRole({ code: 'vroeger', inForceUntil: '2026-06-01' })],
  ]),
  today,
  ...change,
});

const after = (...events: readonly MandateEvent[]): MandateState =>
  events.reduce<MandateState>(evolveMandate, undefined);
const given = (...roles: string[]): readonly MandateEvent[] =>
  giveMandate(giving({ roles }), undefined).events;
const broken = (change: Partial<GiveMandate>): readonly string[] =>
  (giveMandate(giving(change), undefined).refused ?? []).map(({ rule, field }) => `${rule} ${field}`);

describe('a mandate', () => {
  it('ADM-05 is given on a written form, by one organisation to another, and names roles', () => {
    expect(given('registreren', 'registreren')).toEqual([
      {
        type: 'mandate.given',
        rule: 'ADM-05',
        data: {
          givingOrganisation: otherBoard,
          receivingOrganisation: board,
          roles: ['registreren'],
          formReference: 'F-1',
          dateReceived: '2026-11-20',
          signatoryId: 's-1',
          signatory: 'M. de Bestuurder',
        },
      },
    ]);
  });

  it('ADM-05 is between two organisations that are open, and not the same', () => {
    expect(broken({ open: new Set([board]) })).toEqual(['ADM-05 givingOrganisation']);
    expect(broken({ open: new Set([otherBoard]) })).toEqual(['ADM-05 receivingOrganisation']);
    expect(broken({ givingOrganisation: board })).toEqual(['ADM-05 receivingOrganisation']);
  });

  it('ADM-05 USR-10 names at least one role, of the catalogue and in force', () => {
    expect(broken({ roles: [] })).toEqual(['ADM-05 roles']);
    expect(broken({ roles: ['registreren', 'unheard-of', 'vroeger'] })).toEqual([
      'USR-10 roles[1]',
      'USR-10 roles[2]',
    ]);
  });

  it('ADM-05 a form cannot be received later than today, to give and to end', () => {
    const late = { ...form, dateReceived: '2026-11-24' };
    expect(broken({ form: late })).toEqual(['ADM-05 form.dateReceived']);
    expect(endMandate({ form: late, today }, after(...given('registreren')))).toMatchObject({
      events: [],
      refused: [{ rule: 'ADM-05', field: 'form.dateReceived' }],
    });
    const now = { ...form, dateReceived: today };
    expect(broken({ form: now })).toEqual([]);
  });

  it('ADM-05 given again, it names more; USR-06 what it names already is no change', () => {
    const state = after(...given('registreren'));
    expect(giveMandate(giving(), state)).toEqual({ events: [] });
    const more = giveMandate(giving({ roles: ['registreren', 'examens'] }), state).events;
    expect(more).toMatchObject([{ data: { roles: ['examens'] } }]);
    expect(after(...given('registreren'), ...more)?.roles).toEqual(new Set(['registreren', 'examens']));
  });

  it('ADM-05 ended, it names no role; given anew, only what the new form names', () => {
    const both = given('registreren', 'examens');
    const { events } = endMandate({ form, today }, after(...both));
    expect(events).toMatchObject([{ type: 'mandate.ended', rule: 'ADM-05' }]);
    const ended = after(...both, ...events);
    expect(ended?.roles).toEqual(new Set());
    expect(endMandate({ form, today }, ended)).toEqual({ events: [] });
    const anew = giveMandate(giving(), ended).events;
    expect(after(...both, ...events, ...anew)?.roles).toEqual(new Set(['registreren']));
  });

  it('ADM-11 given anew, not by who let an administrator act on it before; by another, or for another role, it is', () => {
    const ended = after(
      ...given('registreren'),
      ...endMandate({ form, today }, after(...given('registreren'))).events,
    );
    const registeredBy = new Map([['registreren', new Set(['desk-2'])]]);
    const anew = (by: string, ...roles: string[]) => giveMandate(giving({ by, registeredBy, roles }), ended);
    expect(anew('desk-2', 'examens', 'registreren')).toMatchObject({
      events: [],
      refused: [{ rule: 'ADM-11', field: 'roles[1]' }],
    });
    expect(anew('desk-1', 'registreren').refused).toBeUndefined();
    expect(anew('desk-2', 'examens').refused).toBeUndefined();
    const inForce = giveMandate(giving({ by: 'desk-2', registeredBy }), after(...given('registreren')));
    expect(inForce).toEqual({ events: [] });
  });

  it('ORG-05 when one of the two organisations has left it names no role any more; a second time changes nothing', () => {
    for (const left of [board, otherBoard]) {
      const { events } = lapseMandate({ left }, after(...given('registreren')));
      expect(events).toEqual([
        {
          type: 'mandate.lapsed',
          rule: 'ORG-05',
          data: { givingOrganisation: otherBoard, receivingOrganisation: board, left },
        },
      ]);
      const lapsed = after(...given('registreren'), ...events);
      expect(lapsed).toEqual({
        givingOrganisation: otherBoard,
        receivingOrganisation: board,
        roles: new Set(),
      });
      expect(lapseMandate({ left }, lapsed)).toEqual({ events: [] });
    }
    expect(lapseMandate({ left: board }, undefined)).toEqual({ events: [] });
  });

  it('ADM-05 what was never given cannot be ended', () => {
    expect(endMandate({ form, today }, undefined)).toMatchObject({
      events: [],
      refused: [{ rule: 'ADM-05' }],
    });
  });
});
