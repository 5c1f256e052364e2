import { type Caller } from '#libs/access/caller';
import { callerPseudonym } from '#libs/access/tokens/caller-pseudonym';
import { type MeansStatement } from '#libs/access/means-statement/means-statement';
import { type Account } from '#libs/domain/account/state';
import { type Session, isInForce, type StartSession } from '#libs/domain/session/session';
import { continueSession, endSession, startSession } from '#libs/domain/session/session';
import { type SessionEvent } from '#libs/domain/session/events';
import { accountStreams, sessionStreams, streamOf } from '#libs/domain/streams';
import { deriveId } from '#libs/journal/ids';
import { type Act, type Journal } from '#libs/journal/journal';
import { keyedHash } from '#libs/privacy/keyed-hash';
import { appended } from './appended.js';
import { type Outside } from './outside.js';

/** A session that has just started. Its token is shown once and stands nowhere. */
export interface StartedSession extends Omit<Session, 'state' | 'epoch' | 'digest'> {
  readonly id: string;
  readonly token: string;
}

/** Which statement it is, of whom. */
export type StatementReference = Pick<MeansStatement, 'issuer' | 'statementId'>;

/** Who the callers are whom this installation signed in itself. */
export const sessionIssuer = 'urn:autorisatiebeheer:sessions';

/** `<id of the session>.<32 random bytes, base64url>`. */
const tokenForm = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

/** Sessions of people who signed in here: started, continued, and judged on every use (architecture 4). */
export class Sessions {
  constructor(
    private readonly journal: Journal,
    private readonly outside: Outside,
    private readonly key: Uint8Array,
  ) {}

  static isToken = (text: string): boolean => tokenForm.test(text);

  /** Id of the one session that can start with the statement. */
  idFor = ({ issuer, statementId }: StatementReference): string =>
    callerPseudonym(this.key, issuer, statementId);

  /** @throws WrongExpectedRevision when there is a session of this id already */
  start(id: string, started: Omit<StartSession, 'digest'>, act: Act): Promise<StartedSession> {
    return this.write(id, (digest) => startSession({ ...started, digest }), act);
  }

  /**
   * PWD-06, PWD-08: after a change of password the caller goes on in another session, which may do what the one that it
   * takes the place of was started with (USR-07).
   *
   * @param account as the change of password left it: what happened since has ended its sessions
   * @param act of the change of password
   */
  async continue({ session }: Caller, account: Account, act: Act): Promise<StartedSession> {
    if (session === undefined) throw new Error('Only a session can be continued.');
    const { state, stream, head } = await this.journal.fold(sessionStreams, session.id);
    if (state === undefined) throw new Error('There is nothing to continue.');
    const id = deriveId(act.command.id, `continues ${session.id}`);
    const continued = await this.write(
      id,
      (digest) => continueSession(session.id, state, account.accessEpoch, digest),
      act,
    );
    const { events } = endSession('replaced', state);
    // Signed out at the same moment: then it ended so.
    if (events.length > 0) await appended(this.journal.append({ stream, head, events }, act));
    return continued;
  }

  /** Who calls with this token; `undefined` when there is no such session, or none in force any more. */
  async callerOf(token: string): Promise<Caller | undefined> {
    const [, id, secret] = tokenForm.exec(token) ?? [];
    if (id === undefined || secret === undefined) return undefined;
    const { state } = await this.journal.fold(sessionStreams, id);
    if (state === undefined) return undefined;
    const { state: account } = await this.journal.fold(accountStreams, state.account);
    if (!isInForce(state, this.digest(secret), account, this.outside.now().toISOString())) return undefined;
    const { account: holder, method, roles, expiresAt, mustChangePassword } = state;
    return {
      kind: 'person',
      id: holder,
      issuer: sessionIssuer,
      subject: holder,
      session: {
        id,
        method,
        roles,
        expiresAt,
        ...(mustChangePassword === undefined ? {} : { mustChangePassword }),
      },
    };
  }

  private async write(
    id: string,
    started: (digest: string) => SessionEvent,
    act: Act,
  ): Promise<StartedSession> {
    const secret = Buffer.from(this.outside.random(32)).toString('base64url');
    const event = started(this.digest(secret));
    const stream = streamOf(sessionStreams, id);
    await this.journal.append({ stream, head: 'none', events: [event] }, act);
    const state = sessionStreams.evolve(undefined, event);
    if (state === undefined) throw new Error('A session that started is there.');
    const { state: _running, epoch: _epoch, digest: _digest, ...told } = state;
    return { id, token: `${id}.${secret}`, ...told };
  }

  private digest = (secret: string): string => keyedHash(this.key, secret);
}
