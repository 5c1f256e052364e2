import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { type Caller } from '#libs/access/caller';
import { CommandDesk } from '#libs/commands/command-desk';
import { Installation } from '#libs/installation/installation';
import { answerCommand, type CommandAnswer } from '../http/answer-command.js';
import { From } from '../http/caller.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { readInput } from '../http/read-input.js';
import { type CommandHeaders, ForCommand } from '../http/request-headers.js';
import { CoupleMeansFields, MeansFields } from './couple-means.fields.js';
import { readMeans } from './read-means.js';

const origin = { channel: 'http' } as const;

@ApiTags('couplings')
@Controller()
export class CouplingsController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly installation: Installation,
  ) {}

  @Post('couplings')
  @HttpCode(200)
  @ApiBody({ type: CoupleMeansFields })
  @CommandEndpoint({
    operationId: 'coupleMeans',
    summary: 'Couple an eHerkenning means to an account',
    description: withExample(
      'For the portal, on behalf of who is signed in with the means (§3.1). Rules EHK-01, EHK-02, EHK-04, EHK-08, ACT-01 to ACT-03.',
      'coupleMeans',
    ),
  })
  async couple(
    @From() caller: Caller,
    @ForCommand() headers: CommandHeaders,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    const {
      meansStatement,
      hasUsernameAndCode,
      acceptedPrivacyStatement,
      acceptedTermsOfUse,
      username,
      activationCode,
    } = readInput(CoupleMeansFields, body);
    const receipt = await this.desk.issue('couple-means', {
      ...headers,
      caller,
      origin,
      body: {
        means: (await readMeans(this.installation, meansStatement)).means,
        hasUsernameAndCode,
        acceptedPrivacyStatement,
        acceptedTermsOfUse,
        username,
        activationCode,
      },
    });
    return answerCommand(receipt, response);
  }

  @Post('couplings-again')
  @HttpCode(200)
  @ApiBody({ type: MeansFields })
  @CommandEndpoint({
    operationId: 'coupleMeansAgain',
    summary: 'Couple the previous means again, without a code',
    description: withExample(
      'For the portal, when somebody signs in with the means that their account was decoupled from (§4.6). Rules EHK-01, EHK-08.',
      'coupleMeansAgain',
    ),
  })
  async coupleAgain(
    @From() caller: Caller,
    @ForCommand() headers: CommandHeaders,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    const { meansStatement } = readInput(MeansFields, body);
    const { means } = await readMeans(this.installation, meansStatement);
    const receipt = await this.desk.issue('couple-means-again', {
      ...headers,
      caller,
      origin,
      body: { means },
    });
    return answerCommand(receipt, response);
  }
}
