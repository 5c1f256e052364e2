import { randomUUID } from 'node:crypto';

const utf8 = new TextEncoder();

/** An event of an append of `of` events: all of them, or none, must be there afterwards. */
export const anEvent = (append, nth, of, padding = 0) => ({
  id: randomUUID(),
  type: 'account.role-granted.v1',
  data: utf8.encode(JSON.stringify({ append, nth, of, padding: 'x'.repeat(padding) })),
  metadata: utf8.encode('{}'),
});
