import { event } from '../catalogue.js';
import { type AccountEvent } from './events.js';
import { type HeldGenerators } from './held-generators.js';
import { type CallBackReason, tokenCalledBack } from './token-events.js';

/** TOK-04, EHK-03, END-01: every generator that is out and was not called back yet is called back. */
export const callBack = (generators: HeldGenerators, reason: CallBackReason): AccountEvent[] =>
  [...generators].flatMap(([generator, { serialNumber, calledBack }]) =>
    calledBack ? [] : [event(tokenCalledBack, { generator, serialNumber, reason }, 'TOK-04')],
  );
