import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type CommandAnswer } from '../http/answer-command.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { bodyExample, withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { readInput } from '../http/read-input.js';
import { AccountId, accountId } from './account-id.js';
import { ChangeRolesFields } from './change-roles.fields.js';
import { rolesOf } from './holder-fields.js';

@ApiTags('accounts')
@Controller('accounts/:id')
export class RoleChangesController {
  constructor(private readonly desk: HttpDesk) {}

  @Post('role-changes')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: ChangeRolesFields, ...bodyExample('changeRoles') })
  @CommandEndpoint({
    operationId: 'changeRoles',
    summary: 'Grant and withdraw roles and kenmerken',
    description: withExample(
      'For administrators, their own roles included (§4.5). Rules ADM-02 to ADM-04, USR-05, USR-06, USR-10.',
      'changeRoles',
    ),
    ofAccount: true,
  })
  async changeRoles(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    const { grant, withdraw } = readInput(ChangeRolesFields, body);
    return this.desk.issue('change-roles', call, {
      account: accountId(id),
      grant: rolesOf(grant),
      withdraw: rolesOf(withdraw),
    });
  }
}
