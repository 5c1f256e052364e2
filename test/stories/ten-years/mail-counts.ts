import { type Fact, type Finding, found } from '../history/facts.js';
import { type Sending } from './counted-mails.js';

const mailIn = ({ stream }: Fact): string => stream.slice('mail-'.length);
const times = (ids: readonly string[]): ReadonlyMap<string, number> => {
  const counted = new Map<string, number>();
  for (const id of ids) counted.set(id, (counted.get(id) ?? 0) + 1);
  return counted;
};

/**
 * EHK-05, PWD-07, ACT-01, ACT-06: every reminder is asked for as one mail; nothing leaves that was not asked for, in one
 * life of the program nothing twice, and in all its lives as often as it was tried.
 */
export function mailsThatBreakRules(facts: readonly Fact[], sendings: readonly Sending[]): Finding[] {
  const of = (type: string): Fact[] => facts.filter((fact) => fact.type === type);
  const asked = of('mail.asked-for');
  const askedBy = times(asked.map(({ data }) => String(data['cause'])));
  const tried = times(of('mail.tried').map(mailIn));
  const sent = times(sendings.map(({ mail }) => mail));
  const inOneLife = times(sendings.map(({ mail, life }) => `${mail} in life ${life}`));
  const known = new Set(asked.map(mailIn));
  return [
    ...of('account.reminder-due').flatMap((fact) =>
      askedBy.get(fact.id) === 1 ? [] : [found('a reminder that is not one mail', fact)],
    ),
    ...[...inOneLife].flatMap(([sending, often]) => (often === 1 ? [] : [`${often} times ${sending}`])),
    ...[...sent].flatMap(([mail, often]) =>
      known.has(mail) && often <= (tried.get(mail) ?? 0)
        ? []
        : [`${often} times ${mail}, not tried so often`],
    ),
    ...of('mail.sent').flatMap((fact) => (sent.has(mailIn(fact)) ? [] : [found('never left', fact)])),
  ];
}

/** Mails that left more than once. */
export const sentAgain = (sendings: readonly Sending[]): string[] =>
  [...times(sendings.map(({ mail }) => mail))].flatMap(([mail, often]) => (often > 1 ? [mail] : []));
