import { type EventStore } from '#libs/event-store/port';
import { type Processes } from '#libs/processes/engine/processes';
import { type Mailing } from '#libs/processes/mailing';

/** When the processes have handled everything that is in the store, also what they wrote themselves. */
export async function allHandled(
  store: Pick<EventStore, 'head'>,
  processes: Pick<Processes, 'handled'>,
  mailing: Pick<Mailing, 'sender'> | undefined,
  goesOn: () => boolean = () => true,
): Promise<void> {
  for (let handled = -1n, head = await store.head(); head !== handled && goesOn();) {
    await processes.handled(head);
    await mailing?.sender.idle();
    handled = head;
    head = await store.head();
  }
}
