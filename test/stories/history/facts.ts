import { type RecordedEvent } from '#libs/journal/journal';

/** What happened, as an outsider reads it from history: no state and no decision of the domain is used. */
export interface Fact {
  /** Id of the event. */
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly by: { readonly kind: string; readonly id: string };
  /** Id of the command that it is the outcome of. */
  readonly command: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A rule that was broken, and by which fact: `USR-04 account-1 account.user-created`. */
export type Finding = string;

export const factOf = ({ envelope, event }: RecordedEvent): Fact => ({
  id: envelope.id,
  stream: envelope.stream,
  type: event.type,
  at: envelope.time,
  by: envelope.actor,
  command: envelope.command.id,
  data: event.data,
});

export const found = (rule: string, { stream, type }: Fact): Finding => `${rule} ${stream} ${type}`;

/** The account that the fact is about, where it is about one. */
export const accountIn = ({ stream }: Fact): string | undefined =>
  stream.startsWith('account-') ? stream.slice('account-'.length) : undefined;

export const text = ({ data }: Fact, field: string): string => {
  const value = data[field];
  if (typeof value !== 'string') throw new Error(`${field} is not a readable text.`);
  return value;
};

export const isCreation = ({ type }: Fact): boolean =>
  type === 'account.user-created' || type === 'account.administrator-created';

/** The facts of each command on each stream, in the order of history. */
export function together(facts: readonly Fact[]): Fact[][] {
  const groups: Fact[][] = [];
  for (const fact of facts) {
    const last = groups.at(-1);
    if (last?.[0]?.command === fact.command && last[0].stream === fact.stream) last.push(fact);
    else groups.push([fact]);
  }
  return groups;
}
