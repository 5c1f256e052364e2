import { type Decision } from '../rules.js';
import { type SignInEvent } from './events.js';
import { evolveSignIn, noSignIn, type SignInState } from './state.js';

export const seedId = 'seed-1';

/** Given what happened at the door, when this is decided, then … */
export const givenSignIns = (...history: readonly SignInEvent[]) =>
  givenSignInState(history.reduce(evolveSignIn, noSignIn));

export const givenSignInState = (before: SignInState) => ({
  when: <Command>(
    decide: (command: Command, state: SignInState) => Decision<SignInEvent>,
    command: Command,
  ): {
    readonly events: readonly SignInEvent[];
    readonly recorded: readonly string[];
    readonly broken: readonly string[];
    readonly state: SignInState;
  } => {
    const { events, refused = [] } = decide(command, before);
    return {
      events,
      recorded: events.map(({ type }) => type),
      broken: refused.map(({ rule, field }) => (field === undefined ? rule : `${rule} ${field}`)),
      state: events.reduce(evolveSignIn, before),
    };
  },
});
