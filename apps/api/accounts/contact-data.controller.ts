import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type CommandAnswer } from '../http/answer-command.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { bodyExample, withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { readInput } from '../http/read-input.js';
import { AccountId, accountId } from './account-id.js';
import { askedIn } from './desk-request.fields.js';
import { ChangeContactDataFields, contactDataOf } from './change-contact-data.fields.js';

@ApiTags('accounts')
@Controller('accounts/:id')
export class ContactDataController {
  constructor(private readonly desk: HttpDesk) {}

  @Post('contact-data-changes')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: ChangeContactDataFields, ...bodyExample('changeContactData') })
  @CommandEndpoint({
    operationId: 'changeContactData',
    summary: 'Change telephone number, e-mail address and function',
    description: withExample(
      'For the holder, for administrators (of users), and on request for the service desk (§2.6, §3.7, §4.5). A new e-mail address voids an outstanding activation code, and the old address is told. Rules USR-04, USR-06, USR-08, ADM-10, ADM-12.',
      'changeContactData',
    ),
    ofAccount: true,
  })
  async changeContactData(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    const fields = readInput(ChangeContactDataFields, body);
    const change = contactDataOf(fields);
    return this.desk.issue('change-contact-data', call, {
      account: accountId(id),
      change,
      ...askedIn(fields),
    });
  }
}
