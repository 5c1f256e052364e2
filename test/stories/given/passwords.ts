import { passwordChanged } from '#libs/domain/account/password-events';
import { type NewHolder } from '#libs/domain/account/new-holder';
import { event } from '#libs/domain/catalogue';
import { accountStreams } from '#libs/domain/streams';
import { type Caller } from '#libs/access/caller';
import { type Receipt } from '#libs/commands/receipt';
import { accountIn, createUser, idFor, origin, readable, accountOf, serviceDesk, onForm } from './people.js';
import { type Portal } from './portal.js';

/** What somebody who signs in with a token is created with. */
export const tokenHolder = (username: string): Partial<NewHolder> => ({ signInMethod: 'token', username });

/** A user who has chosen this password. @returns the account's id */
export async function givenUserWithPassword(
  portal: Portal,
  administrator: Caller,
  username: string,
  password: string,
): Promise<string> {
  const account = accountIn(await createUser(portal, administrator, username, tokenHolder(username)));
  await givenPassword(portal, account, password);
  return account;
}

/** The account's holder has chosen this password. */
export async function givenPassword(portal: Portal, account: string, password: string): Promise<void> {
  const { stream, head } = await portal.journal.fold(accountStreams, account);
  const digest = await portal.commands.passwords.digest(password);
  const changed = event(passwordChanged, { digest, goodUntil: '2027-02-22T20:55:00.000Z' }, 'PWD-08');
  const id = idFor(`${account} chose ${digest}`);
  await portal.journal.append(
    { stream, head, events: [changed] },
    {
      command: { id, name: 'change-password', fingerprint: '' },
      correlation: id,
      causation: id,
      actor: { kind: 'person', id: account },
      authority: { basis: 'holder', judged: [] },
      origin,
      policy: '1',
      time: portal.outside.now().toISOString(),
    },
  );
}

/** Whether this is the account's password. */
export async function isPassword(portal: Portal, account: string, password: string): Promise<boolean> {
  const { password: known } = await accountOf(portal, account);
  return portal.commands.passwords.hashes.matches(password, known && readable(known.digest));
}

type DeskCommand = 'issue-password' | 'block-account' | 'unblock-account';

/** What the service desk does to an account. */
export const deskDoes = (
  portal: Portal,
  command: DeskCommand,
  account: string,
  key: string = command,
): Promise<Receipt> =>
  portal.desk.issue(command, {
    idempotencyKey: idFor(key),
    caller: serviceDesk,
    origin,
    body: { account, request: onForm },
  });
