import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn } from 'class-validator';
import { sectors } from '#libs/domain/organisation/organisation';

const context = { rule: 'ORG-01' };

/** ORG-01: one sector or more, each once. */
export const SectorsField = (description: string, example: readonly string[]): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ enum: [...sectors], isArray: true, description, example }),
    IsArray({ message: 'must be a list' }),
    ArrayMinSize(1, { message: 'must have at least one sector', context }),
    ArrayMaxSize(sectors.length, { message: 'must name each sector once' }),
    ArrayUnique({ message: 'must name each sector once' }),
    IsIn(sectors, { each: true, message: `must hold only: ${sectors.join(', ')}`, context }),
  );
