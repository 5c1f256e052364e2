import { date, defineEvent, type EventsOf, oneOf, optional, text } from '../catalogue.js';
import { sectors } from '../organisation/organisation.js';

/** ORG-06: when a sector, or an organisation, moves to eHerkenning. Either of the two is named. */
const mover = { sector: optional(oneOf(...sectors)), organisation: optional(text) };

/** In the place of the date that was planned before. */
export const movePlanned = defineEvent({
  type: 'plan.move-planned',
  version: 1,
  fields: { ...mover, date },
  nl: '{actor} plande de overstap naar eHerkenning{sector| van sector {sector}}{organisation| van organisatie {organisation}} op {date}.',
  en: '{actor} planned the move to eHerkenning{sector| of sector {sector}}{organisation| of organisation {organisation}} on {date}.',
});

export const moveDropped = defineEvent({
  type: 'plan.move-dropped',
  version: 1,
  fields: mover,
  nl: '{actor} liet de geplande overstap naar eHerkenning{sector| van sector {sector}}{organisation| van organisatie {organisation}} vervallen.',
  en: '{actor} dropped the planned move to eHerkenning{sector| of sector {sector}}{organisation| of organisation {organisation}}.',
});

export const planEvents = [movePlanned, moveDropped] as const;

export type PlanEvent = EventsOf<typeof planEvents>;
