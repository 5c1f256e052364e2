import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type CommandAnswer } from '../http/answer-command.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { bodyExample, withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { readInput } from '../http/read-input.js';
import { accountId, AccountId } from './account-id.js';
import { AdministratorAuthorisationsFields } from './administrator-authorisations.fields.js';
import { StepDownFields } from './step-down.fields.js';
import { authorisationsOf, formOf } from './appoint-administrator.fields.js';

@ApiTags('accounts')
@Controller('accounts/:id')
export class AdministratorAuthorisationsController {
  constructor(private readonly desk: HttpDesk) {}

  @Post('administrator-authorisations')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: AdministratorAuthorisationsFields, ...bodyExample('grantAdministratorAuthorisations') })
  @CommandEndpoint({
    operationId: 'grantAdministratorAuthorisations',
    summary: 'Let an administrator hand out more, on the board’s form',
    description: withExample(
      'For the service desk. For another organisation it takes that one’s mandate, recorded by a colleague. Rules ADM-01, ADM-05, ADM-11, USR-06, USR-10.',
      'grantAdministratorAuthorisations',
    ),
    ofAccount: true,
  })
  async grant(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    return this.desk.issue('grant-administrator-authorisations', call, onForm(id, body));
  }

  @Post('administrator-authorisation-withdrawals')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: AdministratorAuthorisationsFields, ...bodyExample('withdrawAdministratorAuthorisations') })
  @CommandEndpoint({
    operationId: 'withdrawAdministratorAuthorisations',
    summary: 'Let an administrator hand out less, on the board’s form',
    description: withExample(
      'For the service desk. What the administrator handed out stays. Rules ADM-01, ADM-05, ADM-07, USR-06.',
      'withdrawAdministratorAuthorisations',
    ),
    ofAccount: true,
  })
  async withdraw(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    return this.desk.issue('withdraw-administrator-authorisations', call, onForm(id, body));
  }

  @Post('step-downs')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: StepDownFields, ...bodyExample('stepDown') })
  @CommandEndpoint({
    operationId: 'stepDown',
    summary: 'Record that an administrator steps down, on the board’s form',
    description: withExample(
      'For the service desk (§6.2). The form says whether the person stays on as a user, which takes a user role; otherwise the account ends. Accounts that they made or manage are untouched. Rules ADM-06, USR-05, END-01.',
      'stepDown',
    ),
    ofAccount: true,
  })
  async stepDown(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    const { form, staysOnAsUser } = readInput(StepDownFields, body);
    return this.desk.issue('step-down', call, { account: accountId(id), form: formOf(form), staysOnAsUser });
  }
}

function onForm(id: string, body: unknown) {
  const { form, authorisations } = readInput(AdministratorAuthorisationsFields, body);
  return { account: accountId(id), form: formOf(form), authorisations: authorisationsOf(authorisations) };
}
