import { emmett, ours, raw } from '../contenders/contenders.mjs';
import { medianRatio } from '../measure-in-turns.mjs';
import { appending, inserting } from './append.mjs';
import { filled, readingAll, readingStreams } from './read.mjs';
import { encodingAlone, insertingSameRows, peerTheWholeWay, wholeWay } from './whole-way.mjs';

/**
 * What is measured. A scenario opens its contenders in a folder of its own, and gives one measurement or more
 * of them; a measurement has goals: a ratio of its figures, and the least that it should be.
 */
export const scenarios = [
  appends({ callers: 1, events: 1 }, [
    { name: 'store, 1 caller / raw, 1 row a transaction', target: 0.8, ratio: toRaw },
  ]),
  appends({ callers: 16, events: 1 }, []),
  appends({ callers: 64, events: 1 }, [
    { name: 'store, 64 callers / raw, 64 rows a transaction', target: 0.5, ratio: toRaw },
  ]),
  appends({ callers: 1, events: 100 }, []),
  reads([{ name: 'store, read all / raw scan, both with parsing', target: 0.75, ratio: toRaw }]),
  wholeWays({ callers: 1 }, []),
  wholeWays({ callers: 64 }, [
    {
      name: 'whole way, 64 callers / raw and encoding one after the other',
      target: 0.75,
      ratio: toRawAndEncoding,
    },
    { name: 'whole way, 64 callers / emmett-sqlite', target: 15, ratio: to(emmett.name, 'whole way') },
  ]),
];

function appends(how, goals) {
  const { callers, events } = how;
  const what =
    events === 1 ? `Appends, ${callers} caller${callers === 1 ? '' : 's'}` : `Appends of ${events}`;
  return async (folder, peers) => {
    const contenders = [inserting(raw, folder, how)];
    for (const each of [ours, ...peers]) contenders.push(await appending(each, folder, how));
    return { measurements: [{ name: `${what} (events/s)`, contenders, goals }], close: closing(contenders) };
  };
}

function reads(goals) {
  return async (folder, peers, { streams }) => {
    const stores = [];
    for (const each of [raw, ours, ...peers]) stores.push(await filled(each, folder, streams));
    return {
      measurements: [
        { name: 'Whole streams of 50 read (streams/s)', contenders: stores.map(readingStreams), goals: [] },
        { name: 'Read all (events/s)', contenders: stores.map(readingAll), goals },
      ],
      close: closing(stores.map(({ session }) => session)),
    };
  };
}

function wholeWays(how, goals) {
  const { callers } = how;
  return async (folder, peers) => {
    const contenders = [
      await insertingSameRows(raw, folder, how),
      await wholeWay(folder, how),
      await encodingAlone(folder, how),
    ];
    for (const each of peers) contenders.push(await peerTheWholeWay(each, folder, how));
    const name = `The whole way, ${callers} caller${callers === 1 ? '' : 's'} (events/s)`;
    return { measurements: [{ name, contenders, goals }], close: closing(contenders) };
  };
}

const closing = (all) => async () => {
  for (const each of all) await each.close();
};

/** `undefined` where the other didn't take part. */
function to(other, us = ours.name) {
  return (figures) => (figures.has(other) ? medianRatio(figures.get(us), figures.get(other)) : undefined);
}

function toRaw(figures) {
  return to(raw.name)(figures);
}

function toRawAndEncoding(figures) {
  const encoding = figures.get('encoding alone');
  const oneAfterTheOther = figures
    .get('raw, same rows')
    .map((rows, round) => 1 / (1 / rows + 1 / encoding[round]));
  return medianRatio(figures.get('whole way'), oneAfterTheOther);
}
