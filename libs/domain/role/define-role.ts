import { event } from '../catalogue.js';
import { decided, type Decision, refused } from '../rules.js';
import { type Role, roleDefined, type RoleEvent, type RoleState } from './role.js';

/** USR-10, USR-12: the operator puts a role into the catalogue, or changes the entry. */
export function defineRole(role: Role, state: RoleState): Decision<RoleEvent> {
  if (role.inForceUntil !== undefined && role.inForceUntil <= role.inForceFrom)
    return refused({
      rule: 'USR-10',
      field: 'inForceUntil',
      message: 'The end must lie after the day from which the role is in force.',
    });
  if (role.incompatibleWith.includes(role.code))
    return refused({
      rule: 'USR-12',
      field: 'incompatibleWith',
      message: 'A role can’t be incompatible with itself.',
    });
  if (state !== undefined && sameEntry(role, state)) return decided();
  return decided(event(roleDefined, role, 'USR-10'));
}

const sameEntry = (one: Role, other: Role): boolean =>
  one.name === other.name &&
  one.explanation === other.explanation &&
  one.kenmerkType === other.kenmerkType &&
  one.inForceFrom === other.inForceFrom &&
  one.inForceUntil === other.inForceUntil &&
  one.keptFromGranters === other.keptFromGranters &&
  sameCodes(one.incompatibleWith, other.incompatibleWith) &&
  sameCodes(one.sectors, other.sectors);

const sameCodes = (one: readonly string[], other: readonly string[]): boolean =>
  [...one].sort().join() === [...other].sort().join();
