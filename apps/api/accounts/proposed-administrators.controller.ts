import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type Caller } from '#libs/access/caller';
import {
  ShowProposedAdministrator,
  type ShownProposedAdministrator,
} from '#libs/queries/show-proposed-administrator';
import { type CommandAnswer } from '../http/answer-command.js';
import { From } from '../http/caller.js';
import { CommandEndpoint, QueryEndpoint } from '../http/command-endpoint.js';
import { bodyExample, withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { readInput, requireNoFields } from '../http/read-input.js';
import { accountId, AccountId } from './account-id.js';
import { AppointAdministratorFields, authorisationsOf, formOf } from './appoint-administrator.fields.js';
import { NoFields } from '../http/no-fields.js';
import { holderOf } from './holder-fields.js';
import { ProposedAdministratorAnswer } from './proposed-administrator-answer.js';

/** ADM-11: appointing an administrator takes two people of the service desk. */
@ApiTags('accounts')
@Controller()
export class ProposedAdministratorsController {
  constructor(
    private readonly desk: HttpDesk,
    private readonly queries: QueryBus,
  ) {}

  @Post('administrators')
  @ApiBody({ type: AppointAdministratorFields, ...bodyExample('proposeAdministrator') })
  @CommandEndpoint({
    operationId: 'proposeAdministrator',
    summary: 'Propose an administrator on the board’s form',
    description: withExample(
      'For the service desk. Until a colleague confirms it there is no account, and username and e-mail address are taken. Rules ADM-01, ADM-04, ADM-05, ADM-11, USR-02 to USR-04, USR-10.',
      'proposeAdministrator',
    ),
    created: true,
  })
  async propose(@Posted() call: PostedCommand, @Body() body: unknown): Promise<CommandAnswer> {
    const fields = readInput(AppointAdministratorFields, body);
    return this.desk.issue('propose-administrator', call, {
      holder: holderOf(fields),
      form: formOf(fields.form),
      authorisations: authorisationsOf(fields.authorisations),
    });
  }

  @Get('accounts/:id/appointment-proposal')
  @AccountId
  @QueryEndpoint({
    operationId: 'showProposedAdministrator',
    summary: 'What waits for a colleague’s confirmation',
    description: withExample('For the service desk. Rules ADM-01, ADM-11.', 'showProposedAdministrator'),
    answer: ProposedAdministratorAnswer,
  })
  async show(@From() caller: Caller, @Param('id') id: string): Promise<ShownProposedAdministrator> {
    return this.queries.execute(new ShowProposedAdministrator(caller, accountId(id)));
  }

  @Post('accounts/:id/appointment-confirmations')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: NoFields })
  @CommandEndpoint({
    operationId: 'confirmAdministrator',
    summary: 'Confirm a proposed administrator: then the account is there',
    description: withExample(
      'For somebody else of the service desk than who proposed it. All is judged again as it is today. Rules ADM-01, ADM-04, ADM-05, ADM-11, USR-04, USR-10.',
      'confirmAdministrator',
    ),
    ofAccount: true,
  })
  async confirm(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    requireNoFields(body);
    return this.desk.issue('confirm-administrator', call, { account: accountId(id) });
  }

  @Post('accounts/:id/appointment-rejections')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: NoFields })
  @CommandEndpoint({
    operationId: 'rejectAdministrator',
    summary: 'Turn a proposed administrator down',
    description: withExample(
      'For the service desk, who proposed it included. Username and e-mail address become free. Rules ADM-01, ADM-11.',
      'rejectAdministrator',
    ),
    ofAccount: true,
  })
  async reject(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    requireNoFields(body);
    return this.desk.issue('reject-administrator', call, { account: accountId(id) });
  }
}
