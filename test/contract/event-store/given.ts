import { randomUUID } from 'node:crypto';
import {
  type EventStore,
  type NewEvent,
  type StoredEvent,
  type SubscribeOptions,
} from '#libs/event-store/port';

/** Milliseconds for a test of many appends, so that a real server far away can keep up. */
export const patience = 60_000;

/** No two tests share a stream: the store may be shared. */
export const aStream = (prefix = 'account-'): string => `${prefix}${randomUUID()}`;
export const aPrefix = (): string => `p${randomUUID()}-`;

const utf8 = new TextEncoder();
export const anEvent = (differing: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(),
  type: 'account.role-granted.v1',
  data: utf8.encode('{"role":"beheerder"}'),
  metadata: utf8.encode('{"hash":"00"}'),
  ...differing,
});
export const events = (count: number): NewEvent[] => Array.from({ length: count }, () => anEvent());

export const ids = (given: readonly { readonly id: string }[]): string[] => given.map(({ id }) => id);
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** What the promise fails with; an error when it doesn't fail. */
export async function failure(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome) return outcome.error;
  throw new Error('It should have failed.');
}

/** A subscriber that takes a message only when the test says so. */
export interface Subscriber {
  /** The next so many events, whatever else is said between them. */
  events(count: number): Promise<StoredEvent[]>;
  /** The events up to the next word that the end was reached. */
  eventsUntilCaughtUp(): Promise<StoredEvent[]>;
  /** Resolves when the subscription finishes, events before that being dropped. */
  finished(): Promise<void>;
  abort(): void;
}

export function subscriber(store: EventStore, options: Omit<SubscribeOptions, 'signal'>): Subscriber {
  const controller = new AbortController();
  const messages = store.subscribe({ ...options, signal: controller.signal })[Symbol.asyncIterator]();
  const next = async () => {
    const step = await messages.next();
    if (step.done) throw new Error('The subscription ended.');
    return step.value;
  };
  return {
    async events(count) {
      const received: StoredEvent[] = [];
      while (received.length < count) {
        const message = await next();
        if (message.kind === 'event') received.push(message.event);
      }
      return received;
    },
    async eventsUntilCaughtUp() {
      const received: StoredEvent[] = [];
      for (let message = await next(); message.kind === 'event'; message = await next()) {
        received.push(message.event);
      }
      return received;
    },
    async finished() {
      while (!(await messages.next()).done);
    },
    abort: () => controller.abort(),
  };
}
