import { Transform } from 'class-transformer';
import { IsBoolean } from 'class-validator';
import { MayBeAbsent } from '../fields/may-be-absent.js';
import { printableText, TextField } from '../fields/text-field.js';

const isTrue = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

/** How a register file is to be loaded. */
export class RegisterFileQuery {
  @TextField({
    form: printableText(200),
    description: 'name of the file',
    example: 'schoolvestigingen-voorbeeld.2026-04.csv',
  })
  readonly name!: string;
  @MayBeAbsent()
  @Transform(isTrue)
  @IsBoolean({ message: 'must be true or false' })
  readonly allowClosures?: boolean;
  @MayBeAbsent()
  @Transform(isTrue)
  @IsBoolean({ message: 'must be true or false' })
  readonly allowOlder?: boolean;
}
