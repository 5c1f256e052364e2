import { defineEvent, instant, oneOf } from '../catalogue.js';

/**
 * `password-expires`: PWD-07. `coupling-lapses`: EHK-05. `activation-code-unused`: a code that couples nothing yet will
 * expire (ACT-01).
 */
export const reminderSubjects = ['password-expires', 'coupling-lapses', 'activation-code-unused'] as const;
export type ReminderSubject = (typeof reminderSubjects)[number];

/** The time has come to remind the holder of a deadline: once of each, and only while it is true. */
export const reminderDue = defineEvent({
  type: 'account.reminder-due',
  version: 1,
  fields: {
    of: oneOf(...reminderSubjects),
    /** What comes after it if nothing is done, as it stood in the event that set it. */
    deadline: instant,
  },
  nl: 'Het is tijd voor een herinnering: {of} op {deadline}.',
  en: 'It is time for a reminder: {of} at {deadline}.',
});
