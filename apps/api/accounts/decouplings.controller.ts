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
import { AccountId, accountId } from './account-id.js';
import { DecoupleMeansFields } from './decouple-means.fields.js';

const origin = { channel: 'http' } as const;

@ApiTags('accounts')
@Controller('accounts/:id')
export class DecouplingsController {
  constructor(private readonly desk: CommandDesk) {}

  @Post('decouplings')
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
}
