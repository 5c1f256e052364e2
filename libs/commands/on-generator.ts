import { type GeneratorEvent } from '#libs/domain/generator/events';
import { type GeneratorState } from '#libs/domain/generator/state';
import { type Decision } from '#libs/domain/rules';
import { generatorStreams } from '#libs/domain/streams';
import { type Operation } from './command-runner.js';
import { type Commands } from './commands.js';
import { readGenerator } from './generator-assignment.js';
import { Judged } from './judged.js';

/** A command of the service desk about one generator, judged by its own stream and that of the account that it is meant for. */
export const onGenerator = (
  { journal }: Commands,
  serialNumber: string,
  decide: (state: GeneratorState) => Decision<GeneratorEvent>,
): Operation<GeneratorState, GeneratorEvent> => ({
  kind: generatorStreams,
  id: serialNumber,
  decide: async (_target, now) => {
    const judged = new Judged(journal, now);
    const { state } = await readGenerator(judged, serialNumber);
    return {
      decision: decide(state),
      authority: judged.as('service-desk'),
      policy: null,
      ...(state === undefined ? { answer: 'unknown' } : {}),
    };
  },
});
