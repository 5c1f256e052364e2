/**
 * Ids of the accounts that may be administrators of the organisation: none that is one is left out. Who is one is then
 * judged by the account's own stream (architecture 6).
 */
export type AdministratorsOf = (organisation: string) => Promise<readonly string[]>;
