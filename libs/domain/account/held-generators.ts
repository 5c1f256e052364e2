import { type EventsOf } from '../catalogue.js';
import { type Delivery, type tokenEvents } from './token-events.js';

/** A token generator that is out with the account, until its return is recorded (TOK-04). */
export interface HeldGenerator {
  readonly serialNumber: string;
  /** The seed that it was issued with. */
  readonly seedId: string;
  /** `issued`: on its way; `handed-over`: the holder's (TOK-01); `deactivated`: signs in no more. */
  readonly state: 'issued' | 'handed-over' | 'deactivated';
  readonly calledBack: boolean;
  readonly delivery: Delivery;
  /** TOK-02: the administrator who got it to hand it over; absent where it goes to the holder themselves (ADM-08). */
  readonly deliveredTo?: string;
}

/** By id of the generator. */
export type HeldGenerators = ReadonlyMap<string, HeldGenerator>;

export const noGenerators: HeldGenerators = new Map();

export type TokenEvent = EventsOf<typeof tokenEvents>;

export function evolveGenerators(generators: HeldGenerators, event: TokenEvent): HeldGenerators {
  const { generator } = event.data;
  switch (event.type) {
    case 'account.token-issued': {
      const { generator: _id, ...issued } = event.data;
      return new Map(generators).set(generator, { ...issued, state: 'issued', calledBack: false });
    }
    case 'account.token-handed-over':
      return changed(generators, generator, { state: 'handed-over' });
    case 'account.token-problem-reported':
      return generators;
    case 'account.token-deactivated':
      return changed(generators, generator, { state: 'deactivated' });
    case 'account.token-called-back':
      return changed(generators, generator, { calledBack: true });
    case 'account.token-returned':
      return new Map([...generators].filter(([id]) => id !== generator));
  }
}

function changed(generators: HeldGenerators, id: string, change: Partial<HeldGenerator>): HeldGenerators {
  const held = generators.get(id);
  return held === undefined ? generators : new Map(generators).set(id, { ...held, ...change });
}

/** TOK-01: whether it signs its holder in, or will once it is handed over. */
export const isUsable = ({ state, calledBack }: HeldGenerator): boolean =>
  state !== 'deactivated' && !calledBack;
