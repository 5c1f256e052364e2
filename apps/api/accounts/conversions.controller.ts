import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type CommandAnswer } from '../http/answer-command.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { readInput } from '../http/read-input.js';
import { accountId, AccountId } from './account-id.js';
import { askedIn } from './desk-request.fields.js';
import { BeginConversionFields, MarkOfficeStaffFields } from './conversions.fields.js';

@ApiTags('couplings')
@Controller('accounts/:id')
export class ConversionsController {
  constructor(private readonly desk: HttpDesk) {}

  @Post('conversions')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: BeginConversionFields })
  @CommandEndpoint({
    operationId: 'beginConversion',
    summary: 'Begin the move of a token account to eHerkenning, and mail an activation code',
    description: withExample(
      'For administrators, of themselves and of users whom their own organisation employs (§5.1, §5.2), and for the service desk, of administrators. It can’t be undone. Until a means is coupled the token sign-in keeps working. Rules CNV-01 to CNV-05, ADM-10, ADM-12.',
      'beginConversion',
    ),
    ofAccount: true,
  })
  async begin(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    const fields = readInput(BeginConversionFields, body);
    const { confirmed, holdsRightMeans } = fields;
    return this.desk.issue('begin-conversion', call, {
      account: accountId(id),
      confirmed,
      holdsRightMeans,
      ...askedIn(fields),
    });
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
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    const { officeStaff } = readInput(MarkOfficeStaffFields, body);
    return this.desk.issue('mark-office-staff', call, { account: accountId(id), officeStaff });
  }
}
