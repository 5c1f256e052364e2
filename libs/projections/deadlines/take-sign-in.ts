import { type SignInEvent } from '#libs/domain/sign-in/events';
import { type Envelope } from '#libs/event-store/envelope';
import { type Db, remove, set } from './standing.js';

/** EHK-05, LOG-02: the last event says all that holds; what failed and what was locked stays, for counting it anew. */
export async function takeSignIn(
  db: Db,
  { type, data }: SignInEvent,
  account: string,
  envelope: Envelope,
): Promise<void> {
  const { couplingLapsesAt, lockedUntil, lastSuccessAt } = data;
  const { id: event, revision, time } = envelope;
  if (lockedUntil === undefined) await remove(db, account, ['sign-in-lock-ends']);
  switch (type) {
    case 'signin.succeeded':
      return couplingLapsesAt === undefined
        ? remove(db, account, ['coupling-lapses'], 'sign-in')
        : set(
            db,
            { account, kind: 'coupling-lapses', source: 'sign-in', endsAt: couplingLapsesAt },
            envelope,
          );
    case 'signin.failed':
      await db
        .insertInto('failure')
        .values({ account, revision, failed_at: time, last_success_at: lastSuccessAt ?? null, event })
        .execute();
      return;
    case 'signin.locked':
      await db.insertInto('locked').values({ account, revision, locked_at: time, event }).execute();
      return set(
        db,
        { account, kind: 'sign-in-lock-ends', source: 'sign-in', endsAt: lockedUntil },
        envelope,
      );
  }
}
