import {
  activationCodeExpired,
  activationCodeMade,
  activationCodeVoided,
} from '#libs/domain/account/activation-code-events';
import { administratorCreated } from '#libs/domain/account/administrator-events';
import {
  couplingLapsed,
  meansCoupled,
  meansCoupledAgain,
  previousMeansReleased,
} from '#libs/domain/account/coupling-events';
import { accountEnded, userCreated } from '#libs/domain/account/events';
import { passwordChanged, passwordIssued, passwordVoided } from '#libs/domain/account/password-events';
import { type EventsOf } from '#libs/domain/catalogue';
import { signInEvents } from '#libs/domain/sign-in/events';
import { idOf } from '#libs/domain/streams';
import { type Envelope } from '#libs/event-store/envelope';
import { type Projection } from '../engine/projection.js';
import { type Db, remove, removeOf, set } from './standing.js';
import { takeSignIn } from './take-sign-in.js';
import { type DeadlinesTables, tables } from './tables.js';

const taken = [
  userCreated,
  administratorCreated,
  meansCoupled,
  meansCoupledAgain,
  couplingLapsed,
  previousMeansReleased,
  passwordIssued,
  passwordChanged,
  passwordVoided,
  activationCodeMade,
  activationCodeVoided,
  activationCodeExpired,
  accountEnded,
  ...signInEvents,
] as const;
type Taken = EventsOf<typeof taken>;

/**
 * What comes to an end by itself, for the dry run of policy: since when each coupling, password, code and lock stands,
 * until when, and which event says so (AVG-05). Holds nothing personal.
 */
export const deadlines: Projection = {
  name: 'deadlines',
  version: 1,
  tables,
  takes: new Set<string>(taken.map(({ type }) => type)),
  apply: (rows, { event, envelope }) =>
    take(rows.withTables<DeadlinesTables>(), event as Taken, idOf(envelope.stream), envelope),
};

async function take(db: Db, taken: Taken, account: string, envelope: Envelope): Promise<void> {
  if (taken.type === 'account.user-created' || taken.type === 'account.administrator-created') {
    const { organisation, signInMethod } = taken.data;
    await db
      .insertInto('account')
      .values({ id: account, organisation, sign_in_method: signInMethod })
      .execute();
    return signInMethod === 'token' ? silentSince(db, account, envelope) : undefined;
  }
  const known = await db
    .selectFrom('account')
    .select('sign_in_method as signInMethod')
    .where('id', '=', account)
    .executeTakeFirst();
  if (known === undefined) return;
  return takeOfLiving(db, taken, { account, usesToken: known.signInMethod === 'token' }, envelope);
}

type OfLiving = Exclude<Taken, { type: 'account.user-created' | 'account.administrator-created' }>;

async function takeOfLiving(
  db: Db,
  happened: OfLiving,
  { account, usesToken }: { readonly account: string; readonly usesToken: boolean },
  envelope: Envelope,
): Promise<void> {
  switch (happened.type) {
    case 'account.coupled':
      await db
        .updateTable('account')
        .set({ sign_in_method: 'eherkenning' })
        .where('id', '=', account)
        .execute();
      await remove(db, account, ['password-expires', 'long-not-signed-in']);
      await removeOf(db, account, 'activation-code-expires', happened.data.codeId);
      return set(
        db,
        { account, kind: 'coupling-lapses', source: 'account', endsAt: happened.data.lapsesAt },
        envelope,
      );
    case 'account.coupled-again':
      return set(
        db,
        { account, kind: 'coupling-lapses', source: 'account', endsAt: happened.data.lapsesAt },
        envelope,
      );
    case 'account.coupling-lapsed':
    case 'account.previous-means-released':
      return remove(db, account, ['coupling-lapses'], 'account');
    case 'account.password-issued':
    case 'account.password-changed': {
      if (!usesToken) return;
      const { goodUntil: endsAt } = happened.data;
      const about = 'delivery' in happened.data ? { about: happened.data.delivery } : {};
      return set(db, { account, kind: 'password-expires', source: 'account', endsAt, ...about }, envelope);
    }
    case 'account.password-voided':
      return removeOf(db, account, 'password-expires', happened.data.delivery);
    case 'account.activation-code-made': {
      const { codeId: about, expiresAt: endsAt } = happened.data;
      return set(
        db,
        { account, kind: 'activation-code-expires', source: 'account', endsAt, about },
        envelope,
      );
    }
    case 'account.activation-code-voided':
    case 'account.activation-code-expired':
      return removeOf(db, account, 'activation-code-expires', happened.data.codeId);
    case 'account.ended':
      await db.deleteFrom('account').where('id', '=', account).execute();
      await db.deleteFrom('deadline').where('account', '=', account).execute();
      return;
    case 'signin.succeeded':
      if (usesToken) await silentSince(db, account, envelope);
      return takeSignIn(db, happened, account, envelope);
    case 'signin.failed':
    case 'signin.locked':
      return takeSignIn(db, happened, account, envelope);
  }
}

/** PWD-12: from the making of the account, then from each sign-in on; how long is long stands in no event. */
const silentSince = (db: Db, account: string, envelope: Envelope): Promise<void> =>
  set(db, { account, kind: 'long-not-signed-in', source: 'account', endsAt: undefined }, envelope);
