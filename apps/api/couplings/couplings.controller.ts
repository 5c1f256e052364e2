import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Installation } from '#libs/installation/installation';
import { type CommandAnswer } from '../http/answer-command.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { readInput } from '../http/read-input.js';
import { CoupleMeansFields, MeansFields } from './couple-means.fields.js';
import { readMeans } from './read-means.js';

@ApiTags('couplings')
@Controller()
export class CouplingsController {
  constructor(
    private readonly desk: HttpDesk,
    private readonly installation: Installation,
  ) {}

  @Post('couplings')
  @HttpCode(200)
  @ApiBody({ type: CoupleMeansFields })
  @CommandEndpoint({
    operationId: 'coupleMeans',
    summary: 'Couple an eHerkenning means to an account',
    description: withExample(
      'For the portal, on behalf of who is signed in with the means (§3.1). Rules EHK-01, EHK-02, EHK-04, EHK-08, ACT-01 to ACT-03, TOK-07.',
      'coupleMeans',
    ),
  })
  async couple(@Posted() call: PostedCommand, @Body() body: unknown): Promise<CommandAnswer> {
    const {
      meansStatement,
      hasUsernameAndCode,
      acceptedPrivacyStatement,
      acceptedTermsOfUse,
      username,
      activationCode,
    } = readInput(CoupleMeansFields, body);
    return this.desk.issue('couple-means', call, {
      means: (await readMeans(this.installation, meansStatement)).means,
      hasUsernameAndCode,
      acceptedPrivacyStatement,
      acceptedTermsOfUse,
      username,
      activationCode,
    });
  }

  @Post('couplings-again')
  @HttpCode(200)
  @ApiBody({ type: MeansFields })
  @CommandEndpoint({
    operationId: 'coupleMeansAgain',
    summary: 'Couple the previous means again, without a code',
    description: withExample(
      'For the portal, when somebody signs in with the means that their account was decoupled from (§4.6). A statement couples once, and not after a session started with it. Rules EHK-01, EHK-08, TOK-07.',
      'coupleMeansAgain',
    ),
  })
  async coupleAgain(@Posted() call: PostedCommand, @Body() body: unknown): Promise<CommandAnswer> {
    const { meansStatement } = readInput(MeansFields, body);
    const { means, statement } = await readMeans(this.installation, meansStatement);
    const { sessions } = this.installation.commands;
    return this.desk.issue('couple-means-again', call, { means, statement: sessions.idFor(statement) });
  }
}
