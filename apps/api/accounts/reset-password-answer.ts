import { ApiProperty } from '@nestjs/swagger';
import { CommandAnswer } from '../http/answer-command.js';

/** PWD-09: what became of the reset, and the temporary password, this once. */
export class ResetPasswordAnswer extends CommandAnswer {
  @ApiProperty({
    enum: ['now', 'before'],
    description: '`before`: the same command was carried out before; its password isn’t shown again.',
    example: 'now',
  })
  readonly shown!: 'now' | 'before';
  @ApiProperty({
    required: false,
    description: 'For the user, who must change it right after signing in with it. Shown once, kept nowhere.',
    example: 'bkmt2749fwrd8365',
  })
  readonly temporaryPassword?: string;
}
