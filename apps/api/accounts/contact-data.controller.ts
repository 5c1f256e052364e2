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
import { ChangeContactDataFields, contactDataOf } from './change-contact-data.fields.js';

const origin = { channel: 'http' } as const;

@ApiTags('accounts')
@Controller('accounts/:id')
export class ContactDataController {
  constructor(private readonly desk: CommandDesk) {}

  @Post('contact-data-changes')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: ChangeContactDataFields, ...bodyExample('changeContactData') })
  @CommandEndpoint({
    operationId: 'changeContactData',
    summary: 'Change telephone number, e-mail address and function',
    description: withExample(
      'For the holder, for administrators (of users), and for the service desk (§2.6, §3.7, §4.5). A new e-mail address voids an outstanding activation code, and the old address is told. Rules USR-04, USR-06, USR-08, ADM-10.',
      'changeContactData',
    ),
    ofAccount: true,
  })
  async changeContactData(
    @From() caller: Caller,
    @ForCommand() headers: CommandHeaders,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    const change = contactDataOf(readInput(ChangeContactDataFields, body));
    const receipt = await this.desk.issue('change-contact-data', {
      ...headers,
      caller,
      origin,
      body: { account: accountId(id), change },
    });
    return answerCommand(receipt, response);
  }
}
