import { type Sector } from '../organisation/organisation.js';
import { type PlanEvent } from './events.js';

/** Who moves to eHerkenning (ORG-06): a sector, or one organisation by its id. */
export type Mover =
  | { readonly sector: Sector; readonly organisation?: never }
  | { readonly organisation: string; readonly sector?: never };

/** Id of the plan's stream: `sector-po`, `organisation-board-99901`. */
export const planId = ({ sector, organisation }: Mover): string =>
  sector === undefined ? `organisation-${organisation}` : `sector-${sector}`;

/** Calendar date in Europe/Amsterdam; `undefined` where no move is planned. */
export type PlanState = { readonly date: string } | undefined;

export const evolvePlan = (_plan: PlanState, event: PlanEvent): PlanState =>
  event.type === 'plan.move-planned' ? { date: event.data.date } : undefined;

/** ORG-06: when an organisation moves: on its own date, or else on the earliest one of its sectors. */
export const dateOfMove = (own: PlanState, ofSectors: readonly PlanState[]): string | undefined =>
  own?.date ?? ofSectors.flatMap((plan) => plan?.date ?? []).sort()[0];
