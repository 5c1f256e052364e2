import { ApiProperty } from '@nestjs/swagger';
import { generatorProblems } from '#libs/domain/account/token-events';
import {
  type CustodyPlace,
  custodyPlaces,
  type CustodyState,
  custodyStates,
} from '#libs/domain/generator/custody';
import {
  type DestructionMethod,
  destructionMethods,
  type DestructionReason,
  destructionReasons,
} from '#libs/domain/generator/events';
import { momentForm } from '../audit/audit-query.fields.js';
import { ChoiceField } from '../fields/choice-field.js';
import { printableText, TextField, uuidForm } from '../fields/text-field.js';
import { ReportPageFields } from '../reports/report.fields.js';

const moment = {
  form: momentForm,
  description: 'As it stood at this moment (RFC 3339, UTC); by default now.',
  example: '2040-01-01T00:00:00Z',
  format: 'date-time',
  optional: true,
} as const;

/** Which part of the ledger. */
export class CustodyListFields extends ReportPageFields {
  @ChoiceField(custodyStates, { description: 'Only in this state.', example: 'in-stock', optional: true })
  readonly state?: CustodyState;
  @ChoiceField(custodyPlaces, { description: 'Only at this place.', example: 'stock', optional: true })
  readonly place?: CustodyPlace;
  @TextField({
    form: uuidForm,
    description: 'Only meant for or held by this account.',
    example: '0195e6a0-0000-7000-8000-000000000001',
    optional: true,
  })
  readonly holder?: string;
  @TextField(moment)
  readonly at?: string;
}

/** Of which moment. */
export class CustodyFields {
  @TextField(moment)
  readonly at?: string;
  /** Read by `AtPosition`; named here because unknown parameters are refused. */
  @TextField({
    form: { pattern: /^\d{1,19}$/, max: 19 },
    description: 'Wait until the read model has reached this position.',
    example: '42',
    optional: true,
  })
  readonly position?: string;
}

/** TOK-09. */
export class DestroyGeneratorFields {
  @ChoiceField(destructionReasons, { description: 'Why it is destroyed.', example: 'worn-out' })
  readonly reason!: DestructionReason;
  @ChoiceField(destructionMethods, { description: 'How it was destroyed.', example: 'shredded' })
  readonly method!: DestructionMethod;
  @TextField({
    form: printableText(40),
    description: 'Reference of the report that the two people signed who saw it',
    example: 'PV-2026-0017',
  })
  readonly report!: string;
}

const nullable = { type: 'string', nullable: true } as const;

export class LedgerEntryAnswer {
  @ApiProperty({ example: '26-1234567-8' })
  readonly serialNumber!: string;
  @ApiProperty({ enum: custodyStates, example: 'in-use' })
  readonly state!: CustodyState;
  @ApiProperty({ enum: custodyPlaces, example: 'holder' })
  readonly place!: CustodyPlace;
  @ApiProperty({
    ...nullable,
    format: 'uuid',
    description: 'Account that it is meant for or held by.',
    example: null,
  })
  readonly holder!: string | null;
  @ApiProperty({
    ...nullable,
    format: 'uuid',
    description: 'Account of the administrator who gets it to hand it over.',
    example: null,
  })
  readonly deliveredTo!: string | null;
  @ApiProperty({
    ...nullable,
    enum: [...generatorProblems, null],
    description: 'What is the matter with it.',
  })
  readonly problem!: string | null;
  @ApiProperty({ ...nullable, description: 'Number of the supplier’s delivery note.', example: null })
  readonly deliveryNote!: string | null;
  @ApiProperty({ ...nullable, format: 'date', description: 'When it was received.', example: null })
  readonly receivedOn!: string | null;
  @ApiProperty({ ...nullable, description: 'Of the carrier who brought it to its holder.', example: null })
  readonly trackingNumber!: string | null;
  @ApiProperty({ format: 'date-time', example: '2026-11-23T09:00:00.000Z' })
  readonly since!: string;
  @ApiProperty({
    ...nullable,
    format: 'date-time',
    description: 'Until when it was so; null while it is.',
    example: null,
  })
  readonly until!: string | null;
  @ApiProperty({ format: 'uuid', description: 'Id of the event behind it.' })
  readonly event!: string;
  @ApiProperty({ description: 'Type of that event.', example: 'signin.succeeded' })
  readonly type!: string;
}

export class CustodyPageAnswer {
  @ApiProperty({ type: [LedgerEntryAnswer], description: 'By serial number.' })
  readonly generators!: readonly LedgerEntryAnswer[];
  @ApiProperty({ required: false, description: 'Cursor of the next page; absent on the last one.' })
  readonly next?: string;
}

class HolderAnswer {
  @ApiProperty({ ...nullable, example: 'Groningen99SR' })
  readonly username!: string | null;
  @ApiProperty({ ...nullable, example: 'Groningen' })
  readonly surname!: string | null;
  @ApiProperty({ ...nullable, example: 'SR' })
  readonly initials!: string | null;
  @ApiProperty({ ...nullable, example: null })
  readonly prefix!: string | null;
}

export class CustodyAnswer {
  @ApiProperty({ type: LedgerEntryAnswer, description: 'How it stands, or stood at the moment asked for.' })
  readonly entry!: LedgerEntryAnswer;
  @ApiProperty({
    type: HolderAnswer,
    nullable: true,
    description: 'Who the holder is; null without one, and for who may see no accounts.',
  })
  readonly holder!: HolderAnswer | null;
  @ApiProperty({ type: [LedgerEntryAnswer], description: 'Everything up to then, in order.' })
  readonly history!: readonly LedgerEntryAnswer[];
}
