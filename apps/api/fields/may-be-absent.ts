import { ValidateIf } from 'class-validator';

/** The field may be left out. `null` is not left out: class-validator's IsOptional would let it through to the domain. */
export const MayBeAbsent = (): PropertyDecorator => ValidateIf((_all, value) => value !== undefined);

/** The field may be left out, or `null` where that says something of its own. */
export const MayBeNull = (): PropertyDecorator =>
  ValidateIf((_all, value) => value !== undefined && value !== null);
