import { ApiProperty } from '@nestjs/swagger';
import { CommandAnswer } from '../http/answer-command.js';

/** USR-09: what became of the print, and what is to be printed. */
export class UsernameLetterAnswer extends CommandAnswer {
  @ApiProperty({ description: 'The letter: plain text in Dutch.', example: 'Aan: SR Groningen' })
  readonly letter!: string;
}
