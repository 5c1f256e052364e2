import { type AnyEvent } from '#libs/domain/catalogue';
import { type AdministratorJudged, type Authority } from '#libs/domain/account/authority';
import {
  type AuthorisationRequest,
  type AuthorisationsJudged,
  type JudgedMandate,
} from '#libs/domain/account/administrator-authorisations';
import { type JudgedOrganisation, type Catalogue } from '#libs/domain/account/role-requests';
import { type AccountEvent } from '#libs/domain/account/events';
import { type AccountState } from '#libs/domain/account/state';
import { type MandateEvent } from '#libs/domain/mandate/mandate';
import { isOpen, openParts } from '#libs/domain/organisation/state';
import { type Policy, policyAt, policyThen } from '#libs/domain/policy/policy';
import { type RoleState } from '#libs/domain/role/role';
import {
  accountStreams,
  idOf,
  mandateStreams,
  organisationStreams,
  policyStreams,
  roleStreams,
  type StreamKind,
} from '#libs/domain/streams';
import { type Authority as RecordedAuthority } from '#libs/event-store/envelope';
import { type Folded, type Journal, type RecordedEvent } from '#libs/journal/journal';
import { type Caller } from '#libs/access/caller';
import { dateInAmsterdam } from './local-date.js';
import { mandateId, mandatesFor } from './mandates.js';

/** The id of the one stream of policy versions. */
export const policyId = 'versions';

/**
 * Reads the streams that a decision is judged by, never a projection, and remembers which and how far
 * (architecture 6), so that the event can say so.
 */
export class Judged {
  private readonly read = new Map<string, number>();
  private callersAccount: Folded<AccountState, AccountEvent> | undefined;

  constructor(
    private readonly journal: Journal,
    readonly now: Date,
  ) {}

  async fold<State, E extends AnyEvent>(kind: StreamKind<State, E>, id: string): Promise<Folded<State, E>> {
    const folded = await this.journal.fold(kind, id);
    if (folded.head !== 'none') this.read.set(folded.stream, folded.head.revision);
    return folded;
  }

  /** Of streams whose every event carries the whole state (architecture 2). */
  async last<State, E extends AnyEvent>(kind: StreamKind<State, E>, id: string): Promise<State> {
    const { state, stream, head } = await this.journal.foldLast(kind, id);
    if (head !== 'none') this.read.set(stream, head.revision);
    return state;
  }

  async policy(): Promise<Policy> {
    const { state } = await this.fold(policyStreams, policyId);
    return policyAt(state, this.now.toISOString());
  }

  /** What held at a moment in the past: acts are judged by the policy of their own day. */
  async policyThen(moment: string): Promise<Policy> {
    const { state } = await this.fold(policyStreams, policyId);
    return policyThen(state, moment);
  }

  /** The account of a person who calls, read once for all that is judged by it. */
  async holder({ id }: Caller): Promise<Folded<AccountState, AccountEvent>> {
    this.callersAccount ??= await this.fold(accountStreams, id);
    return this.callersAccount;
  }

  /** ADM-02, ADM-03: what the caller may is in their own account's events, as they are at this moment. */
  async authorityOf(caller: Caller): Promise<Authority> {
    if (caller.kind === 'service-desk') return { kind: 'service-desk' };
    const { state } = await this.holder(caller);
    const mandates = await mandatesFor(this, state);
    return { kind: 'administrator', account: caller.id, state, mandates };
  }

  /** Of somebody else than who calls: what their account is, and the mandates that they may act by. */
  async administrator(account: string): Promise<AdministratorJudged> {
    const { state } = await this.fold(accountStreams, account);
    return { state, mandates: await mandatesFor(this, state) };
  }

  /** USR-05, USR-10: the organisation and the roles that are asked for. */
  async catalogue(organisation: string | undefined, codes: readonly string[]): Promise<Catalogue> {
    const roles = new Map<string, RoleState>();
    for (const code of new Set(codes)) roles.set(code, (await this.fold(roleStreams, code)).state);
    return {
      organisation: organisation === undefined ? undefined : await this.organisation(organisation),
      roles,
      today: dateInAmsterdam(this.now),
    };
  }

  /** ADM-05: what administrator authorisations are judged by, of the own organisation and of others. */
  async authorisations(
    home: string | undefined,
    requests: readonly AuthorisationRequest[],
  ): Promise<AuthorisationsJudged> {
    const codesAt = (organisation: string | undefined): readonly string[] =>
      requests.filter((one) => one.organisation === organisation).map(({ role }) => role);
    const mandates = new Map<string, JudgedMandate>();
    for (const organisation of new Set(requests.map((one) => one.organisation))) {
      if (home === undefined || organisation === home) continue;
      const { state, events } = await this.fold(mandateStreams, mandateId(organisation, home));
      const catalogue = await this.catalogue(organisation, codesAt(organisation));
      mandates.set(organisation, {
        roles: state?.roles ?? new Set(),
        catalogue,
        recordedBy: recordersOf(events),
      });
    }
    return { catalogue: await this.catalogue(home, codesAt(home)), mandates };
  }

  private async organisation(id: string): Promise<JudgedOrganisation | undefined> {
    const { state } = await this.fold(organisationStreams, id);
    if (!isOpen(state)) return undefined;
    const parts = new Set(openParts(state).map((part) => part.id));
    const { code, sectors, rmcRegion } = state;
    return { id, code, sectors, openParts: parts, ...(rmcRegion === undefined ? {} : { rmcRegion }) };
  }

  /** How the events name it. */
  as(basis: string): RecordedAuthority {
    return {
      basis,
      judged: [...this.read].map(([stream, revision]) => ({ stream, revision })),
    };
  }
}

/** ADM-11: who recorded last that the mandate in force names a role. */
function recordersOf(events: readonly RecordedEvent<MandateEvent>[]): ReadonlyMap<string, string> {
  const recorders = new Map<string, string>();
  for (const { event, envelope } of events)
    if (event.type === 'mandate.given')
      for (const role of event.data.roles) recorders.set(role, envelope.actor.id);
    else recorders.clear();
  return recorders;
}

/** What an act was done on: the desk's written or telephoned request, or the administrator's own authorisations. */
export const basisOf = ({ kind }: Authority): 'service-desk' | 'administrator-authorisation' =>
  kind === 'service-desk' ? 'service-desk' : 'administrator-authorisation';

/** The account that a stream is about, where it is about one. */
export const accountIn = (stream: string): string | undefined =>
  stream.startsWith(`${accountStreams.category}-`) ? idOf(stream) : undefined;
