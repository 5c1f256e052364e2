/**
 * Lets the contenders work in turns, a slice each, round after round: whatever else the machine does falls on
 * all of them. The first round only warms up.
 *
 * @param contenders each with a `name` and a `work(isOver)` that gives how much it did
 * @returns by name: what was done per second, round by round
 */
export async function measureInTurns(contenders, { rounds, sliceMs }) {
  const figures = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, work } of inTurn(contenders, round)) {
      const perSecond = await worked(work, sliceMs);
      if (round > 0) figures.get(name).push(perSecond);
    }
  }
  return figures;
}

/** Another one begins each round, and every other round goes backwards: nobody always follows the same one. */
function inTurn(contenders, round) {
  const start = round % contenders.length;
  const turned = [...contenders.slice(start), ...contenders.slice(0, start)];
  return round % 2 === 0 ? turned : turned.reverse();
}

async function worked(work, sliceMs) {
  const began = performance.now();
  const done = await work(() => performance.now() - began >= sliceMs);
  return (done / (performance.now() - began)) * 1000;
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median of the ratios within each round, so that a slow moment of the machine cancels out. */
export const medianRatio = (ours, theirs) => median(ours.map((figure, round) => figure / theirs[round]));
