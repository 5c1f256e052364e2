// Appends so often with so many callers; a line before and after tells strace's reader which syncs are theirs.
import { writeSync } from 'node:fs';
import { all } from './contenders/contenders.mjs';
import { someEvents, someStreams } from './given.mjs';

const [name, file, callers, rounds] = process.argv.slice(2);
const session = await all.find((contender) => contender.name === name).open(file);
const streams = someStreams();
const given = someEvents(64);
const append = () => {
  const stream = streams.next();
  return session.append(stream.name, stream.version++, given.some(1));
};
const appendAll = () => Array.from({ length: Number(callers) }, append);
const isRaw = session.together !== undefined;
await append();
writeSync(1, 'begin\n');
for (let round = 0; round < Number(rounds); round += 1) {
  await Promise.all(isRaw ? session.together(appendAll) : appendAll());
}
writeSync(1, 'end\n');
await session.close();
