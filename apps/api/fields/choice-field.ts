import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';

/** One of a fixed list of values. */
export const ChoiceField = (
  choices: readonly string[],
  { description, example }: { readonly description: string; readonly example: string },
): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ enum: [...choices], description, example }),
    IsIn(choices, { message: `must be one of: ${choices.join(', ')}` }),
  );
