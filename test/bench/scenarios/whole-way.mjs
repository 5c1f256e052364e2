import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { built } from '../built.mjs';

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
  const session = raw.open(join(folder, 'raw-whole-way.db'));
  const rows = await sameRows(folder);
  const streams = Array.from({ length: knownAccounts }, () => ({ name: `account-${randomUUID()}`, next: 0 }));
  let next = 0;
  const insertAll = () => {
    for (let row = 0; row < callers; row += 1) {
      const stream = streams[next++ % streams.length];
      session.insertOne(stream.name, stream.next++, rows[next % rows.length]);
    }
  };
  return {
    name: 'raw, same rows',
    async work(isOver) {
      let inserted = 0;
      while (!isOver()) {
        session.together(insertAll);
        inserted += callers;
      }
      return inserted;
    },
    close: () => session.close(),
  };
}

/** A peer with the same event, everything readable: no peer seals or chains. */
export async function peerTheWholeWay(contender, folder, { callers }) {
  const session = await contender.open(join(folder, `${contender.name}-whole-way.db`));
  const streams = Array.from({ length: knownAccounts }, () => ({ name: `account-${randomUUID()}`, next: 0 }));
  let next = 0;
  const event = { type: userCreated.type, value: { ...user, act: anAct() } };
  return {
    name: contender.name,
    async work(isOver) {
      let appended = 0;
      const caller = async () => {
        while (!isOver()) {
          const stream = streams[next++ % streams.length];
          await session.append(stream.name, stream.next++, [event]);
          appended += 1;
        }
      };
      await Promise.all(Array.from({ length: callers }, caller));
      return appended;
    },
    close: () => session.close(),
  };
}

async function journaling(name, folder, store, { callers }) {
  const keys = openKeys(folder, name);
  const journal = new Journal(store, new Sealer(keys, randomBytes), catalogue);
  const accounts = Array.from({ length: knownAccounts }, () => ({
    stream: `account-${randomUUID()}`,
    head: 'none',
  }));
  let next = 0;
  const append = async (account) => {
    const { stream, head } = account;
    account.head = (await journal.append({ stream, head, events: [userCreated] }, anAct())).head;
  };
  await Promise.all(accounts.map(append));
  return {
    name,
    async work(isOver) {
      let appended = 0;
      const caller = async () => {
        while (!isOver()) {
          await append(accounts[next++ % accounts.length]);
          appended += 1;
        }
      };
      await Promise.all(Array.from({ length: callers }, caller));
      return appended;
    },
    async close() {
      await store.close();
      await keys.close();
    },
  };
}

async function sameRows(folder) {
  const rows = [];
  const work = await journaling(
    'same rows',
    folder,
    keepsNothing((event) => rows.push(event)),
    { callers: 1 },
  );
  await work.close();
  return rows;
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
