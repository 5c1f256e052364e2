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
import { accountId, AccountId } from './account-id.js';
import { NoFields } from './decouple-means.fields.js';

const origin = { channel: 'http' } as const;

@ApiTags('accounts')
@Controller('accounts/:id')
export class BlocksController {
  constructor(private readonly desk: CommandDesk) {}

  @Post('blocks')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: NoFields })
  @CommandEndpoint({
    operationId: 'blockAccount',
    summary: 'Block an account',
    description: withExample(
      'For the service desk. Sessions end at once; nobody signs in until the service desk lifts the block. Rules USR-07, ADM-10.',
      'blockAccount',
    ),
    ofAccount: true,
  })
  async block(
    @From() caller: Caller,
    @ForCommand() headers: CommandHeaders,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    requireNoFields(body);
    const receipt = await this.desk.issue('block-account', {
      ...headers,
      caller,
      origin,
      body: { account: accountId(id) },
    });
    return answerCommand(receipt, response);
  }

  @Post('block-liftings')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: NoFields })
  @CommandEndpoint({
    operationId: 'unblockAccount',
    summary: 'Lift the block of an account',
    description: withExample(
      'For the service desk, whatever the block was for. Rules USR-07, TOK-07.',
      'unblockAccount',
    ),
    ofAccount: true,
  })
  async unblock(
    @From() caller: Caller,
    @ForCommand() headers: CommandHeaders,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    requireNoFields(body);
    const receipt = await this.desk.issue('unblock-account', {
      ...headers,
      caller,
      origin,
      body: { account: accountId(id) },
    });
    return answerCommand(receipt, response);
  }
}
