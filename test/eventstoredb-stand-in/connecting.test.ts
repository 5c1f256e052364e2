import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '#libs/event-store/errors';
import { EventStoreDbEventStore } from '#libs/event-store/eventstoredb/eventstoredb-event-store';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { aStream, events, failure } from '../contract/event-store/given.js';
import { EventStoreDbStandIn } from './stand-in.js';

const password = 'not-for-any-log';

describe('connecting to EventStoreDB', () => {
  let directory: string;
  let standIn: EventStoreDbStandIn;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'eventstoredb-'));
    standIn = await EventStoreDbStandIn.start({
      tls: certificateIn(directory),
      credentials: `app:${password}`,
    });
  });
  afterEach(async () => {
    await standIn.stop();
    rmSync(directory, { recursive: true });
  });

  const connectionString = (given: string): string =>
    `esdb://app:${given}@${standIn.host}:${standIn.port}?tlsCAFile=${encodeURIComponent(join(directory, 'cert.pem'))}`;

  it('goes over TLS, with the user and the password of the connection string', async () => {
    const store = EventStoreDbEventStore.open({ connectionString: connectionString(password) });
    expect((await store.append(aStream(), 'must-not-exist', events(2))).revision).toBe(1);
    await store.close();
  });

  it('with another password says that there is no access, and never the password', async () => {
    const store = EventStoreDbEventStore.open({ connectionString: connectionString(`${password}-2`) });
    const refusal = await failure(store.append(aStream(), 'must-not-exist', events(1)));
    expect(refusal).toBeInstanceOf(StoreUnavailable);
    expect(inspect(refusal, { depth: 10 })).toContain('access-denied');
    expect(inspect(refusal, { depth: 10 })).not.toContain(password);
    await store.close();
  });

  it('does not talk to a server whose certificate it can not check', async () => {
    const unchecked = `esdb://app:${password}@${standIn.host}:${standIn.port}`;
    const store = EventStoreDbEventStore.open({ connectionString: unchecked });
    expect(await failure(store.head())).toBeInstanceOf(StoreUnavailable);
    await store.close();
  });

  const wrong = [
    ['no protocol', `app:${password}@localhost:2113`],
    ['another protocol', `https://app:${password}@localhost:2113`],
    ['no port number', `esdb://app:${password}@localhost:port`],
    ['an option that is not known', `esdb://app:${password}@localhost:2113?tlsVerify=false`],
    [
      'an option that is not known, after a password with a question mark',
      `esdb://app:a?${password}=@localhost:2113?x=y`,
    ],
    ['an option that the client ignores', `esdb://app:${password}@localhost:2113?tlsVerifyCert=false`],
    ['an option that changes what an append answers', `esdb://localhost:2113?throwOnAppendFailure=false`],
    ['a file that is not there', `esdb://app:${password}@localhost:2113?tlsCAFile=/nowhere.pem`],
  ];
  it.each(wrong)('refuses a connection string with %s, and does not repeat it', (_title, given) => {
    const opening = () => EventStoreDbEventStore.open({ connectionString: given });
    expect(opening).toThrow(/connection string|certificate/);
    expect(inspect(thrownBy(opening), { depth: 10 })).not.toContain(password);
  });
});

function certificateIn(directory: string): { key: Buffer; certificate: Buffer } {
  const [key, certificate] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-keyout', key, '-out', certificate];
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', ['req', '-x509', ...ec, '-days', '1', ...subject, ...files], { stdio: 'pipe' });
  return { key: readFileSync(key), certificate: readFileSync(certificate) };
}

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('It should have thrown.');
}
