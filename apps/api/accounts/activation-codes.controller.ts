import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type CommandAnswer } from '../http/answer-command.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { AccountId, accountId } from './account-id.js';
import { OnRequestFields, requestIn } from './desk-request.fields.js';

@ApiTags('accounts')
@Controller('accounts/:id')
export class ActivationCodesController {
  constructor(private readonly desk: HttpDesk) {}

  @Post('activation-codes')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: OnRequestFields })
  @CommandEndpoint({
    operationId: 'mailActivationCode',
    summary: 'Have an activation code made and mailed',
    description: withExample(
      'For administrators, of users, and of themselves while they are converted or decoupled; for the service desk, of administrators (§4.3, §4.4, §5.1). Rules ACT-01, ACT-02, ACT-04, ACT-05, ADM-09, ADM-12.',
      'mailActivationCode',
    ),
    ofAccount: true,
  })
  async mailActivationCode(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    return this.desk.issue('mail-activation-code', call, { account: accountId(id), ...requestIn(body) });
  }
}
