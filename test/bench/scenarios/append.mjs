import { join } from 'node:path';
import { someEvents, someStreams } from '../given.mjs';

/** So many callers, each with its next append as soon as the last is answered. */
export async function appending(contender, folder, { callers, events }, given = someEvents()) {
  const session = await contender.open(join(folder, `${contender.name}-${callers}-${events}.db`));
  const streams = someStreams();
  return {
    name: contender.name,
    work: byCallers(callers, async () => {
      const stream = streams.next();
      await session.append(stream.name, stream.version, given.some(events));
      stream.version += events;
      return events;
    }),
    close: () => session.close(),
  };
}

/** Work of so many callers at once. @param append one append; gives how many events it was */
export const byCallers = (callers, append) => async (isOver) => {
  let appended = 0;
  const caller = async () => {
    while (!isOver()) {
      // Not `appended += await …`: that forgets what others added meanwhile.
      const more = await append();
      appended += more;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return appended;
};

/** The raw driver: as many rows a transaction as the callers' appends hold together. */
export function inserting(raw, folder, { callers, events }, given = someEvents()) {
  const session = raw.open(join(folder, `${raw.name}-${callers}-${events}.db`));
  const streams = someStreams();
  const append = () => {
    const stream = streams.next();
    for (let event = 0; event < events; event += 1) {
      session.insertOne(stream.name, stream.version, given.one());
      stream.version += 1;
    }
  };
  const appendAll = () => {
    for (let caller = 0; caller < callers; caller += 1) append();
  };
  const rows = callers * events;
  const transaction = rows === 1 ? append : () => session.together(appendAll);
  return {
    name: raw.name,
    async work(isOver) {
      let inserted = 0;
      while (!isOver()) {
        transaction();
        inserted += rows;
      }
      return inserted;
    },
    close: () => session.close(),
  };
}
