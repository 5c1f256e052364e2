import { type OrganisationEvent } from './events.js';
import { evolveOrganisation, type OrganisationState } from './state.js';

/** An organisation while its events are decided one after another, each on the state that the last one left. */
export class Changing {
  readonly events: OrganisationEvent[] = [];
  constructor(public state: OrganisationState) {}

  add(events: readonly OrganisationEvent[]): void {
    this.events.push(...events);
    this.state = events.reduce(evolveOrganisation, this.state);
  }
}
