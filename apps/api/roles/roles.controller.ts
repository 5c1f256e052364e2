import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiParam, ApiTags } from '@nestjs/swagger';
import { type Caller } from '#libs/access/caller';
import { type Role } from '#libs/domain/role/role';
import { ShowRole } from '#libs/queries/show-role';
import { roleCodeForm } from '../accounts/holder-fields.js';
import { type CommandAnswer } from '../http/answer-command.js';
import { From } from '../http/caller.js';
import { CommandEndpoint, QueryEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { badInput } from '../http/problem.js';
import { readInput } from '../http/read-input.js';
import { DefineRoleFields } from './define-role.fields.js';

@ApiTags('roles')
@Controller('roles')
export class RolesController {
  constructor(
    private readonly desk: HttpDesk,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @ApiBody({ type: DefineRoleFields })
  @CommandEndpoint({
    operationId: 'defineRole',
    summary: 'Put a role into the catalogue, or change its entry',
    description: withExample('For the operator. Rules USR-10, USR-12.', 'defineRole'),
    created: true,
  })
  async define(@Posted() call: PostedCommand, @Body() body: unknown): Promise<CommandAnswer> {
    const { inForceUntil, ...role } = readInput(DefineRoleFields, body);
    return this.desk.issue('define-role', call, {
      ...role,
      ...(inForceUntil === undefined ? {} : { inForceUntil }),
    });
  }

  @Get(':code')
  @ApiParam({ name: 'code', description: 'Code of the role.', schema: { type: 'string' } })
  @QueryEndpoint({
    operationId: 'showRole',
    summary: 'An entry of the role catalogue',
    description: withExample('Rule USR-10.', 'showRole'),
    answer: DefineRoleFields,
  })
  async show(@From() caller: Caller, @Param('code') code: string): Promise<Role> {
    if (!roleCodeForm.pattern.test(code) || code.length > roleCodeForm.max)
      throw badInput([{ field: 'code', message: 'must be lower case letters, digits and hyphens' }]);
    return this.queries.execute(new ShowRole(caller, code));
  }
}
