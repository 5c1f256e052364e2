import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';

/** Something that the person says, or doesn't say. */
export const FlagField = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ description, example: true }),
    IsBoolean({ message: 'must be true or false' }),
  );
