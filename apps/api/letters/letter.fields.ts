import {
  type OpenedAgainReason,
  openedAgainReasons,
  type UndeliverableReason,
  undeliverableReasons,
} from '#libs/domain/letter/events';
import { letterStates } from '#libs/domain/letter/letter';
import { ChoiceField } from '../fields/choice-field.js';
import { FlagField } from '../fields/flag-field.js';
import { TextField } from '../fields/text-field.js';
import { ReportPageFields } from '../reports/report.fields.js';

export class LetterSentFields {
  @TextField({
    form: { pattern: /^[A-Za-z0-9-]+$/, max: 40 },
    description:
      'Tracking number of the carrier: letters, digits and hyphens. By courier and by registered post there is one; by ordinary post there is none.',
    example: '3SABCD123456789',
    optional: true,
  })
  readonly trackingNumber?: string;
}

/** ADM-08, ADM-09. */
export class LetterDeliveredFields {
  @FlagField('Whether the person proved who they are; needed for what goes by courier.')
  readonly identityChecked!: boolean;
}

export class LetterUndeliverableFields {
  @ChoiceField(undeliverableReasons, { description: 'What the carrier reported.', example: 'returned' })
  readonly reason!: UndeliverableReason;
}

export class LetterOpenedAgainFields {
  @ChoiceField(openedAgainReasons, { description: 'Why it is made anew.', example: 'printed-badly' })
  readonly reason!: OpenedAgainReason;
}

/** Which letters. */
export class ListLettersFields extends ReportPageFields {
  @ChoiceField(letterStates, { description: 'Only letters in this state.', example: 'made', optional: true })
  readonly state?: (typeof letterStates)[number];
}
