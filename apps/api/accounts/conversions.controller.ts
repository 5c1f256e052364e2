import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { type Caller } from '#libs/access/caller';
import { CommandDesk } from '#libs/commands/command-desk';
import { answerCommand, type CommandAnswer } from '../http/answer-command.js';
import { From } from '../http/caller.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { readInput } from '../http/read-input.js';
import { type CommandHeaders, ForCommand } from '../http/request-headers.js';
import { accountId, AccountId } from './account-id.js';
import { BeginConversionFields, MarkOfficeStaffFields } from './conversions.fields.js';

const origin = { channel: 'http' } as const;

@ApiTags('couplings')
@Controller('accounts/:id')
export class ConversionsController {
  constructor(private readonly desk: CommandDesk) {}

  @Post('conversions')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: BeginConversionFields })
  @CommandEndpoint({
    operationId: 'beginConversion',
    summary: 'Begin the move of a token account to eHerkenning, and mail an activation code',
    description: withExample(
      'For administrators, of themselves and of users whom their own organisation employs (§5.1, §5.2), and for the service desk, of administrators. It can’t be undone. Until a means is coupled the token sign-in keeps working. Rules CNV-01 to CNV-05, ADM-10.',
      'beginConversion',
    ),
    ofAccount: true,
  })
  async begin(
    @From() caller: Caller,
    @ForCommand() headers: CommandHeaders,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    const { confirmed, holdsRightMeans } = readInput(BeginConversionFields, body);
    const receipt = await this.desk.issue('begin-conversion', {
      ...headers,
      caller,
      origin,
      body: { account: accountId(id), confirmed, holdsRightMeans },
    });
    return answerCommand(receipt, response);
  }

  @Post('office-staff-marks')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: MarkOfficeStaffFields })
  @CommandEndpoint({
    operationId: 'markOfficeStaff',
    summary: 'Mark a user as an administration office’s staff, or no longer so',
    description: withExample(
      'For administrators, within their reach (§5.3). Such accounts needn’t be converted and are left out of the plan’s counts. Rules CNV-01, USR-06.',
      'markOfficeStaff',
    ),
    ofAccount: true,
  })
  async mark(
    @From() caller: Caller,
    @ForCommand() headers: CommandHeaders,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    const { officeStaff } = readInput(MarkOfficeStaffFields, body);
    const receipt = await this.desk.issue('mark-office-staff', {
      ...headers,
      caller,
      origin,
      body: { account: accountId(id), officeStaff },
    });
    return answerCommand(receipt, response);
  }
}
