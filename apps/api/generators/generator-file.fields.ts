import { ApiProperty } from '@nestjs/swagger';
import {
  maxSeedFileBytes,
  type SeedFileFormat,
  seedFileFormats,
  type SeedFileKey,
} from '#libs/seed-file/seed-file';
import { ChoiceField } from '../fields/choice-field.js';
import { dateForm, printableText, TextField } from '../fields/text-field.js';
import { CommandAnswer } from '../http/answer-command.js';

/** TOK-08: the supplier's file, with what opens it and the delivery that it belongs to. */
export class GeneratorFileFields {
  @ChoiceField(seedFileFormats, {
    description: 'pskc (RFC 6030), or csv: serial, seed, kind, hash, digits, period, counter.',
    example: 'csv',
  })
  readonly format!: SeedFileFormat;
  @TextField({
    form: { pattern: /^[A-Za-z0-9+/]+={0,2}$/, max: Math.ceil(maxSeedFileBytes / 3) * 4 },
    description: 'The file in base64 (RFC 4648); at most 16 MiB of it. Its seeds are sealed and never shown.',
    example: Buffer.from(
      'serial,seed,kind,digits,period\n26-1234567-8,3132333435363738393031323334353637383930,totp,6,30\n',
    ).toString('base64'),
  })
  readonly file!: string;
  @TextField({
    form: { pattern: /^([0-9a-fA-F]{2})+$/, max: 64 },
    description: 'Pre-shared key of an encrypted PSKC file, hexadecimal (RFC 6030, 6.1).',
    example: '12345678901234567890123456789012',
    optional: true,
  })
  readonly key?: string;
  @TextField({
    form: printableText(200),
    description: 'Passphrase of an encrypted PSKC file (RFC 6030, 6.2).',
    example: 'qwerty',
    optional: true,
  })
  readonly passphrase?: string;
  @TextField({
    form: { pattern: /^[0-9A-Za-z][0-9A-Za-z./-]*$/, max: 40 },
    description: 'Number of the supplier’s delivery note: letters, digits, points, slashes and hyphens.',
    example: 'PB-2026-001',
  })
  readonly deliveryNote!: string;
  @TextField({
    form: dateForm,
    description: 'When it was received (Europe/Amsterdam).',
    example: '2026-11-20',
    format: 'date',
  })
  readonly receivedOn!: string;
}

export const keyIn = ({ key, passphrase }: GeneratorFileFields): SeedFileKey => ({
  ...(key === undefined ? {} : { preShared: Buffer.from(key, 'hex') }),
  ...(passphrase === undefined ? {} : { passphrase }),
});

export class GeneratorFileAnswer extends CommandAnswer {
  @ApiProperty({ description: 'Generators in the file; all of them are in the ledger.', example: 1000 })
  readonly generators!: number;
}
