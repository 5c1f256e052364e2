import { defineEvent, flag, instant, oneOf, optional, text } from '../catalogue.js';

/** The token generators of an account: from issuing to return (TOK). `generator` is the id of the generator's own stream. */

export const generatorProblems = ['lost', 'broken'] as const;
export type GeneratorProblem = (typeof generatorProblems)[number];

/** TOK-02, TOK-03, ADM-08: how a token generator travels. */
export const deliveries = ['courier', 'registered-post'] as const;
export type Delivery = (typeof deliveries)[number];

export const callBackReasons = ['no-longer-used', 'account-ended', 'deactivated'] as const;
export type CallBackReason = (typeof callBackReasons)[number];

export const tokenIssued = defineEvent({
  type: 'account.token-issued',
  version: 1,
  fields: {
    generator: text,
    /** The seed that it was issued with; another one needs another issue (TOK-05). */
    seedId: text,
    serialNumber: text,
    delivery: oneOf(...deliveries),
    /** Account of the administrator who gets it and hands it over; absent where it goes to the holder (ADM-08). */
    deliveredTo: optional(text),
  },
  nl: '{actor} gaf tokengenerator {serialNumber} uit, verzonden per {delivery}{deliveredTo| aan beheerder {deliveredTo}}.',
  en: '{actor} issued token generator {serialNumber}, sent by {delivery}{deliveredTo| to administrator {deliveredTo}}.',
});

export const tokenHandedOver = defineEvent({
  type: 'account.token-handed-over',
  version: 1,
  fields: { generator: text, serialNumber: text },
  nl: '{actor} legde vast dat tokengenerator {serialNumber} aan de houder is overhandigd.',
  en: '{actor} recorded that token generator {serialNumber} was handed over to the holder.',
});

export const tokenProblemReported = defineEvent({
  type: 'account.token-problem-reported',
  version: 1,
  fields: {
    generator: text,
    serialNumber: text,
    problem: oneOf(...generatorProblems),
    discoveredAt: instant,
    reportedAt: instant,
    /** Within the time that the policy of the day allows (TOK-07). */
    inTime: flag,
  },
  nl: '{actor} legde de melding vast dat tokengenerator {serialNumber} {problem} is, ontdekt op {discoveredAt}, gemeld op {reportedAt}, op tijd: {inTime}.',
  en: '{actor} recorded the report that token generator {serialNumber} is {problem}, discovered at {discoveredAt}, reported at {reportedAt}, in time: {inTime}.',
});

export const tokenDeactivated = defineEvent({
  type: 'account.token-deactivated',
  version: 1,
  fields: { generator: text, serialNumber: text },
  nl: '{actor} deactiveerde tokengenerator {serialNumber}.',
  en: '{actor} deactivated token generator {serialNumber}.',
});

export const tokenCalledBack = defineEvent({
  type: 'account.token-called-back',
  version: 1,
  fields: { generator: text, serialNumber: text, reason: oneOf(...callBackReasons) },
  nl: 'Tokengenerator {serialNumber} is teruggevraagd ({reason}).',
  en: 'Token generator {serialNumber} was called back ({reason}).',
});

export const tokenReturned = defineEvent({
  type: 'account.token-returned',
  version: 1,
  fields: { generator: text, serialNumber: text },
  nl: '{actor} legde vast dat tokengenerator {serialNumber} terug is.',
  en: '{actor} recorded that token generator {serialNumber} was returned.',
});

export const tokenEvents = [
  tokenIssued,
  tokenHandedOver,
  tokenProblemReported,
  tokenDeactivated,
  tokenCalledBack,
  tokenReturned,
] as const;
