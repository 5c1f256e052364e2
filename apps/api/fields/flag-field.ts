import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { MayBeAbsent } from './may-be-absent.js';

/** Something that the person says, or doesn't say. */
export const FlagField = (
  description: string,
  { optional = false }: { readonly optional?: boolean } = {},
): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ description, example: true, required: !optional }),
    ...(optional ? [MayBeAbsent()] : []),
    IsBoolean({ message: 'must be true or false' }),
  );
