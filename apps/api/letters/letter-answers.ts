import { ApiProperty } from '@nestjs/swagger';
import { type Channel, channels, type LetterKind, letterKinds } from '#libs/domain/letter/events';
import { type Letter, letterStates } from '#libs/domain/letter/letter';
import { CommandAnswer } from '../http/answer-command.js';

const letterId = '0195e6a0-0000-7000-8000-000000000004';

const number = { example: '2026-000123', description: 'The number on it (Ons nummer).' };

/** Instead of the letter, where it was shown before. */
export class AlreadyTakenAnswer extends CommandAnswer {
  @ApiProperty({ description: 'The letter is shown once: take care that nobody else has it.', example: true })
  readonly alreadyShown!: true;
}

/** One letter, without name, address or text. */
class LetterAnswer {
  @ApiProperty({ example: letterId })
  readonly id!: string;
  @ApiProperty({ ...number, required: false })
  readonly number?: string;
  @ApiProperty({ enum: [...letterKinds], example: 'username' })
  readonly kind!: LetterKind;
  @ApiProperty({ enum: [...channels], example: 'courier' })
  readonly channel!: Channel;
  @ApiProperty({ description: 'Where it goes.', example: 'board-99901' })
  readonly organisation!: string;
  @ApiProperty({ required: false, description: 'The account that it is about.' })
  readonly account?: string;
  @ApiProperty({ required: false, description: 'Account of the administrator who gets it (ADM-08, TOK-02).' })
  readonly deliveredTo?: string;
  @ApiProperty({ required: false, description: 'Of the token generator that it is about.' })
  readonly serialNumber?: string;
  @ApiProperty({ enum: [...letterStates], example: 'made' })
  readonly state!: Letter['state'];
  @ApiProperty({ example: '2026-11-23T20:55:00.000Z' })
  readonly askedAt!: string;
  @ApiProperty({ description: 'When it came into its state.', example: '2026-11-23T20:55:01.000Z' })
  readonly since!: string;
  @ApiProperty({ description: 'How often it was opened again.', example: 0 })
  readonly openedAgain!: number;
  @ApiProperty({ required: false })
  readonly trackingNumber?: string;
  @ApiProperty({
    required: false,
    description: 'Whether an address was on record; where not, it must be looked up.',
  })
  readonly addressOnRecord?: boolean;
}

export class LettersAnswer {
  @ApiProperty({ type: [LetterAnswer], description: 'Oldest first.' })
  readonly letters!: readonly LetterAnswer[];
  @ApiProperty({ required: false, description: 'Cursor of the next page; absent on the last one.' })
  readonly next?: string;
}

export class LetterOnRecordAnswer {
  @ApiProperty({ example: letterId })
  readonly id!: string;
  @ApiProperty({ enum: [...letterStates], example: 'sent' })
  readonly state!: Letter['state'];
  @ApiProperty({ ...number, required: false })
  readonly number?: string;
  @ApiProperty({ description: 'How often it was opened again, and with that made anew.', example: 0 })
  readonly openedAgain!: number;
  @ApiProperty({
    required: false,
    description:
      'Only of letters made before they were PDF: what stood in it, without the secret, until it was erased.',
  })
  readonly text?: string;
}
