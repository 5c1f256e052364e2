import { defineEvent, flag, instant, oneOf, optional, personal, text } from '../catalogue.js';
import { holdsRightMeans } from './right-means.js';
import { assuranceLevels } from '../means/assurance-level.js';

/** How a means is tied to the account and how it is untied again (EHK); the way there from a token (CNV). */

export const conversionBegun = defineEvent({
  type: 'account.conversion-begun',
  version: 1,
  fields: {
    /** CNV-05: the administrator's word that the person holds the right means and knows of it. */
    holdsRightMeans: flag,
  },
  nl: '{actor} zette het account om naar eHerkenning; tot de koppeling blijft inloggen met token mogelijk.',
  en: '{actor} began the conversion to eHerkenning; until the coupling the token sign-in keeps working.',
});

export const meansCoupled = defineEvent({
  type: 'account.coupled',
  version: 1,
  fields: {
    /** Coupling key: keyed hash of pseudonym and legal subject. */
    means: text,
    pseudonym: personal(text),
    legalSubject: personal(text),
    level: oneOf(...assuranceLevels),
    codeId: text,
    /** Versions of the texts that were accepted (EHK-02). */
    privacyStatement: text,
    termsOfUse: text,
    reservation: text,
    /** EHK-05: without signing in until then, the coupling is undone. Events of before this rule have none. */
    lapsesAt: optional(instant),
  },
  nl: 'Een eHerkenningsmiddel ({level}) is gekoppeld; privacyverklaring {privacyStatement} en gebruiksvoorwaarden {termsOfUse} zijn aanvaard.',
  en: 'An eHerkenning means ({level}) was coupled; privacy statement {privacyStatement} and terms of use {termsOfUse} were accepted.',
});

export const meansCoupledAgain = defineEvent({
  type: 'account.coupled-again',
  version: 1,
  fields: {
    means: text,
    level: oneOf(...assuranceLevels),
    /** EHK-05, as in `account.coupled`. */
    lapsesAt: optional(instant),
    /** Pseudonym of the statement that proved the means: each couples once. */
    statement: optional(text),
  },
  nl: 'Het vorige eHerkenningsmiddel ({level}) is zonder code opnieuw gekoppeld door ermee in te loggen.',
  en: 'The previous eHerkenning means ({level}) was coupled again without a code, by signing in with it.',
});

/** EHK-07: what an administrator gives. */
export const decoupleReasons = ['wrong-account', 'new-supplier'] as const;
export type DecoupleReason = (typeof decoupleReasons)[number];

export const meansDecoupled = defineEvent({
  type: 'account.decoupled',
  version: 1,
  /** `reported`: EHK-06. */
  fields: { means: text, reason: oneOf(...decoupleReasons, 'reported'), holdsRightMeans },
  nl: '{actor} ontkoppelde het eHerkenningsmiddel ({reason}){holdsRightMeans|, met de verklaring dat de persoon het juiste middel heeft en ervan weet}.',
  en: '{actor} decoupled the eHerkenning means ({reason}){holdsRightMeans|, with the word that the person holds the right means and knows of it}.',
});

export const previousMeansReleased = defineEvent({
  type: 'account.previous-means-released',
  version: 1,
  fields: { means: text, reservation: text },
  nl: 'Het vorige eHerkenningsmiddel kan dit account niet meer zonder code koppelen.',
  en: 'The previous eHerkenning means can no longer couple this account without a code.',
});

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
  nl: '{actor} legde de melding vast dat het eHerkenningsmiddel {problem} is, ontdekt op {discoveredAt}, gemeld op {reportedAt}, op tijd: {inTime}.',
  en: '{actor} recorded the report that the eHerkenning means is {problem}, discovered at {discoveredAt}, reported at {reportedAt}, in time: {inTime}.',
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

export const couplingEvents = [
  conversionBegun,
  meansCoupled,
  meansCoupledAgain,
  meansDecoupled,
  previousMeansReleased,
  meansProblemReported,
  couplingLapsed,
] as const;
