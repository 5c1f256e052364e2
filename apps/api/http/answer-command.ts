import { ApiProperty } from '@nestjs/swagger';
import { type Response } from 'express';
import { type Receipt, type RefusalAnswer } from '#libs/commands/receipt';
import { accountIn } from '#libs/commands/judged';
import { ProblemException, type ProblemType } from './problem.js';

export class ReceiptEvent {
  @ApiProperty({ description: 'Id of the event.', example: '0195e6a0-0000-7000-8000-000000000003' })
  readonly id!: string;
  @ApiProperty({ description: 'Type and version.', example: 'account.user-created.v1' })
  readonly type!: string;
  @ApiProperty({ description: 'Place in its stream.', example: 0 })
  readonly revision!: number;
}

/** What became of a command. */
export class CommandAnswer {
  @ApiProperty({ example: '0195e6a0-0000-7000-8000-000000000002' })
  readonly commandId!: string;
  @ApiProperty({ enum: ['applied', 'changed-nothing'], example: 'applied' })
  readonly outcome!: 'applied' | 'changed-nothing';
  @ApiProperty({ required: false, description: 'Id of the account, where the command was about one.' })
  readonly account?: string;
  @ApiProperty({ description: 'Revision after the command; also the ETag.', example: 1 })
  readonly revision!: number;
  @ApiProperty({
    required: false,
    description: 'Name it in a query to read what this command wrote.',
    example: '42',
  })
  readonly position?: string;
  @ApiProperty({ type: [ReceiptEvent], description: 'What was recorded, in order.' })
  readonly events!: readonly ReceiptEvent[];
}

/**
 * Answers as the receipt says: headers and body, or the problem.
 *
 * @throws ProblemException for a refusal
 */
export function answerCommand(receipt: Receipt, response: Response): CommandAnswer {
  if (receipt.outcome === 'refused') throw refusal(receipt);
  const account = accountIn(receipt.stream);
  if (receipt.revision >= 0) response.setHeader('ETag', `"${receipt.revision}"`);
  if (account !== undefined) response.setHeader('Location', `/v1/accounts/${account}`);
  return {
    commandId: receipt.commandId,
    outcome: receipt.outcome,
    ...(account === undefined ? {} : { account }),
    revision: receipt.revision,
    ...(receipt.outcome === 'applied'
      ? { position: String(receipt.position), events: receipt.events }
      : { events: [] }),
  };
}

const problemFor: Readonly<Record<RefusalAnswer, ProblemType>> = {
  rule: 'rule-refused',
  unknown: 'not-found',
  forbidden: 'forbidden',
  'too-many': 'too-many-requests',
};

/** A refusal as a problem document. */
export function refusal({
  violations: recorded,
  answer,
  commandId,
}: Extract<Receipt, { outcome: 'refused' }>): ProblemException {
  // In one order, so that a repeated refusal is the same to the byte.
  const violations = recorded.map(({ rule, field, message }) => ({
    rule,
    ...(field === undefined ? {} : { field }),
    message,
  }));
  const rule = violations[0]?.rule;
  return new ProblemException(
    problemFor[answer],
    violations.map(({ message }) => message).join(' '),
    { ...(rule === undefined ? {} : { rule }), violations, commandId },
    answer === 'too-many' ? { 'Retry-After': '3600' } : {},
  );
}
