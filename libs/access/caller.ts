import { type SignInMethod } from '#libs/domain/account/holder-fields';
import { type ChangeReason, type SessionRole } from '#libs/domain/session/events';

/**
 * A person is an account holder: whether a user or an administrator, and what they may do, always comes from
 * events, never from a token. The others are the operator's staff and systems.
 */
export const callerKinds = [
  'person',
  'service-desk',
  'operator',
  'auditor',
  'privacy-officer',
  'reporting-job',
  'application',
] as const;
export type CallerKind = (typeof callerKinds)[number];

/** The session that a person calls from; what it may do was fixed when it started (USR-07). */
export interface CallerSession {
  readonly id: string;
  readonly method: SignInMethod;
  readonly roles: readonly SessionRole[];
  /** RFC 3339, UTC. */
  readonly expiresAt: string;
  /** PWD-06, PWD-07: until then it may do nothing else. */
  readonly mustChangePassword?: ChangeReason;
}

/** Who calls, as proved by a bearer token or a session; `process` is a part of the system itself and never comes from one. */
export interface Caller {
  readonly kind: CallerKind | 'process';
  /** Pseudonym in events, a UUID: of a person the account's id, of the others derived from issuer and subject. */
  readonly id: string;
  readonly issuer: string;
  readonly subject: string;
  readonly name?: string;
  /** The application that acts for the caller (RFC 8693 `act`). */
  readonly via?: { readonly subject: string };
  /** Of a bearer token, by its issuer's clock. RFC 3339, UTC. */
  readonly issuedAt?: string;
  /** Of a person who signed in here. */
  readonly session?: CallerSession;
}
