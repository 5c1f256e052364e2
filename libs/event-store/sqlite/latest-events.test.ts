import { describe, expect, it } from '@jest/globals';
import { type StoredEvent } from '../port.js';
import { LatestEvents, mostEvents } from './latest-events.js';

const eventAt = (position: number, bytes = 1): StoredEvent => ({
  id: `${position}`,
  type: 'account.role-granted.v1',
  stream: 'account-1',
  revision: position,
  position: BigInt(position),
  data: new Uint8Array(bytes),
  metadata: new Uint8Array(1),
});
const positions = (events: readonly StoredEvent[] | undefined) => events?.map(({ position }) => position);

describe('the latest events', () => {
  it('are given after any position since the store was opened, and are not known before it', () => {
    const latest = new LatestEvents(7n);
    expect([latest.head, latest.after(7n), latest.after(6n)]).toEqual([7n, [], undefined]);
    latest.add([eventAt(8), eventAt(9)]);
    latest.add([eventAt(12)]);
    expect(latest.head).toBe(12n);
    expect([7n, 8n, 10n, 12n].map((after) => positions(latest.after(after)))).toEqual([
      [8n, 9n, 12n],
      [9n, 12n],
      [12n],
      [],
    ]);
    expect(latest.after(6n)).toBeUndefined();
  });

  it('are forgotten from the first on when they are too many or too large, the head never', () => {
    const many = new LatestEvents(0n);
    for (let position = 1; position <= mostEvents + 2; position += 1) many.add([eventAt(position)]);
    expect(many.after(1n)).toBeUndefined();
    expect(positions(many.after(2n))).toHaveLength(mostEvents);
    expect(many.head).toBe(BigInt(mostEvents + 2));

    const large = new LatestEvents(0n);
    large.add(Array.from({ length: 5 }, (_, nth) => eventAt(nth + 1, 1_000_000)));
    expect([large.after(0n), positions(large.after(1n))]).toEqual([undefined, [2n, 3n, 4n, 5n]]);
    large.add([eventAt(6, 5_000_000)]);
    expect([large.head, large.after(5n), large.after(6n)]).toEqual([6n, undefined, []]);
  });
});
