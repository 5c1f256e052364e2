import { type ChangeReason } from '#libs/domain/session/events';

export type ChangeRule = 'PWD-06' | 'PWD-07';

/** The rule by which the password must be changed before anything else. */
export const ruleOf = (reason: ChangeReason): ChangeRule => (reason === 'issued' ? 'PWD-06' : 'PWD-07');
