import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { administratorAppointed } from '#libs/domain/account/administrator-events';
import { roleGranted, userCreated } from '#libs/domain/account/events';
import { type AnyEvent, catalogueOf, type EventDefinition, ERASED, event } from '#libs/domain/catalogue';
import { catalogue } from '#libs/domain/events';
import { accountStreams, roleStreams } from '#libs/domain/streams';
import { canonicalBytes } from '#libs/event-store/canonical';
import { decodeEnvelope, encodeEnvelope, encodeMetadata, hashOf } from '#libs/event-store/envelope';
import { WrongExpectedRevision } from '#libs/event-store/errors';
import { type StoredEvent } from '#libs/event-store/port';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store';
import { SealBroken, Sealer } from '#libs/privacy/sealer';
import { SqliteKeyStore } from '#libs/privacy/sqlite-key-store';
import { type Act, type Head, Journal, UnfitEvent, UnknownEvent } from './journal.js';
import { NoUpcaster } from './upcasters.js';

const sample = (name: string) => join(import.meta.dirname, '../../test/samples', name);
const stream = 'account-1';
const commandId = '019ab0c2-7a40-7000-8000-000000000001';

const user = event(
  userCreated,
  {
    organisation: 'board-99901',
    signInMethod: 'eherkenning',
    username: '067wtvpm',
    surname: 'Groningen-Planted',
    initials: 'SR',
    telephone: '0612345678',
    emailAddress: 'planted@school.example',
    reservations: ['reservation-username-1-b'],
  },
  'USR-02',
);
const grant = event(
  roleGranted,
  { role: 'registreren', kenmerken: [{ type: 'BRIN', value: '99KG' }] },
  'ADM-03',
);
const appointed = event(administratorAppointed, {
  formReference: 'F-1',
  dateReceived: '2026-11-20',
  signatoryId: 'signatory-1',
  signatory: 'Bestuurder-Planted',
});

const act = (change: Partial<Act> = {}): Act => ({
  command: { id: commandId, name: 'create-user', fingerprint: 'f' },
  correlation: commandId,
  causation: commandId,
  actor: { kind: 'person', id: 'pseudonym', via: 'app' },
  authority: { basis: 'administrator-authorisation', judged: [{ stream: 'account-2', revision: 7 }] },
  origin: { channel: 'http' },
  policy: '1',
  time: '2026-11-23T09:00:00.000Z',
  ...change,
});

let folder: string;
let store: SqliteEventStore;
let keys: SqliteKeyStore;
let journal: Journal;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'));
  store = SqliteEventStore.open(join(folder, 'events.sqlite'));
  keys = SqliteKeyStore.open(join(folder, 'keys.sqlite'), randomBytes(32), {
    random: randomBytes,
    newId: () => v7(),
    now: () => new Date('2026-11-23T09:00:00.000Z'),
  });
  journal = new Journal(store, new Sealer(keys, randomBytes), catalogue);
});
afterEach(async () => {
  await store.close();
  await keys.close();
  await rm(folder, { recursive: true });
});

const append = (events: readonly AnyEvent[], head: Head = 'none', change: Partial<Act> = {}) =>
  journal.append({ stream, head, events }, act(change));

async function storedEvents(): Promise<StoredEvent[]> {
  const all: StoredEvent[] = [];
  for await (const one of store.readAll()) all.push(one);
  return all;
}
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

describe('the journal', () => {
  it('AVG-01 what is appended comes back, with who did it, on whose authority, when and why', async () => {
    const appended = await append([user, grant, appointed]);
    const read = await journal.read(stream);
    expect(read.map(({ event: one }) => one)).toEqual([user, grant, appointed]);
    const [first] = read;
    expect(first?.envelope).toMatchObject({
      ...act(),
      stream,
      revision: 0,
      version: 1,
      rule: 'USR-02',
      previous: null,
    });
    expect(appended).toMatchObject({
      head: { revision: 2, hash: read[2]?.hash },
      position: read[2]?.position,
      events: [
        { type: 'account.user-created.v1', revision: 0, id: first?.envelope.id },
        { type: 'account.role-granted.v1', revision: 1 },
        { type: 'account.administrator-appointed.v1', revision: 2 },
      ],
    });
  });

  it('AVG-03 AVG-06 personal fields are nowhere readable in what is stored, the open ones are', async () => {
    await append([user, appointed]);
    const stored = (await storedEvents())
      .map(({ data, metadata }) => textOf(data) + textOf(metadata))
      .join('\n');
    for (const secret of ['Planted', 'planted@', '067wtvpm', '0612345678', '"SR"'])
      expect(stored).not.toContain(secret);
    expect(stored).toContain('board-99901');
    await store.close();
    const file = await readFile(join(folder, 'events.sqlite'));
    for (const secret of ['Planted', 'planted@', '067wtvpm', '0612345678'])
      expect(file.includes(secret)).toBe(false);
  });

  it('AVG-04 each event carries the hash of the one before it, over the stored bytes', async () => {
    const { head } = await append([user, grant]);
    await append([appointed], head, { command: { ...act().command, id: v7() } });
    const read = await journal.read(stream);
    const bytes = await storedEvents();
    expect(read.map(({ hash }) => hash)).toEqual(bytes.map(({ data }) => hashOf(data)));
    expect(read.map(({ envelope }) => envelope.previous)).toEqual([null, read[0]?.hash, read[1]?.hash]);
    for (const { data } of bytes) expect(textOf(canonicalBytes(JSON.parse(textOf(data))))).toBe(textOf(data));
  });

  it('AVG-01 the id of an event follows from command, stream and revision: the same command again is the same events', async () => {
    const first = await append([user, grant]);
    const ids = first.events.map(({ id }) => id);
    const again = await append([user, grant]);
    expect(again.events.map(({ id }) => id)).toEqual(ids);
    expect(await journal.read(stream)).toHaveLength(2);
    const elsewhere = await journal.append(
      { stream: 'account-2', head: 'none', events: [user, grant] },
      act(),
    );
    expect(new Set([...ids, ...elsewhere.events.map(({ id }) => id)]).size).toBe(4);
  });

  it('AVG-01 another command at the same place is refused, and records nothing', async () => {
    await append([user]);
    const other = append([user], 'none', { command: { ...act().command, id: v7() } });
    await expect(other).rejects.toThrow(WrongExpectedRevision);
    expect(await journal.read(stream)).toHaveLength(1);
  });

  it('AVG-05 a stream is folded to its state and its end; one that does not exist has neither', async () => {
    const { head } = await append([user, grant]);
    const folded = await journal.fold(accountStreams, '1');
    expect(folded).toMatchObject({ stream, head, state: { state: 'living', organisation: 'board-99901' } });
    expect(await journal.fold(accountStreams, '2')).toEqual({
      stream: 'account-2',
      state: accountStreams.initial,
      head: 'none',
      events: [],
    });
  });

  it('AVG-06 when a key is destroyed its fields are erased by name, all else stays and every hash still holds', async () => {
    await append([user, appointed, grant]);
    const before = (await storedEvents()).map(({ data }) => textOf(data));
    await keys.destroy({ subject: '1', purpose: 'profile' });
    const [created, signed, role] = await journal.read(stream);
    expect(created?.event.data).toEqual({
      organisation: 'board-99901',
      signInMethod: 'eherkenning',
      reservations: ['reservation-username-1-b'],
      username: ERASED,
      surname: ERASED,
      initials: ERASED,
      telephone: ERASED,
      emailAddress: ERASED,
    });
    expect(signed?.event).toEqual(appointed);
    expect(role?.event).toEqual(grant);
    const after = await storedEvents();
    expect(after.map(({ data }) => textOf(data))).toEqual(before);
    expect(after.map(({ data }) => hashOf(data))).toEqual([created?.hash, signed?.hash, role?.hash]);
    expect((await journal.fold(accountStreams, '1')).state).toMatchObject({ holder: { surname: ERASED } });
  });

  it('AVG-06 a field is sealed for the subject that the event names, apart from the person of the stream', async () => {
    await append([appointed]);
    await keys.destroy({ subject: 'signatory-1', purpose: 'attribution' });
    const [read] = await journal.read(stream);
    expect(read?.event.data).toEqual({ ...appointed.data, signatory: ERASED });
  });

  it('AVG-05 a role as the first version of the program stored it is read as the role it is', async () => {
    const data = await readFile(sample('role.defined.v1.json'));
    await store.append('role-registreren', 'must-not-exist', [
      {
        id: '019ab0c2-7a40-7d1e-9f0a-5b6c7d8e9f00',
        type: 'role.defined.v1',
        data,
        metadata: encodeMetadata({ hash: hashOf(data) }),
      },
    ]);
    const { state, head } = await journal.fold(roleStreams, 'registreren');
    expect(state).toEqual({
      code: 'registreren',
      name: 'Registreren',
      explanation: 'Inschrijvingen doorgeven',
      kenmerkType: 'BRIN',
      sectors: ['po'],
      incompatibleWith: [],
      keptFromGranters: false,
      inForceFrom: '2026-01-01',
    });
    expect(head).toEqual({ revision: 0, hash: hashOf(data) });
    expect(textOf(canonicalBytes(JSON.parse(textOf(data))))).toBe(textOf(data));
  });

  it('AVG-05 USR-12 a role of before duties were separated is kept apart from nothing', async () => {
    const data = await readFile(sample('role.defined.v2.json'));
    await store.append('role-registreren', 'must-not-exist', [
      {
        id: '9c261b2e-f1f1-76a1-8175-a1b8d420bad0',
        type: 'role.defined.v2',
        data,
        metadata: encodeMetadata({ hash: hashOf(data) }),
      },
    ]);
    const { state } = await journal.fold(roleStreams, 'registreren');
    expect(state).toEqual({
      code: 'registreren',
      name: 'registreren',
      explanation: 'registreren',
      kenmerkType: 'BRIN',
      sectors: ['po'],
      incompatibleWith: [],
      keptFromGranters: false,
      inForceFrom: '2026-01-01',
    });
    expect(textOf(canonicalBytes(JSON.parse(textOf(data))))).toBe(textOf(data));
  });

  it('AVG-05 a letter of before letters were PDF is read as made once, with what stood in it', async () => {
    const data = await readFile(sample('letter.made.v1.json'));
    const letter = '0195e6a0-0000-7000-8000-000000000004';
    await store.append(`letter-${letter}`, 'must-not-exist', [
      {
        id: '9c261b2e-f1f1-7702-a233-a143e05119d1',
        type: 'letter.made.v1',
        data,
        metadata: encodeMetadata({ hash: hashOf(data) }),
      },
    ]);
    // The key that the sample was sealed with, made as it was then.
    const thatKey = SqliteKeyStore.open(join(folder, 'sample-keys.sqlite'), Buffer.alloc(32, 1), {
      random: (bytes) => Buffer.alloc(bytes, 7),
      newId: () => '0195e6a0-0000-7000-8000-00000000000a',
      now: () => new Date('2026-11-23T20:55:00.000Z'),
    });
    await thatKey.keysFor([{ subject: 'account-1', purpose: 'profile' }]);
    const [made] = await new Journal(store, new Sealer(thatKey, randomBytes), catalogue).read(
      `letter-${letter}`,
    );
    await thatKey.close();
    expect(made?.event.data).toEqual({
      about: 'account-1',
      making: 1,
      addressOnRecord: true,
      text: 'Beste S.R. Groningen,\n\nUw wachtwoord voor Mijn DUO is:\n\n    (niet bewaard)\n',
    });
    expect(textOf(canonicalBytes(JSON.parse(textOf(data))))).toBe(textOf(data));
  });

  it('AVG-05 an event of a newer program, or one that nobody knows, stops the reader', async () => {
    await append([grant]);
    const older = (known: readonly EventDefinition[]) =>
      new Journal(store, new Sealer(keys, randomBytes), catalogueOf(...known)).read(stream);
    await expect(older([])).rejects.toThrow(UnknownEvent);
    await expect(older([{ ...roleGranted, version: 3 }])).rejects.toThrow(NoUpcaster);
    await expect(older([{ ...roleGranted, version: 0 }])).rejects.toThrow(NoUpcaster);
  });

  it('AVG-03 an event that does not fit its declaration is not recorded, and what was in it is not told', async () => {
    const unfit = { type: 'account.user-created', data: { ...user.data, surname: 7, nickname: 'Planted' } };
    await expect(append([user, unfit])).rejects.toThrow(
      new UnfitEvent('account.user-created', ['nickname', 'surname']),
    );
    await expect(append([{ type: 'account.unheard-of', data: {} }])).rejects.toThrow(UnknownEvent);
    expect(await journal.read(stream)).toEqual([]);
  });

  it('AVG-05 all events come in the order of the store, to readers and to those who follow', async () => {
    await append([user, grant]);
    await journal.append({ stream: 'account-2', head: 'none', events: [appointed] }, act());
    const all: string[] = [];
    for await (const { event: one } of journal.readAll()) all.push(one.type);
    expect(all).toEqual([user, grant, appointed].map(({ type }) => type));
    const following = new AbortController();
    const followed: string[] = [];
    for await (const message of journal.subscribe({ signal: following.signal }))
      if (message.kind === 'event') followed.push(message.recorded.event.type);
      else following.abort();
    expect(followed).toEqual(all);
  });

  it('AVG-03 who follows some events unseals those alone, and meets no event that the program doesn’t know', async () => {
    await append([user, grant]);
    const following = new AbortController();
    const followed: string[] = [];
    for await (const message of journal.subscribe({ signal: following.signal }, new Set([grant.type])))
      if (message.kind === 'event') followed.push(message.recorded.event.type);
      else if (message.kind === 'passed') followed.push(`passed ${message.position}`);
      else following.abort();
    expect(followed).toEqual(['passed 1', grant.type]);
    const [stored] = await storedEvents();
    if (stored === undefined) throw new Error('Nothing was stored.');
    await store.append('account-9', 'must-not-exist', [
      { ...stored, id: v7(), type: 'account.unheard-of.v1' },
    ]);
    const strange = journal.subscribe({ signal: new AbortController().signal }, new Set([grant.type]));
    await expect(async () => {
      for await (const { kind } of strange) if (kind === 'caught-up') break;
    }).rejects.toThrow(UnknownEvent);
  });

  it('AVG-04 a sealed field that was moved to another event does not open there', async () => {
    await append([user]);
    const [stored] = await storedEvents();
    if (stored === undefined) throw new Error('Nothing was stored.');
    const envelope = decodeEnvelope(stored.data);
    const { bytes, hash } = encodeEnvelope({ ...envelope, id: v7(), stream: 'account-9' });
    await store.append('account-9', 'must-not-exist', [
      { id: v7(), type: stored.type, data: bytes, metadata: encodeMetadata({ hash }) },
    ]);
    await expect(journal.read('account-9')).rejects.toThrow(SealBroken);
  });
});
