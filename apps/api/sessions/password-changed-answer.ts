import { ApiProperty } from '@nestjs/swagger';
import { CommandAnswer } from '../http/answer-command.js';
import { SignedInAnswer } from './session-answer.js';

/** PWD-08: what became of the change, and the session that takes the place of all that there were. */
export class PasswordChangedAnswer extends CommandAnswer {
  @ApiProperty({
    type: SignedInAnswer,
    required: false,
    description: 'Absent where the same command was carried out before: its session isn’t shown again.',
  })
  readonly session?: SignedInAnswer;
}
