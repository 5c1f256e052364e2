import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type CommandAnswer } from '../http/answer-command.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { bodyExample, withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { readInput } from '../http/read-input.js';
import { AccountId, accountId } from './account-id.js';
import { CreateUserFields } from './create-user.fields.js';
import { EndAccountFields } from './end-account.fields.js';
import { holderOf, rolesOf } from './holder-fields.js';

/** How a user’s account begins and ends. */
@ApiTags('accounts')
@Controller()
export class UsersController {
  constructor(private readonly desk: HttpDesk) {}

  @Post('users')
  @ApiBody({ type: CreateUserFields, ...bodyExample('createUser') })
  @CommandEndpoint({
    operationId: 'createUser',
    summary: 'Create a user with roles and kenmerken',
    description: withExample(
      'For administrators, within their reach (§4.2). Rules USR-02 to USR-05, USR-10, ADM-02, ADM-03, CNV-05.',
      'createUser',
    ),
    created: true,
  })
  async createUser(@Posted() call: PostedCommand, @Body() body: unknown): Promise<CommandAnswer> {
    const fields = readInput(CreateUserFields, body);
    return this.desk.issue('create-user', call, {
      holder: holderOf(fields),
      roles: rolesOf(fields.roles),
      ...(fields.holdsRightMeans === undefined ? {} : { holdsRightMeans: fields.holdsRightMeans }),
    });
  }

  @Post('accounts/:id/endings')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: EndAccountFields })
  @CommandEndpoint({
    operationId: 'endAccount',
    summary: 'End a user’s account, for good',
    description: withExample(
      'For administrators, within their reach (§5.4, §6.1). The e-mail address becomes free, the username does not. Rules END-01 to END-03, ADM-10, USR-03.',
      'endAccount',
    ),
    ofAccount: true,
  })
  async end(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    const { confirmed, noLongerWorksHere } = readInput(EndAccountFields, body);
    return this.desk.issue('end-account', call, { account: accountId(id), confirmed, noLongerWorksHere });
  }
}
