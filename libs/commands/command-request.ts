import { type Caller } from '#libs/access/caller';
import { type Origin } from '#libs/event-store/envelope';
import { canonicalBytes } from '#libs/event-store/canonical';
import { deriveId } from '#libs/journal/ids';
import { keyedHash } from '#libs/privacy/keyed-hash';
import { type StartedSession } from './sessions.js';

/** What somebody wants, parsed. */
export interface CommandInput<Body> {
  readonly name: string;
  /** UUID that the caller chose (`Idempotency-Key`). */
  readonly idempotencyKey: string;
  readonly caller: Caller;
  readonly origin: Origin;
  readonly body: Body;
  /** Revision that the caller has seen of the account (`If-Match`). */
  readonly seenRevision?: number;
  /** Told how far a long command is. */
  readonly onProgress?: (done: number, of: number) => void;
  /** Given the secret that is shown once (PWD-09); not where the command was carried out before (architecture 11). */
  readonly onSecret?: (secret: string) => void;
  /** Given the letter to print (PDF), once, like a secret. */
  readonly onLetter?: (pdf: Buffer) => void;
  /** What was typed to change a password: compared and hashed with argon2id, in the fingerprint too. */
  readonly passwords?: { readonly current: string; readonly next: string };
  /** Given the session in which the caller goes on (PWD-08); not where the command was carried out before. */
  readonly onSession?: (session: StartedSession) => void;
  /** The command or event that caused this one; absent where a caller began it. */
  readonly causedBy?: { readonly correlation: string; readonly causation: string };
}

/** What goes beside a command's body. */
export type IssuedWith = Pick<CommandInput<unknown>, 'onSecret' | 'onLetter' | 'onSession' | 'passwords'>;

/** A command as the system knows it. */
export interface CommandRequest<Body> extends CommandInput<Body> {
  /** UUID, derived from sender and `idempotencyKey`: another one's same key is another command. */
  readonly id: string;
  /** Keyed hash of name and content (architecture 7). */
  readonly fingerprint: string;
}

/** @param fingerprintKey key of the installation: what was asked can't be guessed from the fingerprint */
export const commandRequest = <Body>(
  input: CommandInput<Body>,
  fingerprintKey: Uint8Array,
): CommandRequest<Body> => ({
  ...input,
  id: commandId(senderOf(input.caller), input.idempotencyKey, objectOf(input.body)),
  fingerprint: keyedHash(
    fingerprintKey,
    new TextDecoder().decode(canonicalBytes({ name: input.name, body: input.body })),
  ),
});

/** Fields by which commands name the one thing that they are about and that is there already. */
const objectFields = [
  'account',
  'organisation',
  'code',
  'letter',
  'mail',
  'mandate',
  'proposal',
  'serialNumber',
  'givingOrganisation',
  'receivingOrganisation',
  'session',
];

/** What the command is about: the same key for another account, role, mandate or proposal is another command. */
function objectOf(body: unknown): string {
  const fields = body as Readonly<Record<string, unknown>>;
  return objectFields.flatMap((name) => (typeof fields[name] === 'string' ? [fields[name]] : [])).join(' ');
}

/** Whose keys are told apart: a person is the same one in a session and by an application's token. */
const senderOf = ({ kind, id, issuer, subject }: Caller): string =>
  kind === 'person' ? id : staffSender(issuer, subject);

/** Of the operator's staff and systems. */
export const staffSender = (issuer: string, subject: string): string => `${issuer} ${subject}`;

/**
 * The id that a sender's command has under this key.
 *
 * @param sender of a person the account's id, else `staffSender`
 * @param object as of `objectOf`; nothing where it makes something new
 */
export const commandId = (sender: string, idempotencyKey: string, object = ''): string =>
  deriveId(idempotencyKey, `${sender} ${object}`);
