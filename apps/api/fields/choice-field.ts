import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { type RuleId } from '#libs/domain/rules';
import { MayBeAbsent } from './may-be-absent.js';

/** One of a fixed list of values. @param rule the one of the rulebook that has the list, for who gives something else */
export const ChoiceField = (
  choices: readonly string[],
  {
    description,
    example,
    optional = false,
    rule,
  }: {
    readonly description: string;
    readonly example: string;
    readonly optional?: boolean;
    readonly rule?: RuleId;
  },
): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ enum: [...choices], description, example, required: !optional }),
    ...(optional ? [MayBeAbsent()] : []),
    IsIn(choices, { message: `must be one of: ${choices.join(', ')}`, context: { rule } }),
  );
