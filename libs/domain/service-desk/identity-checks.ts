/**
 * What was done to know who is asking; never the answers that were given. `called-back`: on the telephone number on
 * record. `address-on-record`: the mail came from that address.
 */
export const identityChecks = [
  'called-back',
  'personal-data',
  'security-officer',
  'address-on-record',
] as const;
export type IdentityCheck = (typeof identityChecks)[number];
