import { describe, expect, it } from '@jest/globals';
import { defineRole } from './define-role.js';
import {
  evolveRole,
  isInForce,
  type Kenmerk,
  kenmerkForms,
  notHeldTogether,
  type Role,
  type RoleState,
} from './role.js';

const role: Role = {
  code: 'registreren',
  name: 'Registreren',
  explanation: 'Inschrijvingen doorgeven',
  kenmerkType: 'BRIN',
  sectors: ['po', 'vo'],
  incompatibleWith: [],
  keptFromGranters: false,
  inForceFrom: '2026-01-01',
};
const when = (change: Partial<Role>, state: RoleState) => {
  const { events, refused = [] } = defineRole({ ...role, ...change }, state);
  return { events, broken: refused.map(({ rule, field }) => `${rule} ${field}`) };
};

describe('the role catalogue', () => {
  it('USR-10 a role has a code, a name, an explanation, a kenmerk type, sectors and days in force', () => {
    const whole = { ...role, inForceUntil: '2027-01-01' };
    const { events } = when(whole, undefined);
    expect(events).toEqual([{ type: 'role.defined', rule: 'USR-10', data: whole }]);
    expect(events.reduce<RoleState>(evolveRole, undefined)).toEqual(whole);
  });

  it('USR-10 a role ends after the day from which it is in force', () => {
    expect(when({ inForceUntil: '2026-01-01' }, undefined)).toEqual({
      events: [],
      broken: ['USR-10 inForceUntil'],
    });
    expect(when({ inForceUntil: '2025-12-31' }, undefined).broken).toEqual(['USR-10 inForceUntil']);
    expect(when({ inForceUntil: '2026-01-02' }, undefined).broken).toEqual([]);
  });

  it('USR-10 a role is in force from its first day until the day before its end', () => {
    const until = { ...role, inForceUntil: '2026-02-01' };
    expect(
      ['2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01'].map((today) => isInForce(until, today)),
    ).toEqual([false, true, true, false]);
    expect(isInForce(role, '2099-12-31')).toBe(true);
  });

  it('USR-12 a role is not incompatible with itself', () => {
    expect(when({ incompatibleWith: ['keuren', 'registreren'] }, undefined)).toEqual({
      events: [],
      broken: ['USR-12 incompatibleWith'],
    });
  });

  it('USR-12 two roles may not be held together when either says so; a role that is not known says nothing', () => {
    const other = { ...role, code: 'keuren' };
    const saysSo = { ...role, incompatibleWith: ['keuren'] };
    expect(notHeldTogether(saysSo, other)).toBe(true);
    expect(notHeldTogether(other, saysSo)).toBe(true);
    expect(notHeldTogether(role, other)).toBe(false);
    expect([notHeldTogether(undefined, saysSo), notHeldTogether(saysSo, undefined)]).toEqual([false, false]);
  });

  it('USR-11 the regions are those of DUO’s open data, 01 to 41', () => {
    const fits = (value: string) => kenmerkForms['RMC-regio'].test(value);
    expect(['01', '09', '10', '39', '41'].filter(fits)).toEqual(['01', '09', '10', '39', '41']);
    expect(['00', '42', '50', '99'].filter(fits)).toEqual([]);
  });

  it('USR-06 the same entry again records nothing, whatever the order of its sectors', () => {
    expect(when({}, role)).toEqual({ events: [], broken: [] });
    expect(when({ sectors: ['vo', 'po'] }, role).events).toEqual([]);
    const apart = { ...role, incompatibleWith: ['keuren', 'melden'] };
    expect(when({ incompatibleWith: ['melden', 'keuren'] }, apart).events).toEqual([]);
  });

  it('USR-10 every change of an entry is recorded', () => {
    const changes: readonly Partial<Role>[] = [
      { name: 'Inschrijven' },
      { explanation: 'Anders' },
      { kenmerkType: 'vestiging' },
      { sectors: ['po'] },
      { incompatibleWith: ['keuren'] },
      { keptFromGranters: true },
      { inForceFrom: '2026-02-01' },
      { inForceUntil: '2027-01-01' },
    ];
    expect(changes.map((change) => when(change, role).events.length)).toEqual(changes.map(() => 1));
  });

  it('ORG-02 USR-05 the codes of kenmerken are text of a fixed form, leading zeros included', () => {
    const right: readonly Kenmerk[] = [
      { type: 'BRIN', value: '00AA' },
      { type: 'vestiging', value: '00AA00' },
      { type: 'bestuursnummer', value: '00001' },
      { type: 'gemeentecode', value: '0014' },
      { type: 'RMC-regio', value: '01' },
      { type: 'LRK-nummer', value: '000000001' },
    ];
    const fits = ({ type, value }: Kenmerk) => kenmerkForms[type].test(value);
    expect(right.map(fits)).toEqual([true, true, true, true, true, true]);
    const wrong = right.flatMap(({ type, value }) =>
      [value.slice(1), `${value}0`, ` ${value}`, `${value}\n`, value.replace('0', 'O')].map((other) => ({
        type,
        value: other,
      })),
    );
    expect(wrong.filter(fits)).toEqual([]);
  });

  it('ORG-01 USR-05 an organisation’s own code has two to eight digits and capital letters', () => {
    const fits = (value: string) => kenmerkForms.organisatiecode.test(value);
    expect(['07', 'GGD01', '12345678'].filter(fits)).toHaveLength(3);
    expect(['7', '123456789', 'ggd01', 'GGD-1', ' 07'].filter(fits)).toEqual([]);
  });
});
