import { defineEvent, flag, instant, oneOf, text } from '../catalogue.js';

/** How a coupling ends other than by an administrator's decoupling (EHK-05, EHK-06). */

export const meansProblems = ['defective', 'stolen', 'lost'] as const;
export type MeansProblem = (typeof meansProblems)[number];

export const meansProblemReported = defineEvent({
  type: 'account.means-problem-reported',
  version: 1,
  fields: {
    means: text,
    problem: oneOf(...meansProblems),
    discoveredAt: instant,
    reportedAt: instant,
    /** Within the time that the policy of the day allows (EHK-06). */
    inTime: flag,
  },
  nl: '{actor} legde de melding vast dat het eHerkenningsmiddel {problem} is, ontdekt op {discoveredAt}, gemeld op {reportedAt}.',
  en: '{actor} recorded the report that the eHerkenning means is {problem}, discovered at {discoveredAt}, reported at {reportedAt}.',
});

export const couplingLapsed = defineEvent({
  type: 'account.coupling-lapsed',
  version: 1,
  fields: {
    means: text,
    /** The moment from which it holds; it may be recorded later (architecture 15). */
    since: instant,
    reservation: text,
  },
  nl: 'De koppeling met het eHerkenningsmiddel is sinds {since} ongedaan, omdat er te lang niet mee is ingelogd.',
  en: 'The coupling with the eHerkenning means is undone since {since}, because nobody signed in with it for too long.',
});
