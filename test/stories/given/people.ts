import { v5 } from 'uuid';
import { type Caller } from '#libs/access/caller';
import { type CoupleMeansBody } from '#libs/commands/couple-means';
import { type Receipt } from '#libs/commands/receipt';
import { type NewHolder } from '#libs/domain/account/new-holder';
import { type Account, type Personal } from '#libs/domain/account/state';
import { event, isErased } from '#libs/domain/catalogue';
import { type Means } from '#libs/domain/means/means';
import { organisationRegistered, partOpened } from '#libs/domain/organisation/events';
import { accountStreams, idOf } from '#libs/domain/streams';
import { type Portal, service } from './portal.js';

/** People and systems who send commands, and what they send when nothing else is said. */

/** The id that always goes with this text. */
export const idFor = (text: string): string => v5(text, v5.URL);

const staff = (kind: Caller['kind'], subject: string): Caller => ({
  kind,
  id: idFor(subject),
  issuer: 'https://login.example',
  subject,
  name: `Name of ${subject}`,
});

export const serviceDesk = staff('service-desk', 'desk-1');
/** ADM-11: confirms what `serviceDesk` proposes. */
export const colleague = staff('service-desk', 'desk-2');
export const operator = staff('operator', 'operator-1');
export const application = staff('application', 'portal');
export const person = (account: string): Caller => ({
  kind: 'person',
  id: account,
  issuer: 'https://login.example',
  subject: account,
});

export const organisation = 'board-20091';
const institution = { type: 'BRIN', value: '03WU' } as const;
export const registreren = { role: 'registreren', kenmerken: [institution] };
export const examens = { role: 'examens', kenmerken: [institution] };

/** A means of somebody. @param who makes it another one */
export const meansOf = (who: string): Means => ({
  key: idFor(`means of ${who}`).replaceAll('-', ''),
  level: 'loa3',
  serviceMandates: [service],
  pseudonym: `pseudonym of ${who}`,
  legalSubject: 'KvK:12345678',
});

export const holder = (who: string, more: Partial<NewHolder> = {}): NewHolder => ({
  organisation,
  signInMethod: 'eherkenning',
  surname: 'Groningen',
  initials: 'S.R.',
  telephone: '050-1234567',
  emailAddress: `${who}@voorbeeldschool.nl`,
  ...more,
});

/** An organisation with an institution, two roles, and an administrator who may hand out both. @returns their caller */
export async function givenAdministrator(
  portal: Portal,
  who = 'beheerder',
  more: Partial<NewHolder> = {},
): Promise<Caller> {
  if ((await portal.typesOf(`organisation-${organisation}`)).length === 0) await givenOrganisation(portal);
  const account = accountIn(await proposeAdministrator(portal, who, more));
  await confirmAdministrator(portal, account);
  return person(account);
}

export const proposeAdministrator = (
  portal: Portal,
  who: string,
  more: Partial<NewHolder> = {},
): Promise<Receipt> =>
  portal.desk.issue('propose-administrator', {
    idempotencyKey: idFor(`appoint ${who}`),
    caller: serviceDesk,
    origin,
    body: {
      holder: holder(who, more),
      form: { reference: 'F-1', dateReceived: '2026-11-20', signatory: 'B. Bestuurder' },
      authorisations: [
        { ...registreren, organisation },
        { ...examens, organisation },
      ],
    },
  });

export const confirmAdministrator = (
  portal: Portal,
  account: string,
  caller: Caller = colleague,
): Promise<Receipt> =>
  portal.desk.issue('confirm-administrator', {
    idempotencyKey: idFor(`confirm ${account}`),
    caller,
    origin,
    body: { account },
  });

async function givenOrganisation(portal: Portal): Promise<void> {
  await givenBoard(portal, '20091', institution.value);
  await givenRoles(portal);
}

/** A school board with one institution. @param code as in `20091` @param part as in `03WU` @returns its id */
export async function givenBoard(portal: Portal, code: string, part: string): Promise<string> {
  const id = idFor(`organisation ${code}`);
  await portal.journal.append(
    {
      stream: `organisation-board-${code}`,
      head: 'none',
      events: [
        event(organisationRegistered, { type: 'board', code, sectors: ['po'] }, 'ORG-01'),
        event(
          partOpened,
          {
            part,
            partType: 'institution',
            name: 'De Regenboog',
            sectors: ['po'],
            source: 'po 2026-04',
          },
          'ORG-02',
        ),
      ],
    },
    {
      command: { id, name: 'load-register', fingerprint: '' },
      correlation: id,
      causation: id,
      actor: { kind: 'operator', id: operator.id },
      authority: { basis: 'operator', judged: [] },
      origin,
      policy: null,
      time: portal.outside.now().toISOString(),
    },
  );
  return `board-${code}`;
}

async function givenRoles(portal: Portal): Promise<void> {
  for (const code of ['registreren', 'examens'])
    await portal.desk.issue('define-role', {
      idempotencyKey: idFor(`role ${code}`),
      caller: operator,
      origin,
      body: {
        code,
        name: code,
        explanation: code,
        kenmerkType: 'BRIN',
        sectors: ['po'],
        incompatibleWith: [],
        keptFromGranters: false,
        inForceFrom: '2026-01-01',
      },
    });
}

export const origin = { channel: 'http' } as const;

/** ADM-12: what the service desk is asked comes in on a form, at whatever hour a story plays. */
export const onForm = {
  way: 'form',
  form: { reference: 'F-3', dateReceived: '2026-11-20', signatory: 'A. Aanvrager' },
} as const;
/** The service desk is asked; others act for themselves. */
export const askedOf = ({ kind }: Caller) => (kind === 'service-desk' ? { request: onForm } : {});

/** Creates a user; the same key is the same command. */
export const createUser = (
  portal: Portal,
  caller: Caller,
  key: string,
  given: Partial<NewHolder> = {},
): Promise<Receipt> =>
  portal.desk.issue('create-user', {
    idempotencyKey: idFor(key),
    caller,
    origin,
    body: { holder: holder(key, given), roles: [registreren], holdsRightMeans: true },
  });

export const mailCode = (portal: Portal, caller: Caller, account: string, key: string): Promise<Receipt> =>
  portal.desk.issue('mail-activation-code', {
    idempotencyKey: idFor(key),
    caller,
    origin,
    body: { account, ...askedOf(caller) },
  });

export const decouple = (portal: Portal, caller: Caller, account: string, key: string): Promise<Receipt> =>
  portal.desk.issue('decouple-means', {
    idempotencyKey: idFor(key),
    caller,
    origin,
    body: { account, reason: 'wrong-account', holdsRightMeans: true, ...askedOf(caller) },
  });

export const end = (portal: Portal, caller: Caller, account: string, key: string): Promise<Receipt> =>
  portal.desk.issue('end-account', {
    idempotencyKey: idFor(key),
    caller,
    origin,
    body: { account, confirmed: true, noLongerWorksHere: true },
  });

export const coupleAgain = (portal: Portal, who: string, key: string): Promise<Receipt> =>
  portal.desk.issue('couple-means-again', {
    idempotencyKey: idFor(key),
    caller: application,
    origin,
    body: { means: meansOf(who), statement: idFor(`statement for ${key}`) },
  });

/** Couples with the code that was mailed last to the account; needs the processes to have run. */
export async function couple(
  portal: Portal,
  account: string,
  who: string,
  key: string,
  given: Partial<CoupleMeansBody> = {},
): Promise<Receipt> {
  const { holder: known } = await accountOf(portal, account);
  return portal.desk.issue('couple-means', {
    idempotencyKey: idFor(key),
    caller: application,
    origin,
    body: {
      means: meansOf(who),
      hasUsernameAndCode: true,
      acceptedPrivacyStatement: '2026-01',
      acceptedTermsOfUse: '2026-01',
      username: readable(known.username),
      activationCode: given.activationCode ?? (await codeOf(portal, account)),
      ...given,
    },
  });
}

/** @throws when it was erased */
export function readable(value: Personal): string {
  if (isErased(value)) throw new Error('The value was erased.');
  return value;
}

/** The code that the account has now, from its mail. */
export async function codeOf(portal: Portal, account: string): Promise<string> {
  const { activationCode } = await accountOf(portal, account);
  return portal.mailedCode(activationCode?.id ?? '');
}

/** A user who has a mailed code. @returns the account's id */
export async function givenUserWithCode(portal: Portal, administrator: Caller, key: string): Promise<string> {
  const account = accountIn(await createUser(portal, administrator, key));
  await mailCode(portal, administrator, account, `first code of ${key}`);
  await portal.runProcesses();
  return account;
}

/** The account that the command was about. @throws when it was refused */
export function accountIn(receipt: Receipt): string {
  if (receipt.outcome === 'refused') throw new Error(JSON.stringify(receipt.violations));
  return idOf(receipt.stream);
}

export async function accountOf(portal: Portal, account: string): Promise<Account> {
  const { state } = await portal.journal.fold(accountStreams, account);
  if (state.state !== 'living') throw new Error(`The account is ${state.state}.`);
  return state;
}

/** Rules that refused, or how else it came out. */
export const outcomeOf = (receipt: Receipt): string =>
  receipt.outcome === 'refused' ? receipt.violations.map(({ rule }) => rule).join(' ') : receipt.outcome;
