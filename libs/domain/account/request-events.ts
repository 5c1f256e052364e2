import { formFields } from '../board-form.js';
import { defineEvent, instant, oneOf } from '../catalogue.js';
import { identityChecks } from '../service-desk/identity-checks.js';

/** ADM-12: how the request came in that the service desk's next events are the answer to, in the same command. */

export const requestReceived = defineEvent({
  type: 'account.request-received',
  version: 1,
  fields: {
    way: oneOf('telephone', 'e-mail'),
    receivedAt: instant,
    /** What was done to know who was asking; the answers stand nowhere. */
    identityCheckedBy: oneOf(...identityChecks),
  },
  nl: '{actor} handelde op een verzoek dat {way} binnenkwam op {receivedAt}; identiteit gecontroleerd door {identityCheckedBy}.',
  en: '{actor} acted on a request that came in {way} at {receivedAt}; identity checked by {identityCheckedBy}.',
});

export const formReceived = defineEvent({
  type: 'account.form-received',
  version: 1,
  fields: formFields,
  nl: '{actor} handelde op formulier {formReference}, ontvangen op {dateReceived}, ondertekend door {signatory}.',
  en: '{actor} acted on form {formReference}, received on {dateReceived}, signed by {signatory}.',
});

export const requestEvents = [requestReceived, formReceived] as const;
