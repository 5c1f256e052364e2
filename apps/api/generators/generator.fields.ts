import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { ScureBase32Plugin } from 'otplib';
import { type CodeHash, codeHashes, type CodeKind, codeKinds } from '#libs/domain/generator/events';
import { serialNumberForm } from '#libs/domain/generator/serial-number';
import { generatorLists, type GeneratorList } from '#libs/projections/held-generators/list-generators';
import { ChoiceField } from '../fields/choice-field.js';
import { MayBeAbsent } from '../fields/may-be-absent.js';
import { TextField, uuidForm } from '../fields/text-field.js';
import { badInput } from '../http/problem.js';
import { ReportPageFields } from '../reports/report.fields.js';

const NumberChoice = (choices: readonly number[], description: string, optional = false): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ enum: [...choices], description, example: choices[0], required: !optional }),
    ...(optional ? [MayBeAbsent()] : []),
    IsIn(choices, { message: `must be one of: ${choices.join(', ')}` }),
  );

const serialNumber = {
  form: serialNumberForm,
  description: 'Serial number on the back, capitals and digits with hyphens between them.',
  example: '26-1234567-8',
};

/** TOK-05, TOK-06: a generator with its seed, as its maker delivers it. */
export class SeedGeneratorFields {
  @TextField(serialNumber)
  readonly serialNumber!: string;
  @ChoiceField(codeKinds, {
    description: 'By time (RFC 6238) or by counter (RFC 4226).',
    example: 'totp',
    rule: 'TOK-06',
  })
  readonly otp!: CodeKind;
  @ChoiceField(codeHashes, { description: 'Hash of the HMAC; sha1 with hotp.', example: 'sha1' })
  readonly hash!: CodeHash;
  @NumberChoice([6, 8], 'Digits of a code.')
  readonly digits!: number;
  @NumberChoice([30, 60], 'Seconds that a code lasts; with totp only.', true)
  readonly period?: number;
  @ApiProperty({
    required: false,
    minimum: 0,
    maximum: 1_000_000_000,
    description: 'Counter of the first code; with hotp only.',
    example: 0,
  })
  @MayBeAbsent()
  @IsInt({ message: 'must be a whole number' })
  @Min(0, { message: 'must be 0 or more' })
  @Max(1_000_000_000, { message: 'must be 1000000000 or less' })
  readonly counter?: number;
  @TextField({
    form: { pattern: /^[A-Z2-7]+=*$/, max: 128 },
    description: 'Seed in base32 (RFC 4648), capitals, at least 128 bits. It is sealed and never shown.',
    example: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  })
  readonly seed!: string;
}

const base32 = new ScureBase32Plugin();

/** @returns hexadecimal @throws ProblemException when it is not base32 to the last bit */
export function seedOf(seed: string): string {
  try {
    return Buffer.from(base32.decode(seed)).toString('hex');
  } catch {
    throw badInput([{ field: 'seed', message: 'must be base32 (RFC 4648) to the last bit' }]);
  }
}

/** Which generators, and which page of them. */
export class GeneratorListFields extends ReportPageFields {
  @MayBeAbsent()
  @ChoiceField(generatorLists, {
    description: '`outstanding`: called back and not returned; `held`: every one that is out.',
    example: 'outstanding',
  })
  readonly which: GeneratorList = 'outstanding';
  @TextField({
    form: uuidForm,
    description: 'Only of this account.',
    example: '0195e6a0-0000-7000-8000-000000000001',
    optional: true,
  })
  readonly account?: string;
}

class ListedGeneratorAnswer {
  @ApiProperty({ example: '26-1234567-8' })
  readonly serialNumber!: string;
  @ApiProperty({ description: 'Id of the account that has it.', format: 'uuid' })
  readonly account!: string;
  @ApiProperty({ enum: ['living', 'ended'], example: 'living' })
  readonly accountState!: 'living' | 'ended';
  @ApiProperty({ example: 'board-99901' })
  readonly organisation!: string;
  @ApiProperty({ enum: ['issued', 'handed-over', 'deactivated'], example: 'handed-over' })
  readonly state!: string;
  @ApiProperty({ format: 'date-time', example: '2026-11-23T09:00:00.000Z' })
  readonly issuedAt!: string;
  @ApiProperty({
    type: 'string',
    nullable: true,
    format: 'date-time',
    description: 'Since when it is asked back.',
    example: null,
  })
  readonly calledBackAt!: string | null;
  @ApiProperty({
    enum: ['no-longer-used', 'account-ended', 'deactivated'],
    nullable: true,
    description: 'Why it is asked back.',
    example: 'no-longer-used',
  })
  readonly reason!: string | null;
}

export class GeneratorPageAnswer {
  @ApiProperty({ type: [ListedGeneratorAnswer], description: 'Out longest first.' })
  readonly generators!: readonly ListedGeneratorAnswer[];
  @ApiProperty({ required: false, description: 'Cursor of the next page; absent on the last one.' })
  readonly next?: string;
}
