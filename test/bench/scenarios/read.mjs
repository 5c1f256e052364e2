import { join } from 'node:path';
import { someEvents, someStreams } from '../given.mjs';

const eventsPerStream = 50;

/** A store with so many streams of 50 events that grew side by side, as streams do. */
export async function filled(contender, folder, streamCount) {
  const session = await contender.open(join(folder, `${contender.name}-filled.db`));
  const { all: streams } = someStreams(streamCount);
  const given = someEvents();
  const perAppend = 10;
  for (let version = 0; version < eventsPerStream; version += perAppend) {
    // The callers' appends share transactions where the store can do that.
    await Promise.all(streams.map(({ name }) => session.append(name, version, given.some(perAppend))));
  }
  return { name: contender.name, session, streams };
}

/** Whole streams of 50, one after the other; counts streams. */
export const readingStreams = ({ name, session, streams }) => ({
  name,
  async work(isOver) {
    let read = 0;
    while (!isOver()) {
      const { name: stream } = streams[(read * 7919) % streams.length];
      mustBe(eventsPerStream, await session.readStream(stream), name);
      read += 1;
    }
    return read;
  },
});

/** Everything, in the global order, at least once; counts events. */
export const readingAll = ({ name, session, streams }) => ({
  name,
  async work(isOver) {
    let read = 0;
    do {
      const events = await session.readAll();
      mustBe(streams.length * eventsPerStream, events, name);
      read += events;
    } while (!isOver());
    return read;
  },
});

function mustBe(expected, read, name) {
  if (read !== expected) throw new Error(`${name} gave ${read} events where ${expected} were appended.`);
}
