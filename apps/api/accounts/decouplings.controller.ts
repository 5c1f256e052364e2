import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type CommandAnswer } from '../http/answer-command.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { readInput } from '../http/read-input.js';
import { AccountId, accountId } from './account-id.js';
import { askedIn } from './desk-request.fields.js';
import { DecoupleMeansFields } from './decouple-means.fields.js';

@ApiTags('accounts')
@Controller('accounts/:id')
export class DecouplingsController {
  constructor(private readonly desk: HttpDesk) {}

  @Post('decouplings')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: DecoupleMeansFields })
  @CommandEndpoint({
    operationId: 'decoupleMeans',
    summary: 'Decouple the eHerkenning means and mail a new activation code',
    description: withExample(
      'For administrators, of a user or of themselves, and for the service desk, of an administrator (§4.6). Rules EHK-07, ADM-10, ACT-04, CNV-05, ADM-12.',
      'decoupleMeans',
    ),
    ofAccount: true,
  })
  async decouple(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    const fields = readInput(DecoupleMeansFields, body);
    const { reason, holdsRightMeans } = fields;
    return this.desk.issue('decouple-means', call, {
      account: accountId(id),
      reason,
      holdsRightMeans,
      ...askedIn(fields),
    });
  }
}
