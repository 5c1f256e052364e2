import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiParam, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { accountIdForm } from '#libs/access/account-id-form';
import { type Caller } from '#libs/access/caller';
import { CommandDesk } from '#libs/commands/command-desk';
import { type AccountRow } from '#libs/projections/account-search/account-rows';
import { type AccountPage } from '#libs/projections/account-search/search-accounts';
import { SearchAccounts } from '#libs/queries/search-accounts';
import { ShowAccount } from '#libs/queries/show-account';
import { ShowUsernameLetter } from '#libs/queries/show-username-letter';
import { answerCommand, type CommandAnswer } from '../http/answer-command.js';
import { From } from '../http/caller.js';
import { CommandEndpoint, QueryEndpoint } from '../http/command-endpoint.js';
import { bodyExample, withExample } from '../http/examples.js';
import { readInput, requireNoFields } from '../http/read-input.js';
import { AtPosition, type CommandHeaders, ForCommand } from '../http/request-headers.js';
import { badInput } from '../http/problem.js';
import { AccountAnswer, AccountPageAnswer } from './account-answer.js';
import { ChangeContactDataFields, contactDataOf } from './change-contact-data.fields.js';
import { ChangeRolesFields } from './change-roles.fields.js';
import { CreateUserFields } from './create-user.fields.js';
import { DecoupleMeansFields, NoFields } from './decouple-means.fields.js';
import { EndAccountFields } from './end-account.fields.js';
import { holderOf, rolesOf } from './holder-fields.js';
import { SearchAccountsFields } from './search-accounts.fields.js';
import { UsernameLetterAnswer } from './username-letter-answer.js';

const origin = { channel: 'http' } as const;
export const AccountId = ApiParam({
  name: 'id',
  description: 'Id of the account.',
  schema: { type: 'string', format: 'uuid' },
});

/** @throws ProblemException when it is not a UUID */
export function accountId(id: string): string {
  if (!accountIdForm.test(id)) throw badInput([{ field: 'id', message: 'must be the UUID of an account' }]);
  return id.toLowerCase();
}

@ApiTags('accounts')
@Controller()
export class AccountsController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly queries: QueryBus,
  ) {}

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

  @Post('accounts/:id/role-changes')
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

  @Post('accounts/:id/activation-codes')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: NoFields })
  @CommandEndpoint({
    operationId: 'mailActivationCode',
    summary: 'Have an activation code made and mailed',
    description: withExample(
      'For administrators, of users, and of themselves while they are converted or decoupled; for the service desk, of administrators (§4.3, §4.4, §5.1). Rules ACT-01, ACT-02, ACT-04, ACT-05.',
      'mailActivationCode',
    ),
    ofAccount: true,
  })
  async mailActivationCode(
    @From() caller: Caller,
    @ForCommand() headers: CommandHeaders,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    requireNoFields(body);
    const receipt = await this.desk.issue('mail-activation-code', {
      ...headers,
      caller,
      origin,
      body: { account: accountId(id) },
    });
    return answerCommand(receipt, response);
  }

  @Post('accounts/:id/decouplings')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: DecoupleMeansFields })
  @CommandEndpoint({
    operationId: 'decoupleMeans',
    summary: 'Decouple the eHerkenning means and mail a new activation code',
    description: withExample(
      'For administrators, of a user or of themselves, and for the service desk, of an administrator (§4.6). Rules EHK-07, ADM-10, ACT-04, CNV-05.',
      'decoupleMeans',
    ),
    ofAccount: true,
  })
  async decouple(
    @From() caller: Caller,
    @ForCommand() headers: CommandHeaders,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    const { reason, holdsRightMeans } = readInput(DecoupleMeansFields, body);
    const receipt = await this.desk.issue('decouple-means', {
      ...headers,
      caller,
      origin,
      body: { account: accountId(id), reason, holdsRightMeans },
    });
    return answerCommand(receipt, response);
  }

  @Post('accounts/:id/username-letters')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: NoFields })
  @CommandEndpoint({
    operationId: 'printUsernameLetter',
    summary: 'Print the letter with the username',
    description: withExample(
      'For administrators (of users) and the service desk (of administrators), while no means is coupled (§4.3). Each print is recorded. Rule USR-09.',
      'printUsernameLetter',
    ),
    ofAccount: true,
    answer: UsernameLetterAnswer,
  })
  async printUsernameLetter(
    @From() caller: Caller,
    @ForCommand() headers: CommandHeaders,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<UsernameLetterAnswer> {
    requireNoFields(body);
    const account = accountId(id);
    const receipt = await this.desk.issue('print-username-letter', {
      ...headers,
      caller,
      origin,
      body: { account },
    });
    const answer = answerCommand(receipt, response);
    const print = new ShowUsernameLetter(caller, account, answer.revision);
    return { ...answer, letter: await this.queries.execute<ShowUsernameLetter, string>(print) };
  }

  @Post('accounts/:id/contact-data-changes')
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

  @Post('accounts/_search')
  @HttpCode(200)
  @ApiBody({ type: SearchAccountsFields })
  @QueryEndpoint({
    operationId: 'searchAccounts',
    summary: 'Search accounts in reach',
    description: withExample(
      'For administrators, within their reach, and the service desk (§4.1). Rules USR-01, ADM-02. A query in a body, because what is typed is personal data.',
      'searchAccounts',
    ),
    answer: AccountPageAnswer,
    positioned: true,
  })
  async search(
    @From() caller: Caller,
    @AtPosition() position: bigint | undefined,
    @Body() body: unknown,
  ): Promise<AccountPage> {
    const { words = '', organisation, limit, cursor } = readInput(SearchAccountsFields, body);
    const search = {
      words,
      ...(organisation === undefined ? {} : { organisation }),
      ...(limit === undefined ? {} : { limit }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    return this.queries.execute(new SearchAccounts(caller, search, position));
  }

  @Get('accounts/:id')
  @AccountId
  @QueryEndpoint({
    operationId: 'showAccount',
    summary: 'Details of one account in reach',
    description: withExample(
      'For administrators, within their reach, the holder, and the service desk (§4.3). Rules USR-01, ADM-02.',
      'showAccount',
    ),
    answer: AccountAnswer,
    positioned: true,
  })
  async show(
    @From() caller: Caller,
    @Param('id') id: string,
    @AtPosition() position: bigint | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AccountRow> {
    const account = await this.queries.execute<ShowAccount, AccountRow>(
      new ShowAccount(caller, accountId(id), position),
    );
    response.setHeader('ETag', `"${account.revision}"`);
    return account;
  }
}
