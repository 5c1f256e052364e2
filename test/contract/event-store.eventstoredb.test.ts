import { env } from 'node:process';
import { EventStoreDbEventStore } from '#libs/event-store/eventstoredb/eventstoredb-event-store';
import { EventStoreDbStandIn } from '../eventstoredb-stand-in/stand-in.js';
import { eventStoreContract, type EventStoreHarness } from './event-store.contract.js';

/** Against the server at EVENTSTOREDB_URL where that is set, otherwise against the stand-in over a real socket. */
const url = env['EVENTSTOREDB_URL'];

eventStoreContract('EventStoreDB', () => (url === undefined ? onStandIn() : on(url, async () => undefined)));

async function onStandIn(): Promise<EventStoreHarness> {
  const standIn = await EventStoreDbStandIn.start();
  return on(standIn.connectionString, () => standIn.stop());
}

async function on(connectionString: string, stop: () => Promise<void>): Promise<EventStoreHarness> {
  const store = EventStoreDbEventStore.open({ connectionString });
  let last = store;
  return {
    store,
    reopen: async () => {
      await last.close();
      return (last = EventStoreDbEventStore.open({ connectionString }));
    },
    close: async () => {
      await last.close();
      await stop();
    },
  };
}
