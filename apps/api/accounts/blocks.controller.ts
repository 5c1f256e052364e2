import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type CommandAnswer } from '../http/answer-command.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { accountId, AccountId } from './account-id.js';
import { OnRequestFields, requestIn } from './desk-request.fields.js';

@ApiTags('accounts')
@Controller('accounts/:id')
export class BlocksController {
  constructor(private readonly desk: HttpDesk) {}

  @Post('blocks')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: OnRequestFields })
  @CommandEndpoint({
    operationId: 'blockAccount',
    summary: 'Block an account',
    description: withExample(
      'For the service desk. Sessions end at once; nobody signs in until the service desk lifts the block. Rules USR-07, ADM-10, ADM-12.',
      'blockAccount',
    ),
    ofAccount: true,
  })
  async block(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    return this.desk.issue('block-account', call, { account: accountId(id), ...requestIn(body) });
  }

  @Post('block-liftings')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: OnRequestFields })
  @CommandEndpoint({
    operationId: 'unblockAccount',
    summary: 'Lift the block of an account',
    description: withExample(
      'For the service desk, whatever the block was for. Rules USR-07, TOK-07, ADM-12.',
      'unblockAccount',
    ),
    ofAccount: true,
  })
  async unblock(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    return this.desk.issue('unblock-account', call, { account: accountId(id), ...requestIn(body) });
  }
}
