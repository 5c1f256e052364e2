import { type AccountEvent } from '#libs/domain/account/events';
import { sessionStreams } from '#libs/domain/streams';
import { type Journal, type RecordedEvent } from '#libs/journal/journal';

/**
 * EHK-08: whether a session started with the statement, or it coupled a means again: either way it proves nothing of what
 * comes after.
 *
 * @param statement pseudonym (`Sessions.idFor`)
 * @param events of the account that its means is, or was, coupled to
 */
export async function statementWasUsed(
  statement: string,
  events: readonly RecordedEvent<AccountEvent>[],
  journal: Journal,
): Promise<boolean> {
  const coupled = events.some(
    ({ event: { type, data } }) => type === 'account.coupled-again' && data.statement === statement,
  );
  return coupled || startedSession(statement, journal);
}

/** LOG-04: a session has the pseudonym of its statement for an id. */
export const startedSession = async (statement: string, journal: Journal): Promise<boolean> =>
  (await journal.fold(sessionStreams, statement)).head !== 'none';
