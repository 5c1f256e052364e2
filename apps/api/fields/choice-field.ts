import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MayBeAbsent } from './may-be-absent.js';

/** One of a fixed list of values. */
export const ChoiceField = (
  choices: readonly string[],
  {
    description,
    example,
    optional = false,
  }: { readonly description: string; readonly example: string; readonly optional?: boolean },
): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ enum: [...choices], description, example, required: !optional }),
    ...(optional ? [MayBeAbsent()] : []),
    IsIn(choices, { message: `must be one of: ${choices.join(', ')}` }),
  );
