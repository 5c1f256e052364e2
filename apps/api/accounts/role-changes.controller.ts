import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { type Caller } from '#libs/access/caller';
import { CommandDesk } from '#libs/commands/command-desk';
import { answerCommand, type CommandAnswer } from '../http/answer-command.js';
import { From } from '../http/caller.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { bodyExample, withExample } from '../http/examples.js';
import { readInput } from '../http/read-input.js';
import { type CommandHeaders, ForCommand } from '../http/request-headers.js';
import { AccountId, accountId } from './account-id.js';
import { ChangeRolesFields } from './change-roles.fields.js';
import { rolesOf } from './holder-fields.js';

const origin = { channel: 'http' } as const;

@ApiTags('accounts')
@Controller('accounts/:id')
export class RoleChangesController {
  constructor(private readonly desk: CommandDesk) {}

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
    @From() caller: Caller,
    @ForCommand() headers: CommandHeaders,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    const { grant, withdraw } = readInput(ChangeRolesFields, body);
    const receipt = await this.desk.issue('change-roles', {
      ...headers,
      caller,
      origin,
      body: { account: accountId(id), grant: rolesOf(grant), withdraw: rolesOf(withdraw) },
    });
    return answerCommand(receipt, response);
  }
}
