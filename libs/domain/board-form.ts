import { attributed, date, text } from './catalogue.js';
import { type RuleId, type Violation } from './rules.js';

/** A written form of an organisation (ADM-01, ADM-05). */
export interface BoardForm {
  readonly reference: string;
  /** Calendar date in Europe/Amsterdam. */
  readonly dateReceived: string;
  readonly signatory: string;
  /** Data subject that the signatory's name is sealed for. */
  readonly signatoryId: string;
}

/** The form in an event. */
export const formFields = {
  formReference: text,
  dateReceived: date,
  /** Data subject of the board member who signed. */
  signatoryId: text,
  signatory: attributed(text, 'signatoryId'),
};

export const inEvent = ({ reference, dateReceived, signatoryId, signatory }: BoardForm) => ({
  formReference: reference,
  dateReceived,
  signatoryId,
  signatory,
});

/** @param today calendar date in Europe/Amsterdam */
export const receivedAfter = (today: string, { dateReceived }: BoardForm, rule: RuleId): Violation[] =>
  dateReceived > today
    ? [{ rule, field: 'form.dateReceived', message: 'The form cannot be received later than today.' }]
    : [];
