import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { readDeliveryStatus } from '#libs/correspondence/delivery-status';
import { type CommandAnswer } from '../http/answer-command.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { badInput } from '../http/problem.js';
import { readInput } from '../http/read-input.js';
import { MailBounceFields } from './mail-bounce.fields.js';

@ApiTags('mails')
@Controller('mail-bounces')
export class MailBouncesController {
  constructor(private readonly desk: HttpDesk) {}

  @Post()
  @HttpCode(200)
  @ApiBody({ type: MailBounceFields })
  @CommandEndpoint({
    operationId: 'recordMailBounce',
    summary: 'Record that a mail came back as undeliverable',
    description: withExample(
      'For the operator’s mail application. Only a failure counts: a delay or a delivery changes nothing. A code that nobody got is void, and can be mailed anew. Rule ACT-06.',
      'recordMailBounce',
    ),
  })
  async record(@Posted() call: PostedCommand, @Body() body: unknown): Promise<CommandAnswer> {
    await this.desk.requireMay('record-mail-bounce', call);
    const { notification } = readInput(MailBounceFields, body);
    const reported = await readDeliveryStatus(Buffer.from(notification, 'base64').toString('utf8'));
    if (reported === undefined)
      throw badInput([
        {
          field: 'notification',
          message: 'must be a delivery status notification (RFC 3464) about a mail that was sent from here',
        },
      ]);
    return this.desk.issue('record-mail-bounce', call, reported);
  }
}
