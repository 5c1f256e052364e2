import { EventStoreDBClient } from '@eventstore/db-client';

/** EventStoreDB's client, each append a call of its own, and with a way to close its channel. */
export class Connection extends EventStoreDBClient {
  private channel?: { close(): void };

  /**
   * @param connectionString `esdb://user:password@host:2113?…`; several hosts or `esdb+discover:` for a cluster.
   *   TLS is on unless `tls=false`, and without it the client sends no credentials
   * @throws Error when it isn't valid; the message never repeats it, for it holds a password
   */
  static to(connectionString: string): Connection {
    refuseUnknownOptions(connectionString);
    // The client's factory makes a plain client, whatever class it is called on.
    const connection: unknown = Object.setPrototypeOf(clientOf(connectionString), Connection.prototype);
    if (!(connection instanceof Connection)) throw new Error('EventStoreDB gave no client.');
    connection.appendInCallsOfTheirOwn();
    connection.rememberChannel();
    return connection;
  }

  /** Closes the channel as soon as its calls have ended; `dispose` would only end the calls. */
  closeChannel(): void {
    this.channel?.close();
  }

  /**
   * Keeps the client from BatchAppend: its answers wait in one table for the whole process (batchAppend.js), so
   * one broken stream fails every append, a later answer then throws where nobody can catch it, and an answer
   * that is lost is waited for for ever. Append has its own deadline.
   */
  private appendInCallsOfTheirOwn(): void {
    this.supports = () => Promise.resolve(false);
  }

  private rememberChannel(): void {
    const getChannel = this.getChannel;
    this.getChannel = async () => {
      const channel = await getChannel();
      this.channel = channel;
      return channel;
    };
  }
}

function clientOf(connectionString: string): EventStoreDBClient {
  try {
    return EventStoreDBClient.connectionString(connectionString);
  } catch (error) {
    // The client's parse error carries the whole string, password included.
    if (error instanceof Error && !('connectionString' in error)) throw error;
    throw new Error(
      'The connection string of EventStoreDB is not valid: esdb://user:password@host:2113?tls=true',
    );
  }
}

/** Options of the client that have a meaning here, lower case. */
const options = new Set([
  'tls',
  'tlscafile',
  'usercertfile',
  'userkeyfile',
  'nodepreference',
  'maxdiscoverattempts',
  'discoveryinterval',
  'gossiptimeout',
  'defaultdeadline',
  'connectionname',
  'keepaliveinterval',
  'keepalivetimeout',
]);

/** The client would print the whole string, password included, on an option that it doesn't know. */
function refuseUnknownOptions(connectionString: string): void {
  // Protocol, credentials where given, hosts; then the options.
  const query = /^[^:]+:\/\/(?:[^:]+:[^@]+@)?[^?]*\?(.*)$/.exec(connectionString)?.[1] ?? '';
  for (const name of new URLSearchParams(query).keys()) {
    if (!options.has(name.toLowerCase().replace(/[_-]/g, ''))) {
      throw new Error(`The connection string of EventStoreDB has an option that is not known here: ${name}`);
    }
  }
}
