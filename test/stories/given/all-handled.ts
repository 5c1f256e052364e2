import { type EventStore } from '#libs/event-store/port';
import { type Background } from '#libs/processes/background';

/** When the processes have handled everything that is in the store, also what they wrote themselves, and mail has left. */
export async function allHandled(
  store: Pick<EventStore, 'head'>,
  { processes, mailing }: Background,
  goesOn: () => boolean = () => true,
): Promise<void> {
  for (let handled = -1n, head = await store.head(); head !== handled && goesOn();) {
    await processes.handled(head);
    await mailing.sender.idle();
    handled = head;
    head = await store.head();
  }
}
