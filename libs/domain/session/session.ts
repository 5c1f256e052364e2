import { type SignInMethod } from '../account/holder-fields.js';
import { type Account, type AccountState } from '../account/state.js';
import { event } from '../catalogue.js';
import { after } from '../policy/duration.js';
import { type Policy } from '../policy/policy.js';
import { decided, type Decision, refused } from '../rules.js';
import {
  type ChangeReason,
  sessionEnded,
  type SessionEndReason,
  type SessionEvent,
  type SessionRole,
  sessionStarted,
} from './events.js';

export interface Session {
  readonly state: 'running' | 'ended';
  readonly account: string;
  readonly method: SignInMethod;
  readonly epoch: number;
  readonly roles: readonly SessionRole[];
  readonly mustChangePassword?: ChangeReason;
  /** RFC 3339, UTC. */
  readonly expiresAt: string;
  readonly digest: string;
}

/** `undefined`: no such session. */
export type SessionState = Session | undefined;

export function evolveSession(state: SessionState, event: SessionEvent): SessionState {
  switch (event.type) {
    case 'session.started': {
      const { replaces: _before, ...started } = event.data;
      return { state: 'running', ...started };
    }
    case 'session.ended':
      return state === undefined ? state : { ...state, state: 'ended' };
  }
}

export interface StartSession {
  /** Id of the account. */
  readonly account: string;
  /** The account as it was when password and code, or the means, were compared (architecture 4). */
  readonly as: Account;
  readonly method: SignInMethod;
  readonly digest: string;
  readonly policy: Policy;
  /** RFC 3339, UTC. */
  readonly now: string;
}

/** USR-07, LOG-05, PWD-06, PWD-07: what it may do, and until when, is fixed here. */
export function startSession({ account, as, method, digest, policy, now }: StartSession): SessionEvent {
  const mustChangePassword = method === 'token' ? changeReason(as, now) : undefined;
  return event(
    sessionStarted,
    {
      account,
      method,
      epoch: as.accessEpoch,
      roles: [...as.roles].map(([role, kenmerken]) => ({ role, kenmerken })),
      ...(mustChangePassword === undefined ? {} : { mustChangePassword }),
      expiresAt: after(now, policy['session.validFor']),
      digest,
    },
    'USR-07',
  );
}

function changeReason({ password }: Account, now: string): ChangeReason | undefined {
  if (password?.issued === true) return 'issued';
  return password !== undefined && now >= password.goodUntil ? 'expired' : undefined;
}

/** After a change of password: as the session that it takes the place of, and no longer than that one. */
export const continueSession = (
  replaces: string,
  { account, method, roles, expiresAt }: Session,
  epoch: number,
  digest: string,
): SessionEvent =>
  event(sessionStarted, { account, method, epoch, roles, expiresAt, digest, replaces }, 'USR-07');

/**
 * Architecture 4, on every use: what ended, was blocked, decoupled, or got another password or generator since has
 * no session left; nor has what is over by itself (LOG-05).
 *
 * @param digest keyed hash of what the caller showed
 */
export const isInForce = (
  session: SessionState,
  digest: string,
  account: AccountState,
  now: string,
): session is Session =>
  session?.state === 'running' &&
  session.digest === digest &&
  now < session.expiresAt &&
  account.state === 'living' &&
  account.blocked === undefined &&
  account.accessEpoch === session.epoch;

/** LOG-05. */
export const sessionIsOver = { rule: 'LOG-05', message: 'The session is over; sign in.' } as const;

/** LOG-05, USR-07: what ends sessions ends a bearer token as well. */
export const tokenIsOver = {
  rule: 'LOG-05',
  message: 'The access of this account was ended after your token was issued; sign in again.',
} as const;

/** LOG-05. Once it has ended there is nothing to end. */
export function endSession(reason: SessionEndReason, state: SessionState): Decision<SessionEvent> {
  if (state === undefined) return refused({ rule: 'LOG-05', message: 'There is no such session.' });
  return state.state === 'ended'
    ? decided()
    : decided(event(sessionEnded, { account: state.account, reason }, 'LOG-05'));
}
