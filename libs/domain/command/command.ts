import { count, defineEvent, type EventOf, instant, oneOf, optional, record, text } from '../catalogue.js';
import { type Violation } from '../rules.js';

/** AVG-01: refused acts are recorded as well, with the rules that refused, on `command-<id>`. */
export const commandRefused = defineEvent({
  type: 'command.refused',
  version: 1,
  fields: {
    target: optional(text),
    violations: record<readonly Violation[]>(
      'broken rules: rule, field and message, never what was submitted',
    ),
    /** How the refusal was answered over HTTP, so that the same command again is answered the same. */
    answer: oneOf('rule', 'unknown', 'forbidden', 'too-many'),
  },
  nl: '{actor} gaf opdracht {command}; dat is geweigerd volgens {rules}.',
  en: '{actor} commanded {command}; that was refused by {rules}.',
});

/** USR-06: nothing changed; kept so that the same command again gets the same answer. */
export const commandChangedNothing = defineEvent({
  type: 'command.changed-nothing',
  version: 1,
  fields: { target: text, revision: count },
  nl: '{actor} gaf opdracht {command}; dat veranderde niets.',
  en: '{actor} commanded {command}; that changed nothing.',
});

/** Refusals beyond a caller's budget, counted together (architecture 17), on `refusals-<actor>`. */
export const refusalsCounted = defineEvent({
  type: 'command.refusals-counted',
  version: 1,
  fields: { count, from: instant, until: instant },
  nl: '{actor} kreeg tussen {from} en {until} nog {count} weigeringen.',
  en: '{actor} got {count} more refusals between {from} and {until}.',
});

export type CommandEvent =
  EventOf<typeof commandRefused> | EventOf<typeof commandChangedNothing> | EventOf<typeof refusalsCounted>;
