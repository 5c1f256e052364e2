import { event } from '../catalogue.js';
import { decided, type Decision, refused } from '../rules.js';
import { generatorFound, type GeneratorEvent, generatorReportedMissing } from './events.js';
import { goneViolation } from './gone.js';
import { type GeneratorState } from './state.js';
import { notInStock, unknownGenerator } from './stock.js';

/** TOK-10: what should lie in stock and doesn't is written off as missing, and its seed with it. */
export function reportGeneratorMissing(state: GeneratorState): Decision<GeneratorEvent> {
  if (state === undefined) return refused(unknownGenerator);
  if (state.gone === 'missing') return decided();
  if (state.gone === 'destroyed') return refused(goneViolation('destroyed'));
  if (state.assignment !== undefined) return refused(notInStock('TOK-10'));
  return decided<GeneratorEvent>(event(generatorReportedMissing, { seedId: state.seed.id }, 'TOK-10'));
}

/** TOK-10: a missing one turned up. It lies in stock again, and takes a new seed before it is issued (TOK-05). */
export function recordGeneratorFound(state: GeneratorState): Decision<GeneratorEvent> {
  if (state === undefined) return refused(unknownGenerator);
  if (state.gone === 'missing') return decided<GeneratorEvent>(event(generatorFound, {}, 'TOK-10'));
  return state.gone === undefined ? decided() : refused(goneViolation('destroyed'));
}
