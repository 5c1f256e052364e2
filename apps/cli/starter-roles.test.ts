import { describe, expect, it } from '@jest/globals';
import { defineRole } from '#libs/domain/role/define-role';
import { notHeldTogether } from '#libs/domain/role/role';
import { starterRoles } from './starter-roles.js';

const named = (name: string) => {
  const role = starterRoles.find((one) => one.name === name);
  if (role === undefined) throw new Error(`There is no role ${name}.`);
  return role;
};

describe('the starter roles', () => {
  it.each([
    'Beheerder bekostiging en opleidingen',
    'Beheerder po',
    'Beheerder RIO Algemeen',
    'Medewerker bekostiging',
    'Medewerker opleidingen',
    'Medewerker verantwoording',
    'Raadpleger zaakdossier',
    'Verzuimloket melder',
    'Verzuimloket beheerder onderwijs',
    'Verzuimloket behandelaar LP',
    'Verzuimloket behandelaar RMC',
    'Verzuimloket behandelaar LP/RMC',
    'Inspecteur',
    'behandelaar RMC',
    'Gemeente code',
    'Hoofd Gemeente code',
  ])('USR-10 %s, which DUO and the manual name, is one of them', (name) => {
    expect(named(name)).toMatchObject({ inForceFrom: '2026-01-01' });
  });

  it('USR-10 each can be put into the catalogue, under a code and a name of its own', () => {
    for (const role of starterRoles) expect(defineRole(role, undefined).refused).toBeUndefined();
    expect(new Set(starterRoles.map(({ code }) => code)).size).toBe(starterRoles.length);
    expect(new Set(starterRoles.map(({ name }) => name)).size).toBe(starterRoles.length);
  });

  it('USR-12 what they may not be held with is among them', () => {
    const codes = new Set(starterRoles.map(({ code }) => code));
    expect(
      starterRoles.flatMap(({ incompatibleWith }) => incompatibleWith).filter((code) => !codes.has(code)),
    ).toEqual([]);
  });

  it('USR-12 who reports absence doesn’t handle it, and who supervises does nothing else', () => {
    const reports = named('Verzuimloket melder');
    for (const handles of ['LP', 'RMC', 'LP/RMC'])
      expect(notHeldTogether(named(`Verzuimloket behandelaar ${handles}`), reports)).toBe(true);
    const inspector = named('Inspecteur');
    for (const role of starterRoles.filter((one) => one !== inspector))
      expect(notHeldTogether(role, inspector)).toBe(true);
  });

  it('USR-11 Gemeente code and Hoofd Gemeente code can be held together', () => {
    expect(notHeldTogether(named('Gemeente code'), named('Hoofd Gemeente code'))).toBe(false);
  });
});
