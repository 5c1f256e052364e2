import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { built } from '../built.mjs';
import { overAndOver } from '../given.mjs';
import { appending, byCallers, inserting } from './append.mjs';

const { Journal } = await built('journal/journal');
const { Sealer } = await built('privacy/sealer');
const { SqliteKeyStore } = await built('privacy/sqlite-key-store');
const { SqliteEventStore } = await built('event-store/sqlite/sqlite-event-store');
const { catalogue } = await built('domain/events');

/** Accounts whose key is there already, as in all of an account's life but its first event. */
const knownAccounts = 1024;

/** What `account.user-created` says of a person. */
const user = {
  organisation: randomUUID(),
  signInMethod: 'token',
  username: 'j.devries',
  surname: 'Vries',
  initials: 'J.A.',
  prefix: 'de',
  telephone: '+31201234567',
  emailAddress: 'j.devries@voorbeeldbestuur.example',
  reservations: [`reservation-username-1-${'a'.repeat(64)}`, `reservation-email-1-${'b'.repeat(64)}`],
};
const userCreated = { type: 'account.user-created', data: user, rule: 'USR-01' };

const anAct = () => {
  const command = randomUUID();
  return {
    command: { id: command, name: 'create-user', fingerprint: 'c'.repeat(64) },
    correlation: command,
    causation: command,
    actor: { kind: 'administrator', id: actor },
    authority: { kind: 'administrator', judged: [{ stream: `account-${actor}`, revision: 12 }] },
    origin: { channel: 'http' },
    policy: '2026-01',
    time: '2026-11-23T20:55:23.000Z',
  };
};
const actor = randomUUID();

/** The whole way of an event: checked, sealed, in canonical bytes, hashed, chained, durable. */
export const wholeWay = (folder, options) =>
  journaling('whole way', folder, SqliteEventStore.open(join(folder, 'whole-way.db')), options);

/** The same without its end: the store under the journal keeps nothing and answers at once. */
export const encodingAlone = (folder, options) =>
  journaling('encoding alone', folder, keepsNothing(), options);

/** The rows that the whole way writes, put in by the raw driver: so many a transaction. */
export async function insertingSameRows(raw, folder, { callers }) {
  const rows = [];
  const { close } = await journaling(
    'same rows',
    folder,
    keepsNothing((row) => rows.push(row)),
    { callers },
  );
  await close();
  return { ...inserting(raw, folder, { callers, events: 1 }, overAndOver(rows)), name: 'raw, same rows' };
}

/** A peer with the same event, everything readable: no peer seals or chains. */
export const peerTheWholeWay = (peer, folder, { callers }) =>
  appending(
    peer,
    folder,
    { callers, events: 1 },
    overAndOver([{ type: userCreated.type, value: { ...user, act: anAct() } }]),
  );

async function journaling(name, folder, store, { callers }) {
  const keys = openKeys(folder, name);
  const journal = new Journal(store, new Sealer(keys, randomBytes), catalogue);
  const accounts = Array.from({ length: knownAccounts }, () => ({
    stream: `account-${randomUUID()}`,
    head: 'none',
  }));
  const append = async (account) => {
    const { stream, head } = account;
    account.head = (await journal.append({ stream, head, events: [userCreated] }, anAct())).head;
    return 1;
  };
  // Their keys are there from now on.
  await Promise.all(accounts.map(append));
  const { one } = overAndOver(accounts);
  return {
    name,
    work: byCallers(callers, () => append(one())),
    async close() {
      await store.close();
      await keys.close();
    },
  };
}

const keepsNothing = (seen = () => {}) => ({
  async append(_stream, expected, events) {
    events.forEach(seen);
    return {
      revision: expected === 'must-not-exist' ? events.length - 1 : expected + events.length,
      position: 1n,
    };
  },
  async close() {},
});

const openKeys = (folder, name) =>
  SqliteKeyStore.open(join(folder, `${name}-keys.db`), randomBytes(32), {
    random: randomBytes,
    newId: randomUUID,
    now: () => new Date(),
  });
