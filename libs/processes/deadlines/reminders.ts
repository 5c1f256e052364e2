import { type CommandBus } from '@nestjs/cqrs';
import { amsterdamCalendar } from '#libs/commands/amsterdam-calendar';
import { type Commands } from '#libs/commands/commands';
import { Judged } from '#libs/commands/judged';
import { RemindOfDeadline } from '#libs/commands/remind-of-deadline';
import { type ReminderSubject } from '#libs/domain/account/reminder-events';
import { before } from '#libs/domain/policy/duration';
import { type Policy } from '#libs/domain/policy/policy';
import { untilActivationCodeExpires } from './activation-code-expires.js';
import { byDeadline } from './by-deadline.js';
import { untilCouplingLapses } from './coupling-lapses.js';
import { type TimedAct, type Followed } from './timed-act.js';
import { untilPasswordExpires } from './password-expires.js';

interface Reminder {
  readonly name: string;
  readonly of: ReminderSubject;
  readonly follows: Followed;
  /** How long before the deadline, by the policy at the moment that set it (architecture 16). */
  readonly moment: (deadline: string, policy: Policy) => string;
}

/** PWD-07, EHK-05, ACT-01: that the time has come for a reminder. */
export const reminders = (commands: Commands, commandBus: CommandBus): readonly TimedAct[] =>
  remindersOf(commands).map((reminder) => reminderKind(reminder, commands, commandBus));

const remindersOf = ({ journal }: Commands): readonly Reminder[] => [
  {
    name: 'remind-of-passwords',
    of: 'password-expires',
    follows: untilPasswordExpires,
    moment: (deadline, policy) =>
      amsterdamCalendar.before(deadline, policy['reminder.passwordExpiresBefore']),
  },
  {
    name: 'remind-of-couplings',
    of: 'coupling-lapses',
    follows: untilCouplingLapses(journal),
    moment: (deadline, policy) => amsterdamCalendar.before(deadline, policy['reminder.couplingLapsesBefore']),
  },
  {
    name: 'remind-of-activation-codes',
    of: 'activation-code-unused',
    follows: untilActivationCodeExpires,
    moment: (deadline, policy) => before(deadline, policy['reminder.codeUnusedBefore']),
  },
];

const reminderKind = (
  { name, of, follows, moment }: Reminder,
  commands: Commands,
  commandBus: CommandBus,
): TimedAct => ({
  name,
  follows,
  dueAt: async (deadline, { envelope }) => {
    const policy = await new Judged(commands.journal, new Date(envelope.time)).policy();
    const at = moment(deadline, policy);
    // Nobody is reminded of what they have only just been told.
    return at > envelope.time ? at : undefined;
  },
  act: (due) =>
    commandBus.execute(
      new RemindOfDeadline(
        commands.request(byDeadline(due, 'remind-of-deadline', { of, deadline: due.deadline })),
      ),
    ),
});
