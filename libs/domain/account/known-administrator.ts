import { type AdministratorJudged, reachOf } from './authority.js';

/**
 * ADM-08: an administrator whom the organisation has already: its own, living, in charge of its accounts, and with something
 * to sign in with; who acts for it by a mandate is another organisation’s. Two who are new at once don't wait for each other: each gets theirs by courier.
 */
export const isKnownAdministrator = (judged: AdministratorJudged, organisation: string): boolean =>
  reachOf(judged).has(organisation) &&
  judged.state.state === 'living' &&
  judged.state.organisation === organisation &&
  (judged.state.coupling.state === 'coupled' ||
    [...judged.state.generators.values()].some(
      ({ state, calledBack }) => state === 'handed-over' && !calledBack,
    ));
