import { brokenCodes } from './activation-codes.js';
import { type Fact, type Finding } from './facts.js';
import { brokenRoles } from './kept-roles.js';
import { brokenCustody, brokenEndings } from './no-way-back.js';
import { brokenReach } from './reach.js';
import { brokenDepartures } from './left-organisations.js';
import { brokenPairs } from './two-people.js';
import { brokenUniqueness } from './unique-values.js';

/** Every rule that this history breaks, and where: kept apart from the code that makes history. */
export const brokenRules = (facts: readonly Fact[]): Finding[] =>
  [
    brokenUniqueness,
    brokenCodes,
    brokenEndings,
    brokenCustody,
    brokenReach,
    brokenRoles,
    brokenPairs,
    brokenDepartures,
  ].flatMap((broken) => broken(facts));
