import { event } from '../catalogue.js';
import { type Calendar } from '../policy/period.js';
import { aUser, now, policy } from './account.test-data.js';
import { type AccountEvent } from './events.js';
import { type NewPassword } from './issue-password.js';
import { passwordChanged, passwordIssued } from './password-events.js';

/** A calendar that says what was asked of it. */
export const calendar: Calendar = {
  after: (moment, period) => `${moment} and ${period}`,
  before: (moment, period) => `${moment} less ${period}`,
};

export const goodUntil = '2027-02-22T09:00:00.000Z';

export const newPassword = (name: string): NewPassword => ({
  delivery: `delivery of ${name}`,
  password: `password ${name}`,
  digest: `digest of ${name}`,
});

export const aTokenUser = (): AccountEvent => aUser({ signInMethod: 'token', username: 'Anna1234' });

/** A password that somebody else made up. */
export const issuedAs = (name: string): AccountEvent =>
  event(passwordIssued, {
    digest: `digest of ${name}`,
    way: 'letter',
    goodUntil,
    delivery: `delivery of ${name}`,
  });

/** A password that the holder made up. */
export const changedTo = (name: string): AccountEvent =>
  event(passwordChanged, { digest: `digest of ${name}`, goodUntil });

export const issueOf = (name: string) => ({ newPassword: newPassword(name), policy, calendar, now });
