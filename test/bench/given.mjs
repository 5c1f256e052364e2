import { randomUUID } from 'node:crypto';

const utf8 = new TextEncoder();
const type = 'account.role-granted.v1';
const metadata = utf8.encode('{}');
/** Size of an event's JSON, in bytes. */
const bytes = 400;

/** Events of 400 bytes of JSON, as value and encoded beforehand. */
export const someEvents = (many = 1024) =>
  overAndOver(Array.from({ length: many }, (_, nth) => anEvent(nth)));

/** Gives the events in turn, without end. */
export function overAndOver(events) {
  let next = 0;
  const one = () => events[next++ % events.length];
  return { one, some: (count) => Array.from({ length: count }, one) };
}

function anEvent(nth) {
  const value = { role: 'indiener', part: `01VS${nth}`, account: randomUUID(), remark: '' };
  value.remark = 'x'.repeat(bytes - JSON.stringify(value).length);
  return { id: randomUUID(), type, value, data: utf8.encode(JSON.stringify(value)), metadata };
}

/** Streams that all grow, one event at a time, and how many events each has: none at first. */
export function someStreams(many = 1024) {
  const streams = Array.from({ length: many }, () => ({ name: `account-${randomUUID()}`, version: 0 }));
  let next = 0;
  return { all: streams, next: () => streams[next++ % many] };
}
