import { accountEvents } from './account/events.js';
import { actorNamed } from './actor/actor.js';
import { catalogueOf } from './catalogue.js';
import { commandChangedNothing, commandRefused, refusalsCounted } from './command/command.js';
import { deliveryImported } from './delivery/delivery.js';
import { generatorEvents } from './generator/events.js';
import { letterEvents } from './letter/events.js';
import { numberingEvents } from './letter/numbering.js';
import { mailEvents } from './mail/events.js';
import { mandateEvents } from './mandate/mandate.js';
import { couplingTriedWrongly } from './means/means.js';
import { organisationEvents } from './organisation/events.js';
import { planEvents } from './plan/events.js';
import { policyEvents } from './policy/policy.js';
import { registerLoaded } from './register/register.js';
import { reservationMade, reservationReleased } from './reservation/reservation.js';
import { roleDefined } from './role/role.js';
import { sessionEvents } from './session/events.js';
import { stockCounted } from './stock/stock.js';
import { signInEvents } from './sign-in/events.js';

/** Every event of the domain. Tests, documentation and the journal read this list; there is no other. */
export const catalogue = catalogueOf(
  ...accountEvents,
  ...generatorEvents,
  deliveryImported,
  stockCounted,
  ...organisationEvents,
  ...mandateEvents,
  ...planEvents,
  ...letterEvents,
  ...numberingEvents,
  ...mailEvents,
  registerLoaded,
  roleDefined,
  reservationMade,
  reservationReleased,
  couplingTriedWrongly,
  ...signInEvents,
  ...sessionEvents,
  ...policyEvents,
  actorNamed,
  commandRefused,
  commandChangedNothing,
  refusalsCounted,
);
