import { event } from '../catalogue.js';
import { decided, type Decision, refused } from '../rules.js';
import {
  type DestructionMethod,
  type DestructionReason,
  generatorDestroyed,
  type GeneratorEvent,
} from './events.js';
import { goneViolation } from './gone.js';
import { type GeneratorState } from './state.js';
import { notInStock, unknownGenerator } from './stock.js';

export interface DestroyGenerator {
  readonly reason: DestructionReason;
  readonly method: DestructionMethod;
  /** Reference of the report that the two people signed who saw it. */
  readonly report: string;
}

/** TOK-09: what nobody holds and lies in stock is destroyed, for good. */
export function destroyGenerator(
  { reason, method, report }: DestroyGenerator,
  state: GeneratorState,
): Decision<GeneratorEvent> {
  if (state === undefined) return refused(unknownGenerator);
  if (state.gone === 'destroyed') return decided();
  if (state.gone === 'missing') return refused(goneViolation('missing'));
  if (state.assignment !== undefined) return refused(notInStock('TOK-09'));
  return decided<GeneratorEvent>(
    event(generatorDestroyed, { seedId: state.seed.id, reason, method, report }, 'TOK-09'),
  );
}
