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
import { CreateUserFields } from './create-user.fields.js';
import { EndAccountFields } from './end-account.fields.js';
import { holderOf, rolesOf } from './holder-fields.js';

const origin = { channel: 'http' } as const;

/** How a user’s account begins and ends. */
@ApiTags('accounts')
@Controller()
export class UsersController {
  constructor(private readonly desk: CommandDesk) {}

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
  async createUser(
    @From() caller: Caller,
    @ForCommand() headers: CommandHeaders,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    const fields = readInput(CreateUserFields, body);
    const receipt = await this.desk.issue('create-user', {
      ...headers,
      caller,
      origin,
      body: {
        holder: holderOf(fields),
        roles: rolesOf(fields.roles),
        ...(fields.holdsRightMeans === undefined ? {} : { holdsRightMeans: fields.holdsRightMeans }),
      },
    });
    return answerCommand(receipt, response);
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
    @From() caller: Caller,
    @ForCommand() headers: CommandHeaders,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    const { confirmed, noLongerWorksHere } = readInput(EndAccountFields, body);
    const receipt = await this.desk.issue('end-account', {
      ...headers,
      caller,
      origin,
      body: { account: accountId(id), confirmed, noLongerWorksHere },
    });
    return answerCommand(receipt, response);
  }
}
