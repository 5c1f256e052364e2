import { type DataOf, type Erased } from '../catalogue.js';
import { type VoidReason } from './activation-code-events.js';
import { type administratorProposed } from './administrator-events.js';
import { type Coupling } from './coupling.js';
import { type BlockReason } from './events.js';
import { type ReminderSubject } from './reminder-events.js';
import { type HeldGenerators } from './held-generators.js';
import { type AdministratorAuthorisation, type HeldRoles } from './held-roles.js';
import { type SignInMethod } from './holder-fields.js';

export type Personal = string | Erased;

/** Name and contact data of the holder, readable until they are forgotten. */
export interface Holder {
  readonly username: Personal;
  readonly surname: Personal;
  readonly initials: Personal;
  readonly prefix?: Personal;
  readonly telephone: Personal;
  readonly emailAddress: Personal;
  readonly function?: Personal;
}

export interface ActivationCode {
  readonly id: string;
  /** Keyed hash of the code. */
  readonly digest: string;
  readonly expiresAt: string;
  readonly wrongTries: number;
  /** ACT-06. `unknown`: it went out twice, and nobody knows whether it arrived. */
  readonly mail: 'waiting' | 'left' | 'unknown' | 'failed';
  /** Why it couples no more; that it expired holds before it is recorded. */
  readonly void?: VoidReason | 'expired';
}

/** What a token account signs in with besides its generator. */
export interface Password {
  /** Argon2id in PHC form. */
  readonly digest: Personal;
  /** PWD-05: what it took the place of, issued ones that nobody changed left out. */
  readonly previous?: Personal;
  /** PWD-06: somebody else issued it; it must be changed right after the first sign-in with it. */
  readonly issued: boolean;
  /** PWD-07. RFC 3339, UTC. */
  readonly goodUntil: string;
  /** Of an issued one: id of its delivery. */
  readonly delivery?: string;
  /** PWD-06: its letter did not reach its holder; nobody signs in with it. */
  readonly void?: true;
}

export interface Account {
  readonly state: 'living';
  readonly kind: 'user' | 'administrator';
  readonly organisation: string;
  readonly signInMethod: SignInMethod;
  readonly holder: Holder;
  readonly roles: HeldRoles;
  readonly authorisations: readonly AdministratorAuthorisation[];
  readonly activationCode?: ActivationCode;
  readonly coupling: Coupling;
  readonly password?: Password;
  /** Out with the account, until their return is recorded (TOK-04). */
  readonly generators: HeldGenerators;
  /** TOK-05: ids of the seeds that generators were ever issued with to this account. */
  readonly issuedSeeds: ReadonlySet<string>;
  readonly blocked?: BlockReason;
  /** CNV-04: being converted; the token sign-in works until the coupling is complete. */
  readonly converting: boolean;
  /** CNV-01: of an administration office's staff; needn't be converted. */
  readonly officeStaff: boolean;
  /** Architecture 4: a session that started with a lower number is over. */
  readonly accessEpoch: number;
  /** Streams of the reservations that the account stands on. */
  readonly reservations: ReadonlySet<string>;
  /** The deadline that the holder was last reminded of, per subject. */
  readonly reminded: Readonly<Partial<Record<ReminderSubject, string>>>;
}

/** END-02: what is left of an account that ended. */
export interface EndedAccount extends Pick<
  Account,
  'kind' | 'organisation' | 'holder' | 'reservations' | 'generators' | 'issuedSeeds'
> {
  readonly state: 'ended';
}

/** ADM-11: no account yet; nobody signs in with it, finds it or writes to it. */
export interface ProposedAdministrator extends Pick<Account, 'reservations'> {
  readonly state: 'proposed';
  readonly proposal: DataOf<(typeof administratorProposed)['fields']>;
}

/** `rejected`: it was proposed and turned down. `abandoned`: its creation stopped halfway and was swept up; the stream can't be used any more. */
export type AccountState =
  | { readonly state: 'none' }
  | { readonly state: 'abandoned' }
  | ProposedAdministrator
  | { readonly state: 'rejected' }
  | Account
  | EndedAccount;

export const noAccount: AccountState = { state: 'none' };

/** ACT-01, ACT-02, ACT-03: whether the code can still couple. */
export const isValid = (code: ActivationCode | undefined, now: string): code is ActivationCode =>
  code !== undefined && code.void === undefined && now < code.expiresAt;

/** Whether the account, proposed, living or ended, holds the reservation (USR-03). */
export const standsOn = (state: AccountState, reservation: string): boolean =>
  'reservations' in state && state.reservations.has(reservation);
