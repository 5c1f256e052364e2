import { event } from '../catalogue.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { moveDropped, movePlanned, type PlanEvent } from './events.js';
import { type Mover, type PlanState } from './plan.js';

export interface PlanMove {
  readonly mover: Mover;
  /** Calendar date in Europe/Amsterdam. */
  readonly date: string;
  /** Calendar date in Europe/Amsterdam. */
  readonly today: string;
  /** Whether the organisation that moves is there, and has neither closed nor left; of a sector always. */
  readonly open: boolean;
}

/** ORG-06: the move is planned on a date, in the place of the one before. */
export function planMove({ mover, date, today, open }: PlanMove, plan: PlanState): Decision<PlanEvent> {
  const violations = [...organisationViolations(open), ...dateViolations(date, today)];
  if (violations.length > 0) return refused(...violations);
  return plan?.date === date
    ? decided()
    : decided<PlanEvent>(event(movePlanned, { ...mover, date }, 'ORG-06'));
}

const organisationViolations = (open: boolean): Violation[] =>
  open
    ? []
    : [
        {
          rule: 'ORG-06',
          field: 'organisation',
          message: 'There is no such organisation, or it has closed or left.',
        },
      ];

const dateViolations = (date: string, today: string): Violation[] =>
  date < today
    ? [{ rule: 'ORG-06', field: 'date', message: 'A move is planned today or later, not in the past.' }]
    : [];

/** ORG-06: the sector or organisation has no date of its own any more. */
export const dropMove = (mover: Mover, plan: PlanState): Decision<PlanEvent> =>
  plan === undefined ? decided() : decided<PlanEvent>(event(moveDropped, mover, 'ORG-06'));
