import { ApiProperty } from '@nestjs/swagger';
import { CommandAnswer } from '../http/answer-command.js';
import { policyValuesSchema } from './propose-policy.fields.js';

const moment = { format: 'date-time', example: '2026-01-01T00:00:00.000Z' } as const;
const changes = { 'activationCode.validFor': 'PT12H' } as const;

class PolicyPersonAnswer {
  @ApiProperty({ description: 'Pseudonym.', example: '0195e6a0-0000-7000-8000-000000000001' })
  readonly id!: string;
  @ApiProperty({ description: 'Name on record, else the pseudonym.', example: 'A. Jansen' })
  readonly name!: string;
}

class PolicyVersionAnswer {
  @ApiProperty({ description: 'The number that decisions cite.', example: 1 })
  readonly number!: number;
  @ApiProperty({ ...moment, description: 'First moment in force.' })
  readonly inForceFrom!: string;
  @ApiProperty({
    ...policyValuesSchema,
    description: 'The values that the version changes.',
    example: changes,
  })
  readonly changes!: object;
  @ApiProperty({ ...policyValuesSchema, description: 'All values that hold from then.', example: changes })
  readonly values!: object;
  @ApiProperty({ description: 'Who set it: of a later version, who confirmed it (ADM-11).' })
  readonly setBy!: PolicyPersonAnswer;
  @ApiProperty({ ...moment, description: 'When it was set.' })
  readonly setAt!: string;
  @ApiProperty({ required: false, description: 'Who proposed it; the first version was not proposed.' })
  readonly proposedBy?: PolicyPersonAnswer;
}

class PolicyProposalAnswer {
  @ApiProperty({ description: 'Id of the proposal.', example: '0195e6a0-0000-7000-8000-000000000002' })
  readonly id!: string;
  @ApiProperty({ ...moment, description: 'First moment in force, once confirmed.' })
  readonly inForceFrom!: string;
  @ApiProperty({ ...policyValuesSchema, description: 'The values that would change.', example: changes })
  readonly values!: object;
  @ApiProperty({ description: 'Who proposed it.' })
  readonly proposedBy!: PolicyPersonAnswer;
  @ApiProperty({ ...moment, description: 'When it was proposed.' })
  readonly proposedAt!: string;
  @ApiProperty({
    required: false,
    description: 'The version that it became; absent until somebody else confirms it.',
    example: 2,
  })
  readonly version?: number;
}

/** All policy, past and to come. */
export class PolicyAnswer {
  @ApiProperty({ type: [PolicyVersionAnswer], description: 'In the order in which they hold.' })
  readonly versions!: readonly PolicyVersionAnswer[];
  @ApiProperty({ type: [PolicyProposalAnswer], description: 'In the order in which they were made.' })
  readonly proposals!: readonly PolicyProposalAnswer[];
}

export class ProposalMadeAnswer extends CommandAnswer {
  @ApiProperty({
    required: false,
    description: 'Id of the proposal, where there was something to change.',
    example: '0195e6a0-0000-7000-8000-000000000002',
  })
  readonly proposal?: string;
}
