import { flag, optional } from '../catalogue.js';
import { type Violation } from '../rules.js';

/** CNV-05: asked at a conversion, when an `eherkenning` user is created, and when one is decoupled. */
export const wordMissing: Violation = {
  rule: 'CNV-05',
  field: 'holdsRightMeans',
  message:
    'Confirm that the person holds the right personal means, one that counts for this service (EHK-01), and knows of it.',
};

/** CNV-05, in an event: the administrator's word. Older events have none. */
export const holdsRightMeans = optional(flag);
