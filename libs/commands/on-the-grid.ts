import { type Outside } from './outside.js';

/**
 * Milliseconds between the moments at which a refusal is answered: more than the work of one takes in 99 of 100
 * (ADR 13 has the figures).
 */
export const gridStep = 500;

/**
 * LOG-01: what isn't let in is answered at the next whole step since it was asked, so that the time tells nothing of the
 * work: how long a history was read, whether something was written. A failure is answered then too.
 *
 * @param isLetIn the answer tells it anyway, and goes at once
 */
export async function onTheGrid<Answer>(
  { elapsed, wait }: Pick<Outside, 'elapsed' | 'wait'>,
  work: () => Promise<Answer>,
  isLetIn: (answer: Answer) => boolean,
): Promise<Answer> {
  const began = elapsed();
  let letIn = false;
  try {
    const answer = await work();
    letIn = isLetIn(answer);
    return answer;
  } finally {
    if (!letIn) await wait(gridStep - ((elapsed() - began) % gridStep));
  }
}
