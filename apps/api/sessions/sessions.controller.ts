import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { type Caller, type CallerSession } from '#libs/access/caller';
import { type SignInOutcome } from '#libs/commands/sign-in-desk';
import { SignInWithMeans } from '#libs/commands/sign-in-with-means';
import { SignInWithToken } from '#libs/commands/sign-in-with-token';
import { Installation } from '#libs/installation/installation';
import { ShowSession } from '#libs/queries/show-session';
import { NoFields } from '../http/no-fields.js';
import { MeansFields } from '../couplings/couple-means.fields.js';
import { readMeans } from '../couplings/read-means.js';
import { type CommandAnswer } from '../http/answer-command.js';
import { AllowedBeforePasswordChange, From, OpenToEverybody } from '../http/caller.js';
import { CommandEndpoint, QueryEndpoint, SignInEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { readInput, requireNoFields } from '../http/read-input.js';
import { answerSignIn, SessionAnswer, shownSession, SignedInAnswer } from './session-answer.js';
import { clearSessionCookie } from './session-cookie.js';
import { SignInFields } from './sign-in.fields.js';

/** A browser keeps the cookie over https and from localhost; over plain http from elsewhere it drops it. */
const aboutCookie =
  'Takes no token: this is how people get in. A browser gets the session as a cookie (`__Host-session`), over https or from localhost; a program sends `sessionToken` as bearer token.';

const origin = { channel: 'http' } as const;

@ApiTags('sessions')
@Controller()
export class SessionsController {
  constructor(
    private readonly desk: HttpDesk,
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly installation: Installation,
  ) {}

  @Post('sign-ins')
  @OpenToEverybody()
  @ApiBody({ type: SignInFields })
  @SignInEndpoint({
    operationId: 'signInWithToken',
    summary: 'Sign in with username, password and one-time code',
    description: withExample(
      `For people (§2.1). A refusal never says what was wrong. ${aboutCookie} Rules LOG-01 to LOG-03, TOK-06, PWD-06, PWD-07.`,
      'signInWithToken',
    ),
    answer: SignedInAnswer,
  })
  async signInWithToken(
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignedInAnswer> {
    const { username, password, oneTimeCode } = readInput(SignInFields, body);
    const signIn = new SignInWithToken({ username, password, oneTimeCode }, origin);
    return answerSignIn(await this.commands.execute<SignInWithToken, SignInOutcome>(signIn), response);
  }

  @Post('sign-ins-with-means')
  @OpenToEverybody()
  @ApiBody({ type: MeansFields })
  @SignInEndpoint({
    operationId: 'signInWithMeans',
    summary: 'Sign in with an eHerkenning means',
    description: withExample(
      `For people (§3.3). A statement is good for one session. ${aboutCookie} Rules LOG-04, EHK-08.`,
      'signInWithMeans',
    ),
    answer: SignedInAnswer,
  })
  async signInWithMeans(
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignedInAnswer> {
    const { meansStatement } = readInput(MeansFields, body);
    const { means, statement } = await readMeans(this.installation, meansStatement);
    const signIn = new SignInWithMeans(means, statement, origin);
    return answerSignIn(await this.commands.execute<SignInWithMeans, SignInOutcome>(signIn), response);
  }

  @Get('session')
  @QueryEndpoint({
    operationId: 'showSession',
    summary: 'What this session may do and see',
    description: withExample(
      'For who signed in here. Fixed when the session started: what changed since takes effect at the next sign-in. Rules LOG-06, USR-07.',
      'showSession',
    ),
    answer: SessionAnswer,
  })
  async show(@From() caller: Caller): Promise<SessionAnswer> {
    const session = await this.queries.execute<ShowSession, CallerSession>(new ShowSession(caller));
    return shownSession(caller.id, session);
  }

  @Post('session/endings')
  @HttpCode(200)
  @AllowedBeforePasswordChange()
  @ApiBody({ type: NoFields })
  @CommandEndpoint({
    operationId: 'signOut',
    summary: 'Sign out',
    description: withExample('For who signed in here (§2.3, §3.4). Rule LOG-05.', 'signOut'),
  })
  async signOut(@Posted() call: PostedCommand, @Body() body: unknown): Promise<CommandAnswer> {
    requireNoFields(body);
    const answer = await this.desk.issue('sign-out', call, { session: call.caller.session?.id ?? 'none' });
    clearSessionCookie(call.response);
    return answer;
  }
}
