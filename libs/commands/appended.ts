import { WrongExpectedRevision } from '#libs/event-store/errors';

/** What came of appending; `undefined` when the stream has gone on. */
export async function appended<T>(appending: Promise<T>): Promise<T | undefined> {
  try {
    return await appending;
  } catch (error) {
    if (error instanceof WrongExpectedRevision) return undefined;
    throw error;
  }
}
