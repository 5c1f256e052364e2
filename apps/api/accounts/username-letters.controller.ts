import { Body, Controller, HttpCode, Param, Post, type StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { ShowUsernameLetter } from '#libs/queries/show-username-letter';
import { CommandEndpoint, Pdf } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { pdfFile } from '../http/pdf-file.js';
import { AccountId, accountId } from './account-id.js';
import { OnRequestFields, requestIn } from './desk-request.fields.js';

@ApiTags('accounts')
@Controller('accounts/:id')
export class UsernameLettersController {
  constructor(
    private readonly desk: HttpDesk,
    private readonly queries: QueryBus,
  ) {}

  @Post('username-letters')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: OnRequestFields })
  @CommandEndpoint({
    operationId: 'printUsernameLetter',
    summary: 'Print the letter with the username',
    description: withExample(
      'For administrators (of users) and on request the service desk (of administrators), while no means is coupled (§4.3). Each print is recorded; the same command again gives the same letter. Rules USR-09, ADM-12.',
      'printUsernameLetter',
    ),
    ofAccount: true,
    answer: new Pdf(),
  })
  async printUsernameLetter(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<StreamableFile> {
    const account = accountId(id);
    const answer = await this.desk.issue('print-username-letter', call, { account, ...requestIn(body) });
    const print = new ShowUsernameLetter(call.caller, account, answer.revision);
    const pdf = await this.queries.execute<ShowUsernameLetter, Buffer>(print);
    call.response.setHeader('Position', answer.position ?? '');
    return pdfFile(pdf, 'gebruikersnaam');
  }
}
