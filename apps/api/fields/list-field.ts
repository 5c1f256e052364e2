import { applyDecorators, type Type as Class } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, ValidateNested } from 'class-validator';
import { MayBeAbsent } from './may-be-absent.js';

/** A list of objects. An empty one is for the rules to judge. */
export const ListField = (
  of: () => Class<object>,
  {
    description,
    max,
    optional = false,
  }: { readonly description: string; readonly max: number; readonly optional?: boolean },
): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: () => of(), isArray: true, description, maxItems: max, required: !optional }),
    ...(optional ? [MayBeAbsent()] : []),
    IsArray({ message: 'must be a list' }),
    ArrayMaxSize(max, { message: `must have at most ${max} elements` }),
    IsObject({ each: true, message: 'must hold objects only' }),
    ValidateNested({ each: true }),
    Type(of),
  );

/** One object with fields of its own. */
export const ObjectField = (
  of: () => Class<object>,
  description: string,
  { optional = false }: { readonly optional?: boolean } = {},
): PropertyDecorator =>
  applyDecorators(
    // Swagger knows a type that is still to come by the name of this function.
    ApiProperty({ type: () => of(), description, required: !optional }),
    ...(optional ? [MayBeAbsent()] : []),
    IsObject({ message: 'must be an object' }),
    ValidateNested(),
    Type(of),
  );
