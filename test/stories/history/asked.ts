import { type Caller } from '#libs/access/caller';
import { type CommandName } from '#libs/access/matrix';
import { type CommandDesk } from '#libs/commands/command-desk';
import { mandateId } from '#libs/commands/mandates';
import { type Means } from '#libs/domain/means/means';
import {
  application,
  askedOf,
  colleague,
  holder,
  idFor,
  meansOf,
  onForm as requestOnForm,
  operator,
  organisation,
  serviceDesk,
} from '../given/people.js';
import { type Act } from './acts.js';

/** What an act asks of the system: which command, who sends it, and what it holds. */

export const otherOrganisation = 'board-20092';

type BodyOf<N extends CommandName> = Parameters<typeof CommandDesk.prototype.issue<N>>[1]['body'];
export interface Asked<N extends CommandName = CommandName> {
  readonly name: N;
  readonly caller: Caller;
  readonly body: BodyOf<N>;
}
const ask = <N extends CommandName>(name: N, caller: Caller, body: BodyOf<N>): Asked<N> => ({
  name,
  caller,
  body,
});

/** Who and what an act is about, as far as it is known when it is done. */
export interface Scene {
  readonly caller: Caller;
  readonly account: string;
  /** The organisation of that account. */
  readonly home: string;
  readonly username: string;
  /** That was mailed last, or the one before; absent where there is none. */
  readonly code: string | undefined;
  /** Key of the means that was decoupled from it last. */
  readonly previous: unknown;
  /** An administrator's account. */
  readonly administrator: string;
  /** Made or proposed last. */
  readonly newest: string;
  readonly now: string;
  /** How many acts were done. */
  readonly nth: number;
}

export const requestAt = (at: string, role: string) => ({
  organisation: at,
  role,
  kenmerken: [{ type: 'BRIN' as const, value: at === organisation ? '03WU' : '03WV' }],
});
export const form = { reference: 'F-2', dateReceived: '2026-11-20', signatory: 'B. Bestuurder' };
const between = { givingOrganisation: organisation, receivingOrganisation: otherOrganisation };
const mandate = mandateId(between.givingOrganisation, between.receivingOrganisation);
const called = { way: 'telephone', identityCheckedBy: 'called-back' } as const;
const confirmed = { confirmed: true, holdsRightMeans: true };

/** The same ones in other letters too: uniqueness doesn't look at case. */
const usernames = ['Drenth97ED', 'Drenth98ED', 'Drenth99ED', 'drenth97ed', 'drenth98ed', 'DRENTH99ED'];
const names = ['anna', 'bert', 'cees', 'Anna', 'BERT', 'Cees'];
const newNames = ['anna', 'dina', 'emma', 'ANNA', 'Dina', 'EMMA'];
const nameOf = ({ value }: Act): string => names[value] ?? 'dina';
const means = [0, 1, 2].map((nth) => meansOf(`means ${nth}`));
const meansFor = ({ value }: Act): Means => means[value % 3] as Means;
const previousMeans = (act: Act, { previous }: Scene): Means =>
  means.find(({ key }) => !act.other && key === previous) ?? meansFor(act);
const serialOf = ({ value }: Act): string => `SN-${value % 2}`;

/** @returns nothing where the act is none of the commands */
export function asked(act: Act, scene: Scene): Asked | undefined {
  const { account, caller } = scene;
  const at = act.other ? otherOrganisation : organisation;
  const callerOrDesk = act.other ? serviceDesk : caller;
  switch (act.kind) {
    case 'create':
      return created(act, scene, at, { signInMethod: 'eherkenning' });
    case 'create-with-token':
      return created(act, scene, at, { signInMethod: 'token', username: usernames[act.value] ?? '' });
    case 'propose':
      return ask('propose-administrator', serviceDesk, {
        holder: holder(nameOf(act), { organisation: at }),
        form,
        authorisations: [requestAt(at, 'registreren'), requestAt(at, 'examens')],
      });
    case 'confirm':
      return ask('confirm-administrator', act.other ? serviceDesk : colleague, { account: scene.newest });
    case 'grant':
    case 'withdraw': {
      const change = { grant: [], withdraw: [], [act.kind]: [requestAt(scene.home, act.role)] };
      return ask('change-roles', caller, { account, ...change });
    }
    case 'convert':
      return ask('begin-conversion', callerOrDesk, { account, ...confirmed, ...askedOf(callerOrDesk) });
    case 'mail-code':
      return ask('mail-activation-code', callerOrDesk, { account, ...askedOf(callerOrDesk) });
    case 'couple':
      return coupling(act, scene, scene.code);
    case 'couple-wrongly':
      return coupling(act, scene, undefined);
    case 'couple-again':
      return ask('couple-means-again', application, {
        means: previousMeans(act, scene),
        statement: idFor(`statement ${scene.nth}`),
      });
    case 'decouple':
      return ask('decouple-means', callerOrDesk, {
        account,
        reason: 'wrong-account',
        ...confirmed,
        ...askedOf(callerOrDesk),
      });
    case 'end':
      return ask('end-account', caller, { account, confirmed: true, noLongerWorksHere: true });
    case 'change-address': {
      const change = { emailAddress: `${newNames[act.value]}@voorbeeldschool.nl` };
      return ask('change-contact-data', callerOrDesk, { account, change, ...askedOf(callerOrDesk) });
    }
    case 'authorise':
      return ask('grant-administrator-authorisations', serviceDesk, onForm(act, scene, at));
    case 'narrow':
      return ask('withdraw-administrator-authorisations', serviceDesk, onForm(act, scene, at));
    case 'give-mandate':
      return ask('give-mandate', act.other ? serviceDesk : colleague, {
        ...between,
        roles: [act.role],
        form,
      });
    case 'end-mandate':
      return ask('end-mandate', serviceDesk, { mandate, form });
    case 'leave':
      return ask('leave-organisation', serviceDesk, { organisation: otherOrganisation, form });
    case 'step-down':
      return ask('step-down', serviceDesk, { account, form, staysOnAsUser: !act.other });
    case 'report-means': {
      const moments = { discoveredAt: scene.now, reportedAt: scene.now, request: called };
      return ask('report-means-problem', serviceDesk, { account, problem: 'stolen', ...moments });
    }
    case 'wait':
      return undefined;
    default:
      return aboutTokens(act, scene);
  }
}

function aboutTokens(act: Act, { account, administrator, nth, now }: Scene): Asked | undefined {
  const which = { account, serialNumber: serialOf(act) };
  switch (act.kind) {
    case 'seed': {
      const seed = idFor(`seed ${nth}`).replaceAll('-', '');
      const more = { kind: 'totp', hash: 'sha1', digits: 6, period: 30 } as const;
      return ask('seed-generator', operator, { serialNumber: which.serialNumber, seed, ...more });
    }
    case 'issue-token':
      return ask('issue-token', serviceDesk, { ...which, deliveredTo: administrator });
    case 'report-token': {
      const moments = { discoveredAt: now, reportedAt: now, request: called };
      return ask('report-token-problem', serviceDesk, {
        ...which,
        problem: 'lost',
        ...moments,
        block: act.other,
      });
    }
    case 'return-token':
      return ask('record-token-return', serviceDesk, which);
    case 'issue-password':
      return ask('issue-password', serviceDesk, { account, request: requestOnForm });
    case 'block':
      return ask('block-account', serviceDesk, { account, request: { ...called, receivedAt: now } });
    case 'unblock':
      return ask('unblock-account', serviceDesk, { account, request: requestOnForm });
    default:
      return undefined;
  }
}

const created = (
  act: Act,
  { caller }: Scene,
  at: string,
  method: Pick<BodyOf<'create-user'>['holder'], 'signInMethod' | 'username'>,
): Asked =>
  ask('create-user', caller, {
    holder: holder(nameOf(act), { organisation: at, ...method }),
    roles: [requestAt(at, act.role)],
    ...confirmed,
  });

const coupling = (act: Act, { username }: Scene, code = '0000-0000-0000-0000'): Asked =>
  ask('couple-means', application, {
    means: meansFor(act),
    hasUsernameAndCode: true,
    acceptedPrivacyStatement: '2026-01',
    acceptedTermsOfUse: '2026-01',
    username,
    activationCode: code,
  });

const onForm = (act: Act, { administrator }: Scene, at: string) => ({
  account: administrator,
  form,
  authorisations: [requestAt(at, act.role)],
});
