import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { signInWithToken } from '#libs/domain/sign-in/sign-in-with-token';
import { type Origin } from '#libs/event-store/envelope';
import { Commands } from './commands.js';
import { onTheGrid } from './on-the-grid.js';
import { type SignInOutcome } from './sign-in-desk.js';
import { type TypedCredentials } from './typed-credentials.js';

/** §2.1. Who calls is nobody yet: this is how people get in. */
export class SignInWithToken {
  constructor(
    readonly typed: TypedCredentials,
    readonly origin: Origin,
  ) {}
}

@CommandHandler(SignInWithToken)
export class SignInWithTokenHandler implements ICommandHandler<SignInWithToken, SignInOutcome> {
  constructor(private readonly commands: Commands) {}

  /** @throws TooManyPasswords, TooMuchContention, and what the event store throws */
  execute(signIn: SignInWithToken): Promise<SignInOutcome> {
    return onTheGrid(
      this.commands.outside,
      () => this.attempt(signIn),
      ({ outcome }) => outcome === 'signed-in',
    );
  }

  private async attempt({ typed, origin }: SignInWithToken): Promise<SignInOutcome> {
    const { credentialsOnRecord, outside, signIns } = this.commands;
    const { account, as, policy, authority, ...compared } = await credentialsOnRecord.compare(typed);
    const session = outside.newId();
    return signIns.settle({
      id: outside.newId(),
      name: 'sign-in-with-token',
      origin,
      account,
      as,
      method: 'token',
      session,
      policy,
      authority,
      decide: (state, now) => signInWithToken({ ...compared, session, policy, now }, state),
    });
  }
}
