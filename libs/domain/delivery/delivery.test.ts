import { expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import { deliveryImported, evolveDelivery, importDelivery, noDelivery } from './delivery.js';

const delivery = { deliveryNote: 'PB-2026-001', generators: 1000, digest: 'one' };

it('TOK-08 the file of a delivery is imported once, also where the delivery came with two', () => {
  expect(importDelivery(delivery, noDelivery).events).toEqual([
    { type: 'delivery.imported', rule: 'TOK-08', data: delivery },
  ]);
  const one = evolveDelivery(noDelivery, event(deliveryImported, delivery));
  expect(importDelivery(delivery, one)).toEqual({ events: [] });
  const other = { ...delivery, digest: 'two' };
  expect(importDelivery(other, one).events).toHaveLength(1);
  const both = evolveDelivery(one, event(deliveryImported, other));
  expect(importDelivery(delivery, both)).toEqual({ events: [] });
  expect(noDelivery.size).toBe(0);
});
