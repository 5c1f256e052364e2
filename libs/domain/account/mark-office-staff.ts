import { event } from '../catalogue.js';
import { decided, type Decision, refused } from '../rules.js';
import { type Authority } from './authority.js';
import { type AccountEvent } from './events.js';
import { livesInReach, notLivingInReach } from './living-in-reach.js';
import { markedOfficeStaff, unmarkedOfficeStaff } from './office-staff-events.js';
import { type AccountState } from './state.js';

export interface MarkOfficeStaff {
  /** Whether the person works for an administration office. */
  readonly officeStaff: boolean;
  readonly authority: Authority;
}

/** §5.3, CNV-01: an account of an administration office's staff is marked so, or no longer so. */
export function markOfficeStaff(
  { officeStaff, authority }: MarkOfficeStaff,
  state: AccountState,
): Decision<AccountEvent> {
  if (!livesInReach(state, authority)) return notLivingInReach(state, authority);
  if (state.kind === 'administrator')
    return refused({
      rule: 'CNV-01',
      message: 'Only a user’s account is marked as that of an administration office’s staff.',
    });
  if (state.officeStaff === officeStaff) return decided();
  return decided<AccountEvent>(event(officeStaff ? markedOfficeStaff : unmarkedOfficeStaff, {}, 'CNV-01'));
}
