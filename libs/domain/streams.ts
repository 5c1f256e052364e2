import { type AccountEvent } from './account/events.js';
import { evolveAccount } from './account/evolve.js';
import { type AccountState, noAccount } from './account/state.js';
import { type AnyEvent } from './catalogue.js';
import { type DeliveryEvent, type DeliveryState, evolveDelivery, noDelivery } from './delivery/delivery.js';
import { type GeneratorEvent } from './generator/events.js';
import { evolveGenerator, type GeneratorState } from './generator/state.js';
import { type LetterEvent } from './letter/events.js';
import { evolveLetter, type LetterState } from './letter/letter.js';
import { evolveNumbering, type NumberingEvent, type NumberingState } from './letter/numbering.js';
import { type MailEvent } from './mail/events.js';
import { evolveMail, type MailState } from './mail/mail.js';
import { evolveMandate, type MandateEvent, type MandateState } from './mandate/mandate.js';
import { evolveMeans, type MeansEvent, type MeansTries, noTries } from './means/means.js';
import { evolveOrganisation, noOrganisation, type OrganisationState } from './organisation/state.js';
import { type OrganisationEvent } from './organisation/events.js';
import { type PlanEvent } from './plan/events.js';
import { evolvePlan, type PlanState } from './plan/plan.js';
import { evolvePolicy, noPolicy, type PolicyEvent, type PolicyState } from './policy/policy.js';
import { evolveRegister, type RegisterEvent, type RegisterState } from './register/register.js';
import {
  evolveReservation,
  free,
  type ReservationEvent,
  type ReservationState,
} from './reservation/reservation.js';
import { evolveRole, type RoleEvent, type RoleState } from './role/role.js';
import { type SessionEvent } from './session/events.js';
import { evolveSession, type SessionState } from './session/session.js';
import { type SignInEvent } from './sign-in/events.js';
import { evolveStock, type StockEvent, type StockState } from './stock/stock.js';
import { evolveSignIn, noSignIn, type SignInState } from './sign-in/state.js';

/** A kind of stream: how its name begins, and how its events fold. Names are `<category>-<id>` (architecture 2). */
export interface StreamKind<State, Event extends AnyEvent> {
  readonly category: string;
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
}

export const accountStreams: StreamKind<AccountState, AccountEvent> = {
  category: 'account',
  initial: noAccount,
  evolve: evolveAccount,
};
export const organisationStreams: StreamKind<OrganisationState, OrganisationEvent> = {
  category: 'organisation',
  initial: noOrganisation,
  evolve: evolveOrganisation,
};
export const mandateStreams: StreamKind<MandateState, MandateEvent> = {
  category: 'mandate',
  initial: undefined,
  evolve: evolveMandate,
};
export const letterStreams: StreamKind<LetterState, LetterEvent> = {
  category: 'letter',
  initial: undefined,
  evolve: evolveLetter,
};
/** One a year. */
export const numberingStreams: StreamKind<NumberingState, NumberingEvent> = {
  category: 'numbering',
  initial: undefined,
  evolve: evolveNumbering,
};
export const mailStreams: StreamKind<MailState, MailEvent> = {
  category: 'mail',
  initial: undefined,
  evolve: evolveMail,
};
export const registerStreams: StreamKind<RegisterState, RegisterEvent> = {
  category: 'register',
  initial: undefined,
  evolve: evolveRegister,
};
export const roleStreams: StreamKind<RoleState, RoleEvent> = {
  category: 'role',
  initial: undefined,
  evolve: evolveRole,
};
export const planStreams: StreamKind<PlanState, PlanEvent> = {
  category: 'plan',
  initial: undefined,
  evolve: evolvePlan,
};
export const policyStreams: StreamKind<PolicyState, PolicyEvent> = {
  category: 'policy',
  initial: noPolicy,
  evolve: evolvePolicy,
};
export const reservationStreams: StreamKind<ReservationState, ReservationEvent> = {
  category: 'reservation',
  initial: free,
  evolve: evolveReservation,
};
export const meansStreams: StreamKind<MeansTries, MeansEvent> = {
  category: 'means',
  initial: noTries,
  evolve: evolveMeans,
};

export const generatorStreams: StreamKind<GeneratorState, GeneratorEvent> = {
  category: 'generator',
  initial: undefined,
  evolve: evolveGenerator,
};
export const deliveryStreams: StreamKind<DeliveryState, DeliveryEvent> = {
  category: 'delivery',
  initial: noDelivery,
  evolve: evolveDelivery,
};
export const stockStreams: StreamKind<StockState, StockEvent> = {
  category: 'stock',
  initial: undefined,
  evolve: evolveStock,
};
export const signInStreams: StreamKind<SignInState, SignInEvent> = {
  category: 'signin',
  initial: noSignIn,
  evolve: evolveSignIn,
};
export const sessionStreams: StreamKind<SessionState, SessionEvent> = {
  category: 'session',
  initial: undefined,
  evolve: evolveSession,
};

export const streamOf = (kind: Pick<StreamKind<never, never>, 'category'>, id: string): string =>
  `${kind.category}-${id}`;

/** The id in a stream's name: all behind the category. */
export const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);
