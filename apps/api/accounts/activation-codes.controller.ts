import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { type Caller } from '#libs/access/caller';
import { CommandDesk } from '#libs/commands/command-desk';
import { answerCommand, type CommandAnswer } from '../http/answer-command.js';
import { From } from '../http/caller.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { requireNoFields } from '../http/read-input.js';
import { type CommandHeaders, ForCommand } from '../http/request-headers.js';
import { AccountId, accountId } from './account-id.js';
import { NoFields } from './decouple-means.fields.js';

const origin = { channel: 'http' } as const;

@ApiTags('accounts')
@Controller('accounts/:id')
export class ActivationCodesController {
  constructor(private readonly desk: CommandDesk) {}

  @Post('activation-codes')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: NoFields })
  @CommandEndpoint({
    operationId: 'mailActivationCode',
    summary: 'Have an activation code made and mailed',
    description: withExample(
      'For administrators, of users, and of themselves while they are converted or decoupled; for the service desk, of administrators (§4.3, §4.4, §5.1). Rules ACT-01, ACT-02, ACT-04, ACT-05.',
      'mailActivationCode',
    ),
    ofAccount: true,
  })
  async mailActivationCode(
    @From() caller: Caller,
    @ForCommand() headers: CommandHeaders,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    requireNoFields(body);
    const receipt = await this.desk.issue('mail-activation-code', {
      ...headers,
      caller,
      origin,
      body: { account: accountId(id) },
    });
    return answerCommand(receipt, response);
  }
}
